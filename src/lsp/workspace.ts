import { join } from 'node:path';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { readText } from '../engine/read.ts';
import { UserError } from '../model/errors.ts';
import { once } from '../model/memo.ts';
import type { Diagnostic, Report } from '../model/report.ts';
import { type Desk, openDesk } from './desk.ts';
import { configProblems, diagnosticOf, failureDiagnostic } from './diagnostics.ts';
import { FEATURES } from './features/index.ts';
import type { FileFindings, FromThread, OpenText, Question, ThreadSetup } from './messages.ts';
import { noteProgress } from './progress.ts';
import { createScene, type Scene } from './scene.ts';
import { createTeller } from './teller.ts';
import { createTexts, relativePath, type Texts } from './texts.ts';

/** All is checked when nothing has been typed for so long. */
const IDLE_MS = 200;
/** A long check gives way to others after so long. */
const TURN_MS = 6;

/** With so many files, those that are open are judged by themselves first: all others take too long to wait for. */
const MANY_FILES = 1000;

/** Thrown inside of a check of all when something has changed since it began. */
class Overtaken extends Error {}

/** The findings of a project while its files are edited: those of the file at hand at once, all others when there is time. */
export interface Workspace {
  /** Gives a file the editor's text; undefined once it is closed. */
  buffer(path: string, text: OpenText | undefined): void;
  /** Something on the disk has changed. */
  disk(): void;
  /** The findings of a file as it is now. */
  findingsIn(path: string): Promise<FileFindings>;
  /** Resolves with a result of the protocol. */
  ask(question: Question): Promise<unknown>;
}

/** Paths are absolute here, but for those of the desk and its reports. */
export function createWorkspace(setup: ThreadSetup, send: (message: FromThread) => void): Workspace {
  const open = new Map(setup.open);
  const shunned = new Set(setup.shunned);
  /** Open, or just closed, and not judged as they are now. */
  const stale = new Set(open.keys());
  /** Of every file that something was told of, by path in the project; with their fixes, and without what could not be done. */
  const found = new Map<string, readonly Diagnostic[]>();
  /** Files that findings in other files point at. */
  const pointedAt = new Set<string>();
  const teller = createTeller(send, (path) => open.get(path)?.uri);
  /** Judged by themselves only, as yet. */
  const glimpsed = new Set<string>();
  let desk: Desk | undefined;
  let texts: Texts | undefined;
  let scene: Scene | undefined;
  let members: ReadonlySet<string> = new Set();
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let turn = 0;
  /** Whether all is to be checked now; whether it was once; whether the disk, or a text, is not as the last check saw it. */
  let isDue = true;
  let isChecked = false;
  /** Whether what is told of files is what an earlier run has found in them. */
  let isKnown = false;
  let isDiskNew = true;
  let isOvertaken = false;
  /** Whether files that are opened now are to be judged by themselves, because the first check of all takes long. */
  let isGlimpsing = false;
  /** Files that are being judged by themselves now: all else waits. */
  let glimpses = 0;

  /** What came in meanwhile gets its turn. */
  async function giveWay(): Promise<void> {
    await new Promise(setImmediate);
    turn = performance.now();
  }

  const isLong = () => performance.now() - turn > TURN_MS;

  async function goOn(): Promise<void> {
    do await giveWay();
    while (glimpses > 0);
    // The first one goes on: without it, nothing can be told of any file.
    if (isOvertaken && isChecked) throw new Overtaken();
  }

  const pause = () => (isLong() || glimpses > 0 ? goOn() : undefined);

  function wake(): void {
    running ??= work().finally(() => {
      running = undefined;
    });
  }

  function checkSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      isDue = true;
      wake();
    }, IDLE_MS);
  }

  async function work(): Promise<void> {
    // What comes at once is taken together.
    await giveWay();
    try {
      await opened;
      while (desk !== undefined) {
        const [path] = stale;
        if (isChecked && path !== undefined) await checkOne(desk, path);
        else if (isDue) await checkAll(desk);
        else break;
        answerWaiting();
        await giveWay();
      }
    } catch (error) {
      send({ kind: 'notice', text: error instanceof UserError ? error.message : `internal error: ${(error as Error).stack}` });
    }
    noteProgress(setup.progress, '');
    answerWaiting();
    teller.flush();
    if (timer === undefined) send({ kind: 'settled' });
  }

  function answerWaiting(): void {
    const ready = waiting;
    waiting = [];
    for (const go of ready) go();
  }

  async function openProject(): Promise<void> {
    try {
      desk = await openDesk(setup, {
        pause,
        onFile: (path) => noteProgress(setup.progress, desk === undefined ? '' : join(desk.root, path)),
        bufferOf: (path) => open.get(path)?.text,
        async onPlace({ root, disk: host }, known) {
          texts = createTexts({ ...setup, root, host, open });
          if (known === undefined) return;
          showKnown(texts, known);
          // Whoever has asked for it gets it before all is looked at once more.
          await new Promise((resolve) => setTimeout(resolve, TURN_MS));
        },
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      stale.clear();
      for (const [path, problems] of configProblems(error.message, setup)) teller.tell(path, problems);
      return;
    }
    const { root, config, rules, project, accepted } = desk;
    for (const text of desk.notices) send({ kind: 'notice', text });
    const findingsOf = async (path: string) => {
      await freshness(join(root, path), true);
      return found.get(path) ?? [];
    };
    const fresh = async (path: string) => {
      await freshness(join(root, path), true);
      return project.world?.corpus;
    };
    const settled = async () => {
      await settle();
      return project.world;
    };
    const postAt = (path: string) => project.world?.postAt(path);
    const judge = async (path: string, text: string) =>
      accepted(await project.checkText(path, text), (other) => (other === path ? text : undefined));
    scene = createScene(texts as Texts, { ...setup, config, rules, fresh, settled, postAt, findingsOf, judge });
  }

  /** What an earlier run has found is so still, where the editor has no other text. */
  function showKnown({ root }: Texts, { diagnostics }: Report): void {
    isKnown = true;
    const byPath = grouped(diagnostics);
    for (const absolute of open.keys()) {
      if (isAsKnown(absolute)) glimpsed.add(absolute);
      else byPath.delete(relativePath(root, absolute) ?? '');
    }
    for (const [path, found] of byPath) show(join(root, path), path, found);
    answerWaiting();
    teller.flush();
    send({ kind: 'known' });
  }

  /** Whether a file is as the run before saw it, and has been told so. */
  function isAsKnown(absolute: string): boolean {
    const path = isKnown && texts !== undefined ? relativePath(texts.root, absolute) : undefined;
    return path !== undefined && readText((texts as Texts).host, path).text === open.get(absolute)?.text;
  }

  /** One file, among the others as they were when all were checked. */
  async function checkOne({ root, project, isContent, accepted }: Desk, absolute: string): Promise<void> {
    const text = open.get(absolute);
    stale.delete(absolute);
    const path = relativePath(root, absolute);
    if (path !== undefined) project.update(path, text?.text);
    if (path === undefined || !isContent(path) || (text === undefined && !members.has(path))) return show(absolute, path, []);
    if (shunned.has(absolute)) return;
    const { report, concernsOthers } = await project.checkFile(path);
    if (concernsOthers || pointedAt.has(path)) checkSoon();
    const { diagnostics, failures } = accepted(report);
    show(absolute, path, diagnostics, failures.map(failureDiagnostic));
  }

  async function checkAll(desk: Desk): Promise<void> {
    isDue = false;
    isOvertaken = false;
    const { root, project } = desk;
    const judged = new Map([...stale].map((path) => [path, open.get(path)]));
    for (const [absolute, text] of judged) {
      const path = relativePath(root, absolute);
      if (path !== undefined) project.update(path, text?.text);
    }
    const looksAgain = isDiskNew;
    isDiskNew = false;
    if (looksAgain) members = new Set(desk.files().filter((path) => !shunned.has(join(root, path))));
    isGlimpsing = !isChecked && setup.takesGlimpses && members.size > MANY_FILES;
    if (isGlimpsing) for (const path of judged.keys()) if (!glimpsed.has(path)) await glimpseAt(desk, path);
    let report: Report;
    try {
      if (looksAgain) await project.refresh(members);
      report = desk.accepted(await project.check());
    } catch (error) {
      isDiskNew ||= looksAgain;
      if (!(error instanceof Overtaken)) throw error;
      return checkSoon();
    }
    isGlimpsing = false;
    if (!isChecked) desk.save();
    for (const [path, text] of judged) if (open.get(path) === text && members.has(relativePath(root, path) ?? '')) stale.delete(path);
    // What is open and belongs to no collection may name an image that has come.
    for (const path of open.keys()) if (!members.has(relativePath(root, path) ?? '')) stale.add(path);
    await showAll(desk, report);
    isChecked = true;
    isKnown = false;
  }

  /** By itself, while the first check of all goes on. */
  async function glimpseAt({ root, isContent, glimpse, accepted }: Desk, absolute: string): Promise<void> {
    const text = open.get(absolute);
    const path = relativePath(root, absolute);
    if (path === undefined || text === undefined || shunned.has(absolute) || !isContent(path)) return;
    glimpses++;
    const { diagnostics } = accepted(await glimpse(path, text.text).finally(() => glimpses--));
    if (isChecked || open.get(absolute) !== text) return;
    show(absolute, path, diagnostics);
    glimpsed.add(absolute);
    answerWaiting();
  }

  async function showAll({ root }: Desk, { diagnostics, failures }: Report): Promise<void> {
    const byPath = grouped(diagnostics);
    const problems = grouped(failures);
    pointedAt.clear();
    for (const { path, related } of diagnostics) for (const other of related) if (other.path !== path) pointedAt.add(other.path);
    for (const path of new Set([...found.keys(), ...byPath.keys(), ...problems.keys()])) {
      const absolute = join(root, path);
      if (stale.has(absolute)) continue;
      if (!members.has(path) && open.has(absolute)) continue;
      show(absolute, path, byPath.get(path) ?? [], problems.get(path)?.map(failureDiagnostic));
      if (isLong()) await giveWay();
    }
    for (const path of shunned) teller.tell(path, [failureDiagnostic({ path, message: HUNG })]);
  }

  function show(
    absolute: string,
    path: string | undefined,
    diagnostics: readonly Diagnostic[],
    problems: readonly LspDiagnostic[] = [],
  ): void {
    if (path !== undefined) {
      if (diagnostics.length === 0 && problems.length === 0) found.delete(path);
      else found.set(path, diagnostics);
    }
    teller.tell(absolute, [...problems, ...diagnostics.map((diagnostic) => diagnosticOf(diagnostic, texts as Texts))]);
  }

  /** Resolves when a file's findings are those of its text; where all others count, not for a glimpse. */
  async function freshness(path: string, isWhole = false): Promise<void> {
    const isFresh = () => (isChecked ? !stale.has(path) : !isWhole && glimpsed.has(path));
    while (running !== undefined && !isFresh()) await Promise.race([running, new Promise<void>((resolve) => waiting.push(resolve))]);
  }

  /** Resolves when all is checked as it is now; or after some attempts, where something always changes. */
  async function settle(): Promise<void> {
    for (let attempt = 0; attempt < 3 && (running !== undefined || timer !== undefined || isDiskNew); attempt++) {
      isDue ||= timer !== undefined || isDiskNew;
      clearTimeout(timer);
      timer = undefined;
      wake();
      await running;
    }
  }

  /** Without a desk, where its config is broken. */
  const opened = giveWay().then(openProject);
  wake();
  return {
    buffer(path, text) {
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      if (shunned.delete(path)) isDiskNew = true;
      stale.add(path);
      if (isAsKnown(path)) glimpsed.add(path);
      else glimpsed.delete(path);
      isOvertaken = true;
      if (isGlimpsing && desk !== undefined && !glimpsed.has(path)) void glimpseAt(desk, path);
      wake();
    },
    disk() {
      isDiskNew = true;
      isKnown = false;
      isOvertaken = true;
      checkSoon();
    },
    async findingsIn(path) {
      await freshness(path);
      return teller.toldOf(path);
    },
    async ask({ name, params }) {
      await opened;
      const feature = FEATURES[name];
      return scene === undefined || feature === undefined ? null : feature(scene, params as never);
    },
  };
}

const HUNG =
  'Checking this file did not end, and was stopped: a rule, a plugin or a schema hangs on it. It is left alone until it changes.';

function grouped<T extends { readonly path: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) once(groups, one.path, () => []).push(one);
  return groups;
}
