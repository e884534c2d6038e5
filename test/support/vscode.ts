import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

interface World {
  readonly folders: readonly string[];
  readonly isTrusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface FakeTask {
  readonly definition: object;
  readonly scope: unknown;
  readonly name: string;
  readonly execution: ProcessExecution;
  readonly matchers: string;
  readonly isBackground?: boolean;
}

interface TaskProvider {
  provideTasks(): FakeTask[];
  resolveTask(task: Pick<FakeTask, 'definition' | 'scope'>): FakeTask;
}

/** The editor as an extension sees it; nothing in it is real but what it remembers of what it was given. */
export class FakeEditor {
  readonly subscriptions: { dispose(): unknown }[] = [];
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  readonly taskProviders = new Map<string, TaskProvider>();
  /** The settings that were asked for. */
  readonly asked = new Set<string>();
  /** Errors that were shown, and lines of the output. */
  readonly told: string[] = [];
  readonly #problems = new Map<string, readonly Diagnostic[]>();
  readonly #events = new Map<string, Emitter>();
  readonly #world: World;
  #settings: Readonly<Record<string, unknown>>;
  #isTrusted: boolean;

  constructor(world: World) {
    this.#world = world;
    this.#settings = world.settings ?? {};
    this.#isTrusted = world.isTrusted ?? true;
  }

  /** What it shows, as `path:line rule`, sorted. */
  problems(): string[] {
    const [folder = ''] = this.#world.folders;
    const line = (uri: string, { range, code }: Diagnostic) =>
      `${relative(folder, fileURLToPath(uri))}:${range.start.line + 1} ${codeOf(code)}`;
    return [...this.#problems].flatMap(([uri, found]) => found.map((one) => line(uri, one))).sort();
  }

  change(settings: Readonly<Record<string, unknown>>): void {
    this.#settings = settings;
    this.#event('onDidChangeConfiguration').fire({ affectsConfiguration: (name: string) => Object.hasOwn(settings, name) });
  }

  trust(): void {
    this.#isTrusted = true;
    this.#event('onDidGrantWorkspaceTrust').fire(undefined);
  }

  #event(name: string): Emitter {
    const known = this.#events.get(name) ?? new Emitter();
    this.#events.set(name, known);
    return known;
  }

  #setting(name: string): unknown {
    this.asked.add(name);
    return this.#settings[name];
  }

  /** A part of the editor: events that never come, and things that are registered and never used, where nothing is said of them. */
  #part(own: object): object {
    return new Proxy(own, {
      get: (target, name: string) => {
        if (Reflect.has(target, name)) return Reflect.get(target, name);
        if (name.startsWith('on')) return this.#event(name).event;
        if (/^(?:register|create|set)/.test(name)) return () => this.#part({ dispose() {} });
        return undefined;
      },
    });
  }

  #collection() {
    return this.#part({
      set: (uri: Uri, found: readonly Diagnostic[] = []) => void this.#problems.set(String(uri), found),
      delete: (uri: Uri) => this.#problems.delete(String(uri)),
      has: (uri: Uri) => this.#problems.has(String(uri)),
      clear: () => this.#problems.clear(),
      dispose: () => this.#problems.clear(),
    });
  }

  /** What `vscode` is to an extension. */
  api(): object {
    const isTrusted = () => this.#isTrusted;
    const output = {
      append() {},
      clear() {},
      show() {},
      dispose() {},
      name: 'stet',
      logLevel: TRACE,
      onDidChangeLogLevel: () => ({ dispose() {} }),
    };
    const tell = (text: unknown) => void this.told.push(String(text));
    const log = { ...output, appendLine: tell, trace() {}, debug() {}, info: tell, warn: tell, error: tell };
    const show = async (text: string) => tell(text);
    const own = {
      version: '1.140.0',
      env: { language: 'en', appName: 'a fake' },
      LogLevel: { Trace: TRACE },
      Uri,
      EventEmitter: Emitter,
      Diagnostic,
      Range,
      ProcessExecution,
      Task,
      Disposable,
      CancellationTokenSource,
      commands: this.#part({ registerCommand: (name: string, run: () => unknown) => this.#keep(this.commands, name, run) }),
      tasks: this.#part({ registerTaskProvider: (type: string, provider: TaskProvider) => this.#keep(this.taskProviders, type, provider) }),
      languages: this.#part({ createDiagnosticCollection: () => this.#collection(), match: () => 0 }),
      window: this.#part({
        createOutputChannel: () => log,
        showErrorMessage: show,
        showWarningMessage: show,
        showInformationMessage: show,
        tabGroups: this.#part({ all: [] }),
        visibleTextEditors: [],
      }),
      workspace: this.#part({
        get isTrusted() {
          return isTrusted();
        },
        workspaceFolders: this.#world.folders.map((path, index) => ({ uri: Uri.file(path), name: path, index })),
        textDocuments: [],
        notebookDocuments: [],
        getConfiguration: (section: string) => ({
          get: (name: string, fallback?: unknown) => this.#setting(section === '' ? name : `${section}.${name}`) ?? fallback,
        }),
      }),
    };
    return { ...Object.fromEntries(KINDS.map((name) => [name, kind(name)])), ...own };
  }

  #keep<T>(map: Map<string, T>, name: string, value: T) {
    if (map.has(name)) throw new Error(`\`${name}\` is registered twice`);
    map.set(name, value);
    return { dispose: () => void map.delete(name) };
  }
}

const TRACE = 1;

type Listener = (event: unknown) => unknown;

class Emitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: object) => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.#listeners.add(bound);
    return { dispose: () => void this.#listeners.delete(bound) };
  };
  fire(event: unknown): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from = (...all: readonly Disposable[]) =>
    new Disposable(() => {
      for (const one of all) one.dispose();
    });
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: new Emitter().event };
  cancel(): void {}
  dispose(): void {}
}

class Uri {
  readonly #text: string;
  readonly scheme: string;
  constructor(text: string) {
    this.#text = text;
    this.scheme = text.slice(0, text.indexOf(':'));
  }
  static parse = (text: string) => new Uri(text);
  static file = (path: string) => new Uri(pathToFileURL(path).href);
  get fsPath(): string {
    return fileURLToPath(this.#text);
  }
  toString(): string {
    return this.#text;
  }
}

class Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
  constructor(...[startLine, , endLine]: readonly number[]) {
    this.start = { line: startLine ?? 0 };
    this.end = { line: endLine ?? 0 };
  }
}

class Diagnostic {
  code: unknown;
  readonly range: Range;
  constructor(range: Range) {
    this.range = range;
  }
}

const codeOf = (code: unknown) => (typeof code === 'object' && code !== null && 'value' in code ? code.value : code);

class ProcessExecution {
  readonly process: string;
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string };
  constructor(process: string, args: readonly string[], options: ProcessExecution['options']) {
    this.process = process;
    this.args = args;
    this.options = options;
  }
}

class Task {
  readonly definition: object;
  readonly scope: unknown;
  readonly name: string;
  readonly execution: ProcessExecution;
  readonly matchers: string;
  constructor(definition: object, scope: unknown, name: string, _source: string, execution: ProcessExecution, matchers: string) {
    this.definition = definition;
    this.scope = scope;
    this.name = name;
    this.execution = execution;
    this.matchers = matchers;
  }
}

const TYPES = readFileSync(createRequire(import.meta.url).resolve('@types/vscode/index.d.ts'), 'utf8');
/** All classes and lists of names that the editor has. */
const KINDS = [...TYPES.matchAll(/^\texport (?:class|enum) (\w+)/gm)].map(([, name = '']) => name);

/** One of which nothing more is known than that it is there. */
function kind(name: string): unknown {
  const fields = FIELDS[name] ?? [];
  const made = class {
    constructor(...given: unknown[]) {
      for (const [index, field] of fields.entries()) Object.assign(this, { [field]: given[index] });
    }
  };
  return new Proxy(made, {
    get: (target, member: string) => (Reflect.has(target, member) ? Reflect.get(target, member) : memberOf(member)),
  });
}

const FIELDS: Readonly<Record<string, readonly string[]>> = { Position: ['line', 'character'] };
const memberOf = (member: string) => ({ value: member, append: () => memberOf(member) });

/** Runs an extension's main file, with `vscode` as the editor gives it. */
export function loadExtension(file: string, editor: FakeEditor): { activate(context: object): Promise<void>; deactivate(): Promise<void> } {
  const requireFrom = createRequire(file);
  const vscode = editor.api();
  const module = { exports: {} };
  const run = compileFunction(readFileSync(file, 'utf8'), ['require', 'module', 'exports'], { filename: file });
  run((id: string) => (id === 'vscode' ? vscode : requireFrom(id)), module, module.exports);
  return module.exports as ReturnType<typeof loadExtension>;
}
