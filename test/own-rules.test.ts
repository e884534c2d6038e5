import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { defineRule } from '../src/index.ts';
import type { Rule } from '../src/model/rule.ts';
import { testRule } from '../src/testing.ts';
import { folderWith, json, stet } from './support/cli.ts';
import type { Files } from './support/world.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const POST = '---\ntitle: A post\n---\n\nSome words.\n';

/** A project in which `stet` is installed. */
function projectWith(files: Files): string {
  const folder = folderWith(files);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(folder, 'node_modules', 'stet'), 'dir');
  return folder;
}

const plugin = (rules: string, name = 'house') => `{ name: '${name}', rules: { ${rules} } }`;
const RULE = "{ kind: 'file', meta: { summary: 'Finds words.', level: 'warn' }, check: () => [{ span: [0, 3], message: 'A word' }] }";
const configOf = (plugins: string, rest = '') =>
  `export default { plugins: [${plugins}], collections: { posts: { include: ['posts/*.md'] } }, ${rest} };\n`;

describe('docs/rules-of-your-own.md', () => {
  const page = readFileSync(join(ROOT, 'docs/rules-of-your-own.md'), 'utf8');
  const fences = [...page.matchAll(/^```(\w+)(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm)];
  const folder = projectWith(Object.fromEntries(fences.flatMap(([, , title, code = '']) => (title === undefined ? [] : [[title, code]]))));

  it('has rules that find what it says', () => {
    const said = fences.find(([, language]) => language === 'text')?.[3];
    const { code, stdout, stderr } = stet(folder, ['--format', 'concise']);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: said, stderr: '' });
  });

  it('has tests that pass, without a test framework', () => {
    const { status, stdout } = spawnSync(process.execPath, ['--test', 'house.test.mjs'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/pass 2\b/) });
  });
});

describe('plugins', () => {
  it('come from the config, a file, and a package that imports stet', () => {
    const folder = folderWith({
      'stet.config.ts': `import { defineConfig, defineRule } from 'stet';
        const inline = defineRule({ kind: 'site', meta: { summary: 'Finds all.', level: 'error' }, *check(corpus) {
          for (const { path } of corpus.posts) yield { path, span: [0, 0], message: 'A post' };
        } });
        export default defineConfig({ plugins: ['stet-plugin-words', './near.ts', { name: 'inline', rules: { all: inline } }] });`,
      'near.ts': `import { defineRule } from 'stet'; const level: 'warn' = 'warn';
        export default { name: 'near', rules: { words: defineRule({ kind: 'file', meta: { summary: 'x', level }, *check() { yield { span: [0, 1], message: 'near' }; } }) } };`,
      'node_modules/stet-plugin-words/package.json': '{ "name": "stet-plugin-words", "type": "module", "exports": "./index.js" }',
      'node_modules/stet-plugin-words/index.js': `import { defineRule } from 'stet';
        export default { name: 'words', rules: { some: defineRule({ kind: 'file', meta: { summary: 'x', level: 'warn', url: 'https://example.org/some' }, *check() { yield { span: [0, 1], message: 'some' }; } }) } };`,
      'posts/a.md': POST,
    });
    const { diagnostics } = json(folder);
    expect(diagnostics.map(({ rule, severity, url }) => [rule, severity, url])).toEqual([
      ['inline/all', 'error', undefined],
      ['near/words', 'warning', undefined],
      ['words/some', 'warning', 'https://example.org/some'],
    ]);
  });

  it('are named in a JSON config too, and their levels and options are set there', () => {
    const rule =
      "{ kind: 'file', meta: { summary: 'x', level: 'off', options: { bytes: { type: 'string', format: 'bytes', default: '1 kB', description: 'x' } } }, check: (_, { bytes }) => [{ span: [0, 0], message: String(bytes) }] }";
    const folder = folderWith({
      'stet.config.json': '{ "plugins": ["./house.js"], "rules": { "house/weight": ["error", { "bytes": "2 kB" }] } }',
      'house.js': `module.exports = ${plugin(`weight: ${rule}`)};`,
      'posts/a.md': POST,
    });
    expect(json(folder).diagnostics.map(({ rule: id, severity, message }) => [id, severity, message])).toEqual([
      ['house/weight', 'error', '2000'],
    ]);
    expect(json(folder, ['--rule', 'house/weight=off']).diagnostics).toEqual([]);
    expect(stet(folder, ['rules', 'house']).stdout).toContain('house/weight  error  x (default off)');
    expect(stet(folder, ['explain', 'house/weight']).stdout).toContain('# house/weight\n\nx\n\nDefault: off. Fix: none.\n');
  });

  it.each([
    [
      'a plugin that is not there',
      configOf("'stet-plugin-nope'"),
      /^stet: stet\.config\.mjs: plugins\[0\]: `stet-plugin-nope` can't be loaded: Cannot find module/,
    ],
    [
      'a plugin that is none',
      configOf('42'),
      'stet: stet.config.mjs: plugins[0]: a plugin is `{ name, rules }`, with a name and rules by their names',
    ],
    [
      'one of our groups',
      configOf(plugin('', 'image')),
      'stet: stet.config.mjs: plugins[0].name: there is a group `image` already; take another name',
    ],
    [
      'a name that is taken',
      configOf(`${plugin('')}, ${plugin('')}`),
      'stet: stet.config.mjs: plugins[1].name: there is a group `house` already; take another name',
    ],
    ['no rule', configOf(plugin('x: { kind: "fil" }')), 'stet: stet.config.mjs: plugins[0]: rule `house/x`: `meta` is missing'],
    [
      'no level',
      configOf(plugin(`x: { kind: 'file', meta: { summary: '', level: 'on' }, check() {} }`)),
      'stet: stet.config.mjs: plugins[0]: rule `house/x`: meta.level: unknown value `on`; there are `off`, `warn`, `error`',
    ],
    [
      'no function',
      configOf(plugin(`x: { kind: 'file', meta: { summary: '', level: 'warn' }, check: 1 }`)),
      'stet: stet.config.mjs: plugins[0]: rule `house/x`: check: must be a function',
    ],
    [
      'a misspelt rule',
      configOf(plugin(`words: ${RULE}`), "rules: { 'house/wrods': 'off' }"),
      'stet: stet.config.mjs: rules: unknown rule `house/wrods`; did you mean `house/words`?',
    ],
    ['a misspelt key', 'export default { plugin: [] };', 'stet: stet.config.mjs: unknown key `plugin`; did you mean `plugins`?'],
  ])('refuse %s', (_, config, message) => {
    const { code, stdout, stderr } = stet(folderWith({ 'stet.config.mjs': config, 'posts/a.md': POST }), []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim()).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('that judge all posts and throw are told at the root, in every format', () => {
    const rule = "{ kind: 'site', meta: { summary: 'x', level: 'warn' }, check() { throw new Error('kaboom'); } }";
    const folder = folderWith({ 'stet.config.mjs': configOf(plugin(`all: ${rule}`)), 'posts/a.md': POST });
    const outputs = ['json', 'junit', 'checkstyle', 'github', 'sarif'].flatMap((format) => ['--format', `${format}=out.${format}`]);
    const { code, stderr } = stet(folder, outputs);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'stet: .: Rule house/all failed: kaboom\n' });
    const written = (format: string) => readFileSync(join(folder, `out.${format}`), 'utf8');
    expect(JSON.parse(written('json')).failures).toEqual([{ path: '.', message: 'Rule house/all failed: kaboom' }]);
    expect(written('junit')).toContain('<testsuite name="."');
    expect(written('checkstyle')).toContain('<file name=".">');
    expect(written('github')).toContain('::error file=.,');
    expect(written('sarif')).toContain('"uri": "."');
  });

  it('did-you-mean knows them on the command line', () => {
    const folder = folderWith({ 'stet.config.mjs': configOf(plugin(`words: ${RULE}`)), 'posts/a.md': POST });
    expect(stet(folder, ['--rule', 'house/wrods=off']).stderr).toBe(
      'stet: `--rule`: unknown rule `house/wrods`; did you mean `house/words`?\n',
    );
    expect(stet(folder, ['explain', 'house/wrods']).stderr).toBe('stet: unknown rule `house/wrods`; did you mean `house/words`?\n');
  });

  it.each([
    ['throws', "check() { throw new Error('kaboom'); }", 'kaboom'],
    ['throws later', "async *check() { yield { span: [0, 1], message: 'first' }; throw new Error('kaboom'); }", 'kaboom'],
    ['gives nothing', 'check() {}', '`check` must give findings: write it as a generator (`*check(…)`), or return a list'],
    [
      'gives a span outside the text',
      "check: () => [{ span: [0, 999], message: 'x' }]",
      'the span [0,999] of a finding is none in the text',
    ],
    ['gives no span', "check: () => [{ message: 'x' }]", 'the span undefined of a finding is none in the text'],
    ['gives no message', 'check: () => [{ span: [0, 1] }]', 'a finding needs a `message`'],
  ])('a rule that %s is a failure, and the others go on', (_, check, message) => {
    const rule = `{ kind: 'file', meta: { summary: 'x', level: 'warn' }, ${check} }`;
    const folder = folderWith({
      'stet.config.mjs': configOf(plugin(`broken: ${rule}, words: ${RULE}`)),
      'posts/a.md': POST,
      'posts/b.md': `${POST}\n![x](x.png)\n`,
    });
    const { code, stdout } = stet(folder, ['--format', 'json']);
    const { diagnostics, failures } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(failures).toEqual(['a', 'b'].map((name) => ({ path: `posts/${name}.md`, message: `Rule house/broken failed: ${message}` })));
    expect(diagnostics.map(({ path, rule: id }: { path: string; rule: string }) => `${path} ${id}`)).toEqual(
      expect.arrayContaining(['posts/a.md house/words', 'posts/b.md house/words', 'posts/b.md image/missing']),
    );
  });
});

it('the published schema of a JSON config takes rules of plugins, and no misspelt one of ours', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'config.schema.json'), 'utf8'));
  const judge = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  expect(judge({ plugins: ['./house.js'], rules: { 'house/weight': ['error', { bytes: 1 }] } })).toBe(true);
  expect(judge({ rules: { 'house/weight': 'eror' } })).toBe(false);
  expect(judge({ rules: { 'image/mising': 'off' } })).toBe(false);
});

describe('testRule', () => {
  const words = defineRule({
    kind: 'file',
    meta: {
      summary: 'Finds a word.',
      level: 'off',
      options: {
        word: { type: 'string', enum: ['foo', 'bar'], default: 'foo', description: 'Which.' },
        most: { type: 'integer', default: 0, description: 'How many are fine.' },
        except: { type: 'array', items: { type: 'string' }, default: [], description: 'Files.' },
      },
    },
    *check(document, { word, most, except }) {
      const typed: 'foo' | 'bar' = word;
      const files: readonly string[] = except;
      const places = [...document.text.matchAll(new RegExp(typed, 'g'))].slice(most.valueOf());
      if (!files.includes(document.path)) for (const { index } of places) yield { span: [index, index + 3], message: `No ${word}` };
    },
  });

  it('passes where all is as it should be', async () => {
    await testRule(words, {
      ok: ['bar', { text: 'foo', options: { most: 1 } }, { text: 'foo', options: { except: ['post.md'] } }],
      findings: [{ text: 'a bar', options: { word: 'bar' }, found: [{ line: 1, column: 3, covers: 'bar', message: 'No bar' }] }],
    });
  });

  it.each([
    ['a finding where none should be', { ok: ['foo'] }, /ok\[0\]: the rule finds something/],
    [
      'a finding at another place',
      { findings: [{ text: 'a foo', found: [{ column: 2 }] }] },
      /findings\[0\]: the rule finds something else/,
    ],
    ['no finding', { findings: [{ text: 'bar', found: [{ line: 1 }] }] }, /findings\[0\]: the rule finds something else/],
    ['a finding more', { findings: [{ text: 'foo foo', found: [{ line: 1 }] }] }, /findings\[0\]: the rule finds something else/],
    ['an option that is none', { ok: [{ text: '', options: { wrod: 'foo' } }] }, /unknown option `wrod`; did you mean `word`\?/],
  ])('rejects %s', async (_, cases, message) => {
    await expect(testRule(words, cases)).rejects.toThrow(message);
  });

  it('rejects a rule that fails, or is none', async () => {
    const broken: Rule = { ...words, check: () => [{ span: [5, 2], message: 'x' }] } as Rule;
    await expect(testRule(broken, { ok: [''] })).rejects.toThrow('the span [5,2] of a finding is none in the text');
    await expect(testRule({ kind: 'file' } as Rule, {})).rejects.toThrow('`meta` is missing');
  });
});
