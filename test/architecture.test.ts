import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Each layer may import itself and those above it in this list; names in one row are siblings and never import each other. */
const LAYERS = [
  ['model'],
  ['document'],
  ['engine'],
  ['host', 'config', 'remark', 'report'],
  ['adopt'],
  ['cli', 'lsp', 'worker.ts', 'index.ts', 'testing.ts', 'remark-plugin.ts'],
];
const ROOTS: readonly string[] = LAYERS.at(-1) ?? [];
/** What a rule may import from node_modules: the types of the tree, and parsers. */
const RULE_PACKAGES = new Set([
  'mdast',
  'mdast-util-mdx',
  'css-tree',
  'jsonc-parser',
  'oxc-parser',
  'parse5',
  'toml-eslint-parser',
  'yaml',
]);

const root = fileURLToPath(new URL('..', import.meta.url));
const paths = ['src', 'rules', 'scripts', 'test']
  .flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}${sep}${path}`))
  .map((path) => path.split(sep).join('/'))
  .sort();
const sources = new Map(paths.filter((path) => path.endsWith('.ts')).map((path) => [path, readFileSync(root + path, 'utf8')]));

describe('the finder of specifiers', () => {
  it('finds static, re-exported, bare, typed and dynamic imports, and nothing else', () => {
    const sample = `
      import a from './a.ts';
      import b, { type B } from "./b.ts"
      import type {
        C,
        D,
      } from './c.ts';
      import * as d from './d.ts';
      import './e.ts';
      import f from '../f.json' with { type: 'json' };
      export * from './g.ts';
      export { h as default } from './h.ts';
      export type { I } from './i.ts';
      const j = await import('./j.ts');
      type K = import("./k.ts").K;
      const l = import(\`./l.ts\`);
      const m = require('./m.cjs');
      // It came from 'here', and import is a word.
      export const words = "import x from './string.ts'";
      export function from() { return 'import'; }
      jiti.import(path);
      const n = import.meta.url;
      const dollar$import = from('./not.ts');
    `;
    expect(specifiersOf(sample)).toEqual([
      './a.ts',
      './b.ts',
      './c.ts',
      './d.ts',
      './e.ts',
      '../f.json',
      './g.ts',
      './h.ts',
      './i.ts',
      './j.ts',
      './k.ts',
      './l.ts',
      './m.cjs',
    ]);
  });

  it('finds as many imports in the sources as there are lines that begin with one', () => {
    const all = [...sources].filter(([path]) => path.startsWith('src/') || path.startsWith('rules/'));
    expect(all.length).toBeGreaterThan(80);
    for (const [path, source] of all) {
      const begun = source.match(/^(?:import|\} from) .*;$/gm)?.length ?? 0;
      expect(specifiersOf(source).length, path).toBeGreaterThanOrEqual(begun);
    }
  });
});

describe('layers', () => {
  it.each([
    ['src/engine/map.ts', '../document/document.ts', undefined],
    ['src/engine/map.ts', '../host/disk.ts', 'engine must not import host'],
    ['src/model/rule.ts', '../document/document.ts', 'model must not import document'],
    ['src/config/load.ts', '../host/disk.ts', 'config must not import host'],
    ['src/cli/main.ts', '../lsp/server.ts', undefined],
    ['src/cli/check.ts', '../../rules/index.ts', undefined],
    ['src/engine/map.ts', '../../rules/index.ts', 'only composition roots import the rules'],
    ['src/report/text.ts', '../../rules/code/empty.ts', 'only composition roots import the rules'],
    ['src/cli/tool.ts', '../../package.json', undefined],
    ['src/model/span.ts', '../../test/support/world.ts', 'src must not import test'],
    ['src/worker.ts', './engine/map.ts', undefined],
    ['src/engine/map.ts', '../worker.ts', 'engine must not import worker.ts'],
    ['rules/code/empty.ts', '../../src/model/rule.ts', undefined],
    ['rules/code/empty.ts', './_parsers.ts', undefined],
    ['rules/code/empty.ts', '../_all.ts', undefined],
    ['rules/code/empty.ts', './unclosed.ts', 'a rule must not import a rule'],
    ['rules/code/empty.ts', '../image/_files.ts', 'a rule must not import the helpers of another group'],
    ['rules/code/empty.ts', '../../src/document/text.ts', 'rules may import src/model only'],
    ['rules/code/empty.ts', 'yaml', undefined],
    ['rules/code/empty.ts', 'node:fs', 'rules may not import node:fs'],
    ['rules/code/empty.ts', 'zod', 'rules may not import zod'],
    ['rules/index.ts', './code/empty.ts', undefined],
    ['scripts/generate.ts', '../rules/index.ts', undefined],
  ])('%s importing %s: %s', (path, specifier, breach) => {
    expect(breachOf(path, specifier)).toBe(breach);
  });

  it('are kept by every import', () => {
    const breaches = [...sources].flatMap(([path, source]) =>
      specifiersOf(source).flatMap((specifier) => {
        const breach = breachOf(path, specifier);
        return breach === undefined ? [] : [`${path} imports ${specifier}: ${breach}`];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('hold every file of src', () => {
    const known = new Set(LAYERS.flat());
    expect([...sources.keys()].filter((path) => path.startsWith('src/') && !known.has(layerOf(path)))).toEqual([]);
  });

  it('keep the world out of model, document and engine', () => {
    const pure = [...sources].filter(([path]) => /^src\/(?:model|document|engine)\/|^rules\//.test(path));
    expect(pure.length).toBeGreaterThan(60);
    const worldly = pure.filter(
      ([, source]) => specifiersOf(source).some((specifier) => /^(?:node:)?fs(?:$|\/)/.test(specifier)) || /\bconsole\s*[.[]/.test(source),
    );
    expect(worldly.map(([path]) => path)).toEqual([]);
  });

  it('have no folder for what has no home', () => {
    expect(paths.filter((path) => /(?:^|\/)utils?(?:\/|$)/.test(path))).toEqual([]);
  });
});

/** The specifiers of all imports, in order. Statements must begin a line, as the formatter has them. */
function specifiersOf(source: string): string[] {
  const found = source.matchAll(
    /^[ \t]*(?:import|export)\b(?:[^'"`;=()]*?\bfrom)?\s*(['"])([^'"\r\n]+)\1|(?<![\w$.])(?:import|require)\(\s*(['"`])([^'"`\r\n]+)\3/gm,
  );
  return [...found].map((match) => match[2] ?? match[4] ?? '');
}

/** Why the file at `path` may not import `specifier`; undefined when it may. */
function breachOf(path: string, specifier: string): string | undefined {
  const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
  if (path.startsWith('rules/')) return path === 'rules/index.ts' ? undefined : ruleBreach(path, target, specifier);
  if (!path.startsWith('src/') || target === undefined) return undefined;
  const from = layerOf(path);
  if (target === 'package.json' && ROOTS.includes(from)) return undefined;
  if (target.startsWith('rules/')) {
    return ROOTS.includes(from) && target === 'rules/index.ts' ? undefined : 'only composition roots import the rules';
  }
  if (!target.startsWith('src/')) return `src must not import ${target.split('/')[0]}`;
  const to = layerOf(target);
  const isBelow = rowOf(to) < rowOf(from) || (ROOTS.includes(from) && ROOTS.includes(to));
  return from === to || isBelow ? undefined : `${from} must not import ${to}`;
}

function ruleBreach(path: string, target: string | undefined, specifier: string): string | undefined {
  if (target === undefined) return RULE_PACKAGES.has(packageOf(specifier)) ? undefined : `rules may not import ${specifier}`;
  if (target.startsWith('src/model/')) return undefined;
  if (!target.startsWith('rules/')) return 'rules may import src/model only';
  if (!posix.basename(target).startsWith('_')) return 'a rule must not import a rule';
  const isNear = [posix.dirname(path), 'rules'].includes(posix.dirname(target));
  return isNear ? undefined : 'a rule must not import the helpers of another group';
}

function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function rowOf(layer: string): number {
  return LAYERS.findIndex((row) => row.includes(layer));
}

/** `css-tree/tokenizer` is a part of `css-tree`; no package of ours has a scope. */
function packageOf(specifier: string): string {
  return specifier.split('/')[0] ?? specifier;
}
