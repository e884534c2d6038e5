import { HostError } from '../../model/errors.ts';
import type { EntryKind, Host } from '../../model/host.ts';
import { lazily } from '../../model/lazily.ts';
import { baseOf, dirOf, normalise } from '../../model/path.ts';
import { filesBelow } from '../../model/walk.ts';

/** The files of a site, below its root. Nothing of them is run; what can't be read or parsed counts as not there. */
export interface SiteFiles {
  readonly root: string;
  /** A path of the site as a path of the project; it may climb out of the site, as `../docs` does. */
  at(path: string): string;
  /** Whether there is such a file or folder, in this exact case. */
  has(path: string): boolean;
  list(folder: string): ReadonlyMap<string, EntryKind>;
  /** Every file below a folder, relative to the site; hidden folders and node_modules are left out. */
  below(folder: string): readonly string[];
  text(path: string): string | undefined;
  /** JSON, with comments and trailing commas. */
  json(path: string): Promise<unknown>;
  yaml(path: string): Promise<unknown>;
  toml(path: string): Promise<unknown>;
  /** What a JavaScript or TypeScript file exports by default, as far as it stands there in literals; see `literal.ts`. */
  exported(path: string): Promise<unknown>;
  /** The constants at the top of such a file, likewise. */
  constants(path: string): Promise<Record<string, unknown>>;
  /** The names of all dependencies of package.json. */
  dependencies(): Promise<ReadonlySet<string>>;
}

const loadJson = lazily(() => import('jsonc-parser'));
const loadYaml = lazily(() => import('yaml'));
const loadToml = lazily(() => import('toml-eslint-parser'));
const loadLiteral = lazily(() => import('./literal.ts'));

const NONE: ReadonlyMap<string, EntryKind> = new Map();

export function siteFiles(host: Host, root: string): SiteFiles {
  const at = (path: string) => normalise(`${root}/${path}`) ?? `${root}/${path}`;
  const listAt = (path: string) => orUndefined(() => host.list(path)) ?? NONE;
  const list = (folder: string) => listAt(at(folder));
  const text = (path: string) => {
    const bytes = files.has(path) ? orUndefined(() => host.read(at(path))) : undefined;
    return (
      bytes &&
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
    );
  };
  /** A broken file of the site is no matter of ours: its own tools tell of it. */
  const parsed = async (path: string, parse: (text: string) => Promise<unknown>): Promise<unknown> => {
    const source = text(path);
    return source === undefined ? undefined : parse(source).catch(() => undefined);
  };
  const files: SiteFiles = {
    root,
    at,
    list,
    text,
    has: (path) => list(dirOf(path)).has(baseOf(path)),
    below: (folder) => {
      const start = at(folder);
      const rests = filesBelow(host, start, listAt).map((path) => (start === '' ? path : path.slice(start.length + 1)));
      return folder === '' ? rests : rests.map((rest) => `${folder}/${rest}`);
    },
    json: (path) => parsed(path, async (source) => (await loadJson()).parse(source)),
    yaml: (path) => parsed(path, async (source) => (await loadYaml()).parse(source, { logLevel: 'error' })),
    toml: (path) =>
      parsed(path, async (source) => {
        const { getStaticTOMLValue, parseTOML } = await loadToml();
        return getStaticTOMLValue(parseTOML(source));
      }),
    exported: (path) => parsed(path, async (source) => (await loadLiteral()).exportedLiteral(path, source, text)),
    constants: async (path) => {
      const named = await parsed(path, async (source) => (await loadLiteral()).namedLiterals(path, source, text));
      return (named ?? {}) as Record<string, unknown>;
    },
    dependencies: lazily(async () => {
      const manifest = (await files.json('package.json')) as Record<string, unknown> | undefined;
      const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
      return new Set(groups.flatMap((group) => keysOf(manifest?.[group])));
    }),
  };
  return files;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function orUndefined<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
