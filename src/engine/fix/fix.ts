import type { ReadingSettings } from '../../model/document.ts';
import type { Diagnostic, Report } from '../../model/report.ts';
import type { Project } from '../project.ts';
import { apart, applied, type Repair, repairOf } from './edits.ts';
import { newErrors } from './errors.ts';
import { lossOf } from './outline.ts';

export interface FixOptions {
  readonly project: Project;
  /** The text of a file as it is now; undefined where it can't be read. Asked for once. */
  readonly textOf: (path: string) => string | undefined;
  readonly readingOf: (path: string) => ReadingSettings;
  /** Which findings are to be fixed, among those that have a fix. */
  readonly wanted: (diagnostic: Diagnostic) => boolean;
}

/** A fix that was not carried out. */
export interface Dropped {
  readonly diagnostic: Diagnostic;
  /** What it would have done, as a phrase behind "it would". */
  readonly why: string;
}

export interface Fixed {
  /** What remains, of the fixed texts. */
  readonly report: Report;
  /** The texts that were changed. The project has the new ones. */
  readonly texts: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  /** How many fixes were carried out. */
  readonly count: number;
  readonly dropped: readonly Dropped[];
  /** Whether there were always more of them. */
  readonly isUnfinished: boolean;
}

/** Fixes may make room for others. Rules that undo each other's fixes would go on for ever. */
const MOST_PASSES = 20;

/** Carries out fixes in memory, until there are none left. Every new text is judged again before it is taken. */
export async function fixAll({ project, textOf, readingOf, wanted }: FixOptions): Promise<Fixed> {
  const before = new Map<string, string>();
  const texts = new Map<string, string>();
  const dropped = new Map<string, Dropped>();
  let report = await project.check();
  let count = 0;

  const put = (path: string, text: string) => {
    texts.set(path, text);
    project.update(path, text);
  };
  const isWanted = (diagnostic: Diagnostic) =>
    diagnostic.fix !== undefined && wanted(diagnostic) && !dropped.has(keyOf(diagnostic, texts.get(diagnostic.path)));

  /** From here on the project judges the very text that is edited, whatever happens on the disk. */
  async function takeTexts(): Promise<void> {
    const paths = new Set(report.diagnostics.filter(isWanted).map(({ path }) => path));
    const fresh = [...paths].flatMap((path): [string, string][] => {
      const text = texts.has(path) ? undefined : textOf(path);
      return text === undefined ? [] : [[path, text]];
    });
    if (fresh.length === 0) return;
    for (const [path, text] of fresh) {
      before.set(path, text);
      put(path, text);
    }
    report = await project.check();
  }

  function plan(): Map<string, Repair[]> {
    const repairs = new Map<string, Repair[]>();
    for (const diagnostic of report.diagnostics) {
      const text = texts.get(diagnostic.path);
      const repair = text === undefined || !isWanted(diagnostic) ? undefined : repairOf(diagnostic, text);
      if (repair !== undefined) repairs.set(diagnostic.path, [...(repairs.get(diagnostic.path) ?? []), repair]);
    }
    return new Map([...repairs].map(([path, all]) => [path, apart(all)]));
  }

  /** Carries out these repairs if they do no harm. Otherwise nothing is changed, and the harm is answered, by the file that does it. */
  async function attempt(repairs: ReadonlyMap<string, readonly Repair[]>): Promise<Map<string, string>> {
    const harm = new Map<string, string>();
    const old = new Map([...repairs.keys()].map((path) => [path, texts.get(path) ?? '']));
    const changed = new Map<string, string>();
    for (const [path, ofFile] of repairs) {
      const text = old.get(path) ?? '';
      const edits = ofFile.flatMap((repair) => repair.edits);
      changed.set(path, applied(text, edits));
      const loss = await lossOf(path, text, changed.get(path) ?? '', readingOf(path));
      if (loss !== undefined) harm.set(path, loss);
    }
    if (harm.size > 0) return harm;
    for (const [path, text] of changed) put(path, text);
    const next = await project.check();
    for (const { path, what } of newErrors(report, next)) {
      // What happens in a file that was not touched, any of the others may have done.
      for (const guilty of repairs.has(path) ? [path] : repairs.keys()) if (!harm.has(guilty)) harm.set(guilty, what);
    }
    if (harm.size > 0) for (const [path, text] of old) put(path, text);
    else {
      report = next;
      for (const ofFile of repairs.values()) count += ofFile.length;
    }
    return harm;
  }

  /** From the last to the first, so that the places of those to come stay true. */
  async function oneByOne(path: string, repairs: readonly Repair[]): Promise<void> {
    for (const repair of repairs.toReversed()) {
      const key = keyOf(repair.diagnostic, texts.get(path));
      const why = (await attempt(new Map([[path, [repair]]]))).get(path);
      if (why !== undefined) dropped.set(key, { diagnostic: repair.diagnostic, why });
    }
  }

  for (let pass = 0; pass < MOST_PASSES; pass++) {
    await takeTexts();
    const repairs = plan();
    if (repairs.size === 0) break;
    const harm = await attempt(repairs);
    if (harm.size === 0) continue;
    const harmless = new Map([...repairs].filter(([path]) => !harm.has(path)));
    const more = harmless.size === 0 ? new Map<string, string>() : await attempt(harmless);
    for (const [path, ofFile] of repairs) if (harm.has(path) || more.size > 0) await oneByOne(path, ofFile);
  }
  const changed = [...before].flatMap(([path, old]) => {
    const after = texts.get(path) ?? old;
    return after === old ? [] : [[path, { before: old, after }] as const];
  });
  return { report, texts: new Map(changed), count, dropped: [...dropped.values()], isUnfinished: plan().size > 0 };
}

/** Tells a fix from others, wherever edits before it have moved it. */
function keyOf({ path, rule, message, range, fix }: Diagnostic, text = ''): string {
  const line = text.slice(range.start.offset - range.start.column + 1, range.end.offset);
  return [path, rule, message, fix?.title, line].join('\0');
}
