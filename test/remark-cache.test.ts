import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserConfig } from '../src/config/user-config.ts';
import type { Report } from '../src/model/report.ts';
import { createRemark } from '../src/remark/linter.ts';
import { folderWith, json, stet } from './support/cli.ts';
import { editorIn } from './support/editor.ts';
import { checkOnDisk } from './support/on-disk.ts';
import type { Files } from './support/world.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const POSTS: UserConfig = { collections: { posts: { include: ['posts/**/*.md'] } } };

/** One run of the command line, with its remark. */
function run(root: string, options: { readonly cached?: boolean; readonly parser?: 'fast' } = {}): Promise<Report> {
  const linter = createRemark({ root, parser: options.parser ?? 'remark', version: '1' });
  return checkOnDisk(root, { config: POSTS, linter, cached: options.cached ?? true });
}

/** A package whose default export is a plugin that writes down each text that it is asked about, and complains of it. */
function spy(name: string, code = ''): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: `{ "name": "${name}", "version": "1.0.0", "type": "module", "exports": "./index.js" }`,
    [`node_modules/${name}/index.js`]: `import { appendFileSync } from 'node:fs';
      ${code}
      export default () => (tree, file) => {
        appendFileSync(file.cwd + '/asked', file.basename + ' ');
        file.message('asked', { ruleId: 'spy', source: 'remark-lint' });
      };`,
  };
}

const TWO = { 'posts/a.md': 'One.\n', 'posts/b.md': 'Two.\n' };
const rc = (...plugins: readonly unknown[]) => ({ '.remarkrc.json': JSON.stringify({ plugins }) });

/** What the spies were asked about since the last time. */
function asked(root: string): string {
  const path = join(root, 'asked');
  const names = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : [];
  rmSync(path, { force: true });
  return names.sort().join(' ');
}

async function askedByRun(root: string): Promise<string> {
  const { diagnostics } = await run(root);
  expect(diagnostics.filter(({ rule }) => rule === 'remark/spy').map(({ path }) => path)).toEqual(['posts/a.md', 'posts/b.md']);
  return asked(root);
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const BOTH = 'a.md b.md';
const NAME = 'remark-lint-no-html';

describe('findings of remark plugins that are known to look at a file alone', () => {
  const project = (files: Files = {}) => folderWith({ ...TWO, ...rc(NAME), ...spy(NAME), ...files });

  it('are kept: only what has changed is asked about again', async () => {
    const root = project();
    expect([await askedByRun(root), await askedByRun(root)]).toEqual([BOTH, '']);
    write(root, 'posts/b.md', 'Three.\n');
    expect([await askedByRun(root), await askedByRun(root)]).toEqual(['b.md', '']);
  });

  it.each<[string, Files]>([
    ['JSON without a suffix', { '.remarkrc': `{ "plugins": ["lint-no-html"] }` }],
    ['an object of plugins', { '.remarkrc.json': `{ "plugins": { "${NAME}": "error" } }` }],
    ['a preset within', { '.remarkrc.json': `{ "plugins": [{ "plugins": [["${NAME}", true]] }] }` }],
    ['package.json', { 'package.json': `{ "remarkConfig": { "plugins": ["${NAME}"] } }` }],
    ['YAML', { '.remarkrc.yaml': `plugins:\n  - ${NAME}\n` }],
    [
      'a module of constants',
      { '.remarkrc.mjs': `import spy from '${NAME}';\nconst plugins = [[spy, [\`error\`, -1]]];\nexport default { plugins };` },
    ],
    ['CommonJS', { '.remarkrc.cjs': `'use strict';\nmodule.exports = { plugins: [['${NAME}', { a: !1 }]] };` }],
    ['our own plugin beside', { '.remarkrc.json': `{ "plugins": ["${NAME}", "stet/remark"] }`, ...ourselves() }],
  ])('are kept where the config is %s', async (_, files) => {
    const root = folderWith({ ...TWO, ...spy(NAME), ...files });
    expect([await askedByRun(root), await askedByRun(root)]).toEqual([BOTH, '']);
  });

  it.each<[string, (root: string) => void]>([
    ['an option', (root) => write(root, '.remarkrc.json', JSON.stringify({ plugins: [[NAME, 'error']] }))],
    ['a setting', (root) => write(root, '.remarkrc.json', JSON.stringify({ plugins: [NAME], settings: { bullet: '+' } }))],
    ['a nearer config', (root) => write(root, 'posts/.remarkrc.json', JSON.stringify({ plugins: [NAME, [NAME, 'error']] }))],
    ['a stronger name', (root) => write(root, '.remarkrc', JSON.stringify({ plugins: [NAME, NAME] }))],
    ['the version of a plugin', (root) => edit(root, `node_modules/${NAME}/package.json`, '1.0.0', '1.0.1')],
    ['the code of a plugin, by a patch', (root) => appendFileSync(join(root, `node_modules/${NAME}/index.js`), '// patched')],
    [
      'a package that a plugin has come to need',
      (root) => {
        edit(root, `node_modules/${NAME}/package.json`, '{', '{ "dependencies": { "depth": "1" },');
        write(root, 'node_modules/depth/package.json', '{ "name": "depth" }');
      },
    ],
    ['an ignore file', (root) => write(root, '.remarkignore', 'drafts\n')],
    [
      'the remark that is installed',
      (root) => {
        write(root, 'node_modules/remark/package.json', '{ "name": "remark", "type": "module", "exports": "./index.js" }');
        write(root, 'node_modules/remark/index.js', `export * from '${join(MODULES, 'remark/index.js')}';`);
      },
    ],
  ])('are asked for anew with another: %s', async (_, change) => {
    const root = project();
    await askedByRun(root);
    change(root);
    expect([await askedByRun(root), await askedByRun(root)]).toEqual([BOTH, '']);
  });

  it('are not those of a file that is ignored by now, nor of one that no config is for', async () => {
    const root = project();
    await askedByRun(root);
    write(root, '.remarkignore', 'posts/a.md\n');
    const remaining = async () => (await run(root)).diagnostics.map(({ path, rule }) => `${path} ${rule}`);
    expect(await remaining()).toEqual(['posts/b.md remark/spy']);
    rmSync(join(root, '.remarkrc.json'));
    expect(await remaining()).toEqual([]);
  });

  it('are not told where a config can no longer be read', async () => {
    const root = project();
    await askedByRun(root);
    write(root, 'posts/package.json', '{ "name": ');
    const { diagnostics, failures } = await run(root);
    expect(diagnostics).toEqual([]);
    expect(failures.map(({ message }) => message)).toEqual([expect.stringMatching(/Cannot parse file `posts\/package\.json`/)]);
  });

  it('are kept beside files where a plugin throws, which are asked about each time', async () => {
    const root = project({ 'posts/c.md': 'Bad.\n', ...spy(NAME, '') });
    appendFileSync(join(root, `node_modules/${NAME}/index.js`), `\nexport const broken = 1;`);
    edit(
      root,
      `node_modules/${NAME}/index.js`,
      "file.message('asked'",
      "if (/c.md$/.test(file.path)) throw new Error('no');\nfile.message('asked'",
    );
    const failures = async () => (await run(root)).failures.map(({ path, message }) => `${path} ${message}`);
    expect([await failures(), asked(root)]).toEqual([['posts/c.md remark: no'], `${BOTH} c.md`]);
    expect([await failures(), asked(root)]).toEqual([['posts/c.md remark: no'], 'c.md']);
  });
});

describe('findings of remark plugins on the command line', () => {
  it('are handed on by shards where they can be kept; all others are asked for by the merge', () => {
    const folder = folderWith({
      ...TWO,
      ...rc(NAME),
      ...spy(NAME),
      'posts/deep/c.md': 'C.\n',
      'posts/deep/.remarkrc.mjs': `import spy from '${NAME}';\nexport default { plugins: [[spy, process.pid]] };`,
    });
    const whole = stet(folder, ['--format', 'json', '--no-cache']);
    expect([whole.code, asked(folder)]).toEqual([0, 'a.md b.md c.md']);
    for (const shard of ['1/2', '2/2']) stet(folder, ['--shard', shard, '--output-file', `shard-${shard[0]}`, '--no-cache']);
    expect(asked(folder)).toBe(BOTH);
    expect(stet(folder, ['merge', '--format', 'json', 'shard-1', 'shard-2'])).toEqual(whole);
    expect(asked(folder)).toBe('c.md');
  });

  it.each([
    ['as it is', ''],
    ['and where a thread breaks off', 'if (!isMainThread) process.exit(3);'],
  ])('are the same with several threads, %s', (_, code) => {
    const posts = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`posts/${i}.md`, `Post ${i}.\n`]));
    const folder = folderWith({
      ...posts,
      ...rc(NAME, 'remark-lint-no-heading-punctuation'),
      ...spy(NAME),
      ...spy('remark-lint-no-heading-punctuation'),
      'node_modules/remark-lint-no-heading-punctuation/index.js': `import { isMainThread } from 'node:worker_threads';
        ${code}
        export default () => (tree, file) => void file.message(isMainThread ? 'main' : 'other', { ruleId: 'thread', source: 'remark-lint' });`,
    });
    const reports = [1, 2].map((threads) => json(folder, ['--no-cache', '--threads', `${threads}`]));
    const [one, two] = reports.map(({ diagnostics }) => diagnostics.filter(({ rule }) => rule === 'remark/spy'));
    expect(one).toHaveLength(120);
    expect(two).toEqual(one);
    const kinds = new Set(reports[1]?.diagnostics.filter(({ rule }) => rule === 'remark/thread').map(({ message }) => message));
    expect([...kinds].sort()).toEqual(code === '' ? ['main', 'other'] : ['main']);
  });

  it('are judged by the levels of the config as it is now', () => {
    const folder = folderWith({ ...TWO, ...rc(NAME), ...spy(NAME) });
    expect(stet(folder, ['--format', 'concise']).stdout).toContain('posts/a.md:1:1 warning remark/spy asked');
    expect(stet(folder, ['--format', 'concise', '--rule', 'remark/spy=error']).stdout).toContain('posts/a.md:1:1 error remark/spy asked');
    expect([stet(folder, ['--format', 'concise', '--no-remark']).stdout, asked(folder)]).toEqual(['', BOTH]);
  });
});

it('an editor has only what has changed judged again, and what may look around when the disk is another', async () => {
  const folder = folderWith({
    'stet.config.json': JSON.stringify(POSTS),
    'posts/a.md': '# One\n',
    'posts/b.md': '[One](a.md#one)\n',
    ...rc(NAME),
    ...spy(NAME),
    'posts/deep/c.md': 'C.\n',
    'posts/deep/.remarkrc.mjs': `import spy from '${NAME}';\nexport default { plugins: [[spy, process.pid]] };`,
  });
  const names = () => [...new Set(asked(folder).split(' '))].join(' ');
  const editor = await editorIn(folder);
  const broken = (found: readonly string[]) => found.some((line) => line.startsWith('posts/b.md') && line.endsWith('link/broken-anchor'));
  expect(broken(await editor.problems())).toBe(false);
  expect(names()).toBe('a.md b.md c.md');
  await editor.open('posts/a.md');
  await editor.change('posts/a.md', '# Two\n');
  expect(broken(await editor.problemsWhen(broken))).toBe(true);
  expect(names()).toBe('a.md');
  await editor.write('posts/b.md', '[One](a.md#two)\n');
  await editor.problemsWhen((found) => !broken(found));
  expect(await editor.problemsWhen((found) => !broken(found))).toEqual(
    ['a', 'b', 'deep/c'].map((name) => `posts/${name}.md:1:1-1:1 remark/spy`),
  );
  expect(names()).toBe('b.md c.md');
});

describe('findings of remark plugins that may look around are asked for each time', () => {
  const module = (...lines: string[]) => ({ '.remarkrc.mjs': lines.join('\n') });

  it.each<[string, Files]>([
    ['a rule that asks the network', { ...rc('remark-lint-no-dead-urls'), ...spy('remark-lint-no-dead-urls') }],
    ['one that looks at other files', { ...rc('validate-links'), ...spy('remark-validate-links') }],
    ['a preset of somebody', { ...rc('preset-somebody'), ...presetOf('remark-preset-somebody') }],
    ['a package of another name in its place', { ...rc(NAME), ...renamed(spy('remark-fork'), 'remark-fork', NAME) }],
    [
      'code of the project',
      { ...rc('./own.js'), 'package.json': '{ "type": "module" }', 'own.js': String(spy('x')['node_modules/x/index.js']) },
    ],
    ['a function', module(`import spy from '${NAME}';`, 'export default { plugins: [spy, () => () => {}] };')],
    ['an option from the environment', module(`import spy from '${NAME}';`, 'export default { plugins: [[spy, process.env.CI]] };')],
    [
      'a config that imports',
      { ...module(`import own from './own.mjs';`, 'export default own;'), 'own.mjs': `export default { plugins: ['${NAME}'] };` },
    ],
    ['a config that does more', module('const plugins = [];', `plugins.push('${NAME}');`, 'export default { plugins };')],
    ['a config that spreads', module(`const some = ['${NAME}'];`, 'export default { plugins: [...some] };')],
    ['a config that hides its plugins', module(`export default { __proto__: { plugins: ['${NAME}'] } };`)],
    ['a plugin beside that is not known', { ...rc(NAME, 'remark-else'), ...spy('remark-else') }],
  ])('%s', async (_, files) => {
    const root = folderWith({ ...TWO, ...spy(NAME), ...files });
    const first = await run(root);
    const before = asked(root);
    expect(before).toContain('a.md');
    expect((await run(root)).diagnostics).toEqual(first.diagnostics);
    expect(asked(root)).toBe(before);
  });

  it('a package that is linked from where somebody works on it', async () => {
    const root = folderWith({ ...TWO, ...rc(NAME), ...spy(NAME) });
    renameSync(join(root, 'node_modules', NAME), join(root, 'work'));
    symlinkSync(join(root, 'work'), join(root, 'node_modules', NAME), 'dir');
    expect([await askedByRun(root), await askedByRun(root)]).toEqual([BOTH, BOTH]);
  });
});

describe('a plugin that judges all files at once', () => {
  const mutual = (name: string): Files => ({
    ...spy(name),
    [`node_modules/${name}/index.js`]: `export default (_, files) => void files.use(count);
      function count({ files }) { files.at(-1).message(files.length + ' files', { ruleId: 'count', source: 'remark-lint' }); }`,
  });

  it('has all of them, however many there are and whatever is kept of other folders', async () => {
    const posts = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`posts/${i < 20 ? 'a' : 'b'}/${i}.md`, `Post ${i}.\n`]));
    const root = folderWith({
      ...posts,
      ...rc(NAME),
      ...spy(NAME),
      'posts/b/.remarkrc.json': '{ "plugins": ["remark-count"] }',
      ...mutual('remark-count'),
    });
    for (let time = 0; time < 2; time++) {
      const { diagnostics } = await run(root);
      expect(diagnostics.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
        ...Array.from({ length: 20 }, () => 'remark/spy asked'),
        'remark/count 40 files',
      ]);
    }
  });
});

/** stet, installed as if it brought no rule. */
function ourselves(): Files {
  return {
    'node_modules/stet/package.json': '{ "name": "stet", "type": "module", "exports": { "./remark": "./remark.js" } }',
    'node_modules/stet/remark.js': 'export default () => {};',
  };
}

function presetOf(name: string): Files {
  return { ...spy(name), [`node_modules/${name}/index.js`]: `import spy from '${NAME}';\nexport default { plugins: [spy] };` };
}

/** Installed under another name, as by `npm:`. */
function renamed(files: Record<string, string>, name: string, as: string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(name, as), text]));
}

function edit(root: string, path: string, from: string, to: string): void {
  write(root, path, readFileSync(join(root, path), 'utf8').replace(from, to));
}

/** A file gets another content, or goes. */
type Edit = readonly [path: string, content: string | null];

function edits(paths: readonly string[], content: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
  return fc.tuple(fc.constantFrom(...paths), fc.option(content, { nil: null }));
}

const plugin = fc.constantFrom<unknown>(
  'remark-frontmatter',
  'remark-gfm',
  'preset-lint-recommended',
  'remark-preset-lint-consistent',
  ['lint-list-item-indent', ['error', 'one']],
  ['lint-no-undefined-references', false],
  'remark-nope',
);
const config = fc.array(plugin, { maxLength: 4 }).map((plugins) => JSON.stringify({ plugins }));
const block = fc.constantFrom(
  '---\ntitle: A\n---\n',
  '# One\n',
  '*  An item\n',
  '* item\n- item\n',
  '[x] and [y][]\n',
  'www.a.com\n',
  'a  \nb',
);
const post = fc.array(block, { maxLength: 5 }).map((blocks) => blocks.join('\n'));
const anyEdit = fc.oneof(
  { weight: 4, arbitrary: edits(['posts/a.md', 'posts/b.md', 'posts/deep/c.md'], post) },
  { weight: 3, arbitrary: edits(['.remarkrc', '.remarkrc.json', 'posts/.remarkrc.yml', 'posts/deep/.remarkrc'], config) },
  { weight: 1, arbitrary: edits(['posts/package.json'], fc.constantFrom('{', '{}', '{ "remarkConfig": {} }')) },
  { weight: 2, arbitrary: edits(['.remarkignore', 'posts/deep/.remarkignore'], fc.constantFrom('a.md', 'posts/b.md', '*.md', '')) },
);

it('a run with a cache tells what one without it tells, after any edits of posts, configs and ignore files', { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 4, maxLength: 10 }), fc.boolean(), async (all, isFast) => {
      const root = folderWith({ ...TWO, 'posts/deep/c.md': '*  c\n', ...rc('preset-lint-recommended') });
      symlinkSync(MODULES, join(root, 'node_modules'), 'dir');
      for (const [path, content] of all) {
        if (content === null) rmSync(join(root, path), { force: true });
        else write(root, path, content);
        const options = isFast ? { parser: 'fast' as const } : {};
        expect(JSON.stringify(await run(root, options))).toBe(JSON.stringify(await run(root, { ...options, cached: false })));
      }
    }),
    { numRuns: 15 },
  ),
);
