import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../model/errors.ts';
import type { RuleSet } from '../model/rule.ts';
import { lineStarts, positionAt } from '../model/span.ts';
import { separateWords } from '../model/words.ts';
import type { ConfigIssue } from './issue.ts';
import { withPlugins } from './plugins.ts';
import { configShape } from './shape.ts';
import type { LoadedConfig, UserConfig } from './user-config.ts';
import { validate } from './validate.ts';

/** In the order in which they are looked for. */
export const CONFIG_NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `stet.config.${extension}`);

/** The config file in `folder` itself; undefined when there is none. */
export function configIn(folder: string): string | undefined {
  return CONFIG_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
}

/** The nearest config file from `folder` upwards; undefined when there is none. */
export function findConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = configIn(at);
    if (found !== undefined) return found;
    if (dirname(at) === at) return undefined;
  }
}

const TRUSTED = 'name the branch whose config is to be trusted, such as with `--config-from origin/main`';

/** Where in the file an issue stands, as `:line:column`. */
type Place = (issue: ConfigIssue) => string;

interface LoadOptions {
  /** Our own. */
  readonly rules: RuleSet;
  /** What a config or plugin gets that imports `stet`. */
  readonly api: () => Promise<object>;
  /** False where nothing that the config names is to be run. */
  readonly code?: boolean;
}

/** What a config or plugin would get that imports `specifier`. */
type ImportModule = (specifier: string) => Promise<unknown>;

/**
 * Loads and checks the config at `path`, an absolute path, and the plugins that it names. Gives their rules with our own.
 * Throws a `UserError` that names file, place and remedy.
 */
export async function loadConfig(
  path: string,
  { rules: own, api, code = true }: LoadOptions,
): Promise<LoadedConfig & { readonly rules: RuleSet }> {
  const load: ImportModule = async (specifier) => importModule(path, specifier, await api());
  const file = basename(path);
  if (!existsSync(path)) throw new UserError(`the config \`${path}\` does not exist`);
  if (!code && extname(path) !== '.json') throw new UserError(`${file} is code, which \`--untrusted\` does not run; ${TRUSTED}`);
  const { value, place } =
    extname(path) === '.json' ? await loadJson(path, file) : { value: await loadModule(path, file, load), place: () => '' };
  const plugins = (value as { plugins?: unknown } | null)?.plugins;
  if (!code && plugins !== undefined) throw new UserError(`${file}: \`plugins\` are code, which \`--untrusted\` does not run; ${TRUSTED}`);
  const rules = await withPlugins(own, plugins, file, load);
  const issues = validate(value, configShape(rules));
  if (issues.length > 0) throw refused(file, issues, place);
  return { file, config: value as UserConfig, rules };
}

async function loadJson(path: string, file: string): Promise<{ value: unknown; place: Place }> {
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser');
  const text = readOrRefuse(path).replace(/^\uFEFF/, ' ');
  const starts = lineStarts(text);
  const placeOf = (offset: number) => {
    const { line, column } = positionAt(starts, offset);
    return `:${line}:${column}`;
  };
  const errors: { error: number; offset: number; length: number }[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    throw new UserError(`${file}${placeOf(first.offset)}: no valid JSON: ${separateWords(printParseErrorCode(first.error))}`);
  }
  return {
    value: tree && getNodeValue(tree),
    place({ path: keys, atKey }) {
      const node = tree && findNodeAtLocation(tree, [...keys]);
      return placeOf((atKey ? node?.parent?.offset : node?.offset) ?? 0);
    },
  };
}

function readOrRefuse(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`the config \`${path}\` can't be read: ${(error as Error).message}`);
  }
}

function refused(file: string, issues: readonly ConfigIssue[], place: Place): UserError {
  const lines = issues.map((issue) => {
    const keys = keysOf(issue.atKey ? issue.path.slice(0, -1) : issue.path);
    return `${file}${place(issue)}: ${keys === '' ? '' : `${keys}: `}${issue.message}`;
  });
  return new UserError(lines.join('\n'));
}

/** `collections.posts.include[0]`, and rule ids in brackets. */
function keysOf(path: ConfigIssue['path']): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : /^[\w$-]+$/.test(key) ? `${index === 0 ? '' : '.'}${key}` : `['${key}']`))
    .join('');
}

/**
 * Runs a config written in code. TypeScript goes through jiti, which also lets `stet` be imported where it is run
 * without being installed.
 */
async function loadModule(path: string, file: string, load: ImportModule): Promise<unknown> {
  try {
    const exported = await load(path);
    if (exported === undefined) throw new UserError(`${file}: has no default export; write \`export default defineConfig({ … })\``);
    return exported;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file}${placeOf(error, path)}: ${reasonOf(error)}`, { cause: error });
  }
}

/** The default export of what the config at `path` would get when it imports `specifier`. */
async function importModule(path: string, specifier: string, api: object): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(pathToFileURL(path).href, { virtualModules: { stet: api }, interopDefault: false });
  const module = (await jiti.import(specifier)) as { default?: unknown };
  const exported = module.default;
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
}

/** The first line of the message; what follows it is the loader's own trace. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [reason = ''] = error.message.split('\n');
  return `${error.name === 'Error' ? '' : `${error.name}: `}${reason.trim()}`;
}

/** The line of the config in the error's stack or message, where it has one; columns are those of compiled code. */
function placeOf(error: unknown, path: string): string {
  const trace = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : '';
  const at = trace.indexOf(`${path}:`);
  const place = at === -1 ? null : /^:\d+/.exec(trace.slice(at + path.length));
  return place?.[0] ?? '';
}
