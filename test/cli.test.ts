import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith, found, json, stet } from './support/cli.ts';
import { fixture } from './support/world.ts';

const BLOG = fileURLToPath(new URL('../fixtures/blog', import.meta.url));
const CLEAN = '---\ntitle: Clean\n---\n\n## A section\n';
const NO_LANGUAGE = '---\ntitle: Warned\n---\n\n```\ncode\n```\n';
const NO_IMAGE = '---\ntitle: Broken\n---\n\n![A cat](cat.png)\n';

describe('the exit code', () => {
  const folder = folderWith({ 'posts/clean.md': CLEAN, 'posts/warned.md': NO_LANGUAGE, 'posts/broken.md': NO_IMAGE });
  it.each([
    ['nothing found', ['posts/clean.md'], 0],
    ['a warning', ['posts/warned.md'], 0],
    ['a warning too many', ['posts/warned.md', '--max-warnings', '0'], 1],
    ['as many warnings as allowed', ['posts/warned.md', '--max-warnings', '1'], 0],
    ['a warning made an error', ['posts/warned.md', '--rule', 'code/missing-language=error'], 1],
    ['an error', ['posts/broken.md'], 1],
    ['an error with --exit-zero', ['posts/broken.md', '--exit-zero'], 0],
    ['an error with its rule off', ['posts/broken.md', '--rule', 'image/missing=off'], 0],
    ['every rule off', ['--rule', 'all=off'], 0],
    ['wrong usage', ['--nope'], 2],
    ['a path that is not there', ['posts/nope.md'], 2],
    ['a path that is not there, with --exit-zero', ['posts/nope.md', '--exit-zero'], 2],
    ['warnings kept out by --quiet still count', ['posts/warned.md', '--quiet', '--max-warnings', '0'], 1],
    ['help', ['--help'], 0],
    ['the version', ['--version'], 0],
  ])('with %s', (_, args, code) => {
    expect(stet(folder, args).code).toBe(code);
  });
});

describe('wrong usage', () => {
  const folder = folderWith({ 'posts/hello.md': CLEAN });
  it.each([
    [['--fromat', 'json'], 'unknown option `--fromat`; did you mean `--format`?'],
    [['--format', 'jsno'], 'unknown format `jsno`; did you mean `json`?'],
    [['--format'], 'option `--format` needs a value'],
    [['--quiet=yes'], 'option `--quiet` takes no value'],
    [['--max-warnings', 'few'], '`--max-warnings` needs a whole number, not `few`'],
    [['--rule', 'image/mising=off'], '`--rule`: unknown rule `image/mising`; did you mean `image/missing`?'],
    [['--rule', 'image/missing'], '`--rule image/missing` must be of the form `id=off`, `id=warn` or `id=error`'],
    [['--rule', 'image/missing=constructor'], '`--rule image/missing=constructor` must be of the form `id=off`, `id=warn` or `id=error`'],
    [['--toString'], 'unknown option `--toString`'],
    [['posts/helo.md'], '`posts/helo.md` does not exist; did you mean `posts/hello.md`?'],
    [['drafts/*.md'], '`drafts/*.md` matches no file'],
    [['--stdin', 'posts'], '`--stdin` takes no paths; name the file with `--stdin-filename`'],
    [['--root', 'nowhere'], 'the root `nowhere` is no folder'],
    [['help', 'cofig'], 'unknown command `cofig`; did you mean `config`?'],
    [['config', '--formta', 'json'], 'unknown option `--formta`; did you mean `--format`?'],
    [['config', 'posts'], '`stet config` takes no paths'],
  ])('%j says what was meant', (args, message) => {
    const { code, stdout, stderr } = stet(folder, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toBe(`stet: ${message}`);
  });
});

describe('help', () => {
  const folder = folderWith({});
  it('lists the commands, and the flags of a check', () => {
    const { stdout } = stet(folder, ['--help']);
    expect(stdout).toContain('stet config   ');
    expect(stdout).toContain('--max-warnings');
    expect(stet(folder, ['help']).stdout).toBe(stdout);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([[['help', 'config']], [['config', '--help']], [['--root', 'nowhere', 'config', '-h']]])('%j is about that command', (args) => {
    const { code, stdout } = stet(folder, args);
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 0, first: expect.stringMatching(/^The configuration/) });
    expect(stdout).not.toContain('--max-warnings');
  });
});

describe('a config that is wrong', () => {
  const folder = folderWith({ 'posts/hello.md': CLEAN });
  const run = (name: string, text: string) => {
    const own = folderWith({ [name]: text, 'posts/hello.md': CLEAN });
    const { code, stdout, stderr } = stet(own, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr.trim();
  };

  it.each([
    ['a misspelt key', '{\n  "colections": {}\n}', 'stet: stet.config.json:2:3: unknown key `colections`; did you mean `collections`?'],
    [
      'an unknown rule',
      '{ "rules": { "heading/skiped-level": "off" } }',
      'stet: stet.config.json:1:14: rules: unknown rule `heading/skiped-level`; did you mean `heading/skipped-level`?',
    ],
    [
      'an unknown option',
      '{ "rules": { "image/too-heavy": ["warn", { "maxByte": 1 }] } }',
      "stet: stet.config.json:1:44: rules['image/too-heavy'][1]: unknown option `maxByte`; did you mean `maxBytes`?",
    ],
    [
      'no size',
      '{ "rules": { "image/too-heavy": ["warn", { "maxBytes": "big" }] } }',
      "stet: stet.config.json:1:56: rules['image/too-heavy'][1].maxBytes: must be a size, such as `500 kB` or `1 MB`",
    ],
    [
      'a level that is none',
      '{ "rules": { "heading/empty": "warning" } }',
      "stet: stet.config.json:1:31: rules['heading/empty']: unknown value `warning`; did you mean `warn`?",
    ],
    ['a string for a list', '{ "ignores": "drafts" }', 'stet: stet.config.json:1:14: ignores: must be a list, not `"drafts"`'],
    [
      'a collection without include',
      '{ "collections": { "posts": {} } }',
      'stet: stet.config.json:1:29: collections.posts: `include` is missing',
    ],
    ['no JSON', '{ "ignores": [ }', 'stet: stet.config.json:1:16: no valid JSON: value expected'],
    [
      'a schema that is none',
      '{ "collections": { "posts": { "include": ["posts/*"], "schema": { "requird": [] } } } }',
      'stet: stet.config.json: collections.posts: the schema is no valid JSON Schema: unknown keyword `requird`; did you mean `required`?',
    ],
    [
      'a key of every object',
      '{ "constructor": {} }',
      'stet: stet.config.json:1:3: unknown key `constructor`; there are `$schema`, `framework`, `collections`, `rules`, `overrides`, `plugins`, `routes`, `remark`, `ignores`',
    ],
  ])('%s', (_, text, message) => {
    expect(run('stet.config.json', text)).toBe(message);
  });

  it.each([
    ['one that throws', 'const a = 1;\nthrow new Error("no way");', 'stet: stet.config.ts:2: no way'],
    ['one that does not parse', 'export default {', 'stet: stet.config.ts:1: ParseError: Unexpected token'],
    [
      'one without a default export',
      'export const config = {};',
      'stet: stet.config.ts: has no default export; write `export default defineConfig({ … })`',
    ],
    ['one that exports a number', 'export default 5;', 'stet: stet.config.ts: must be an object, not `5`'],
    ['one with a misspelt key', 'export default { ignore: [] };', 'stet: stet.config.ts: unknown key `ignore`; did you mean `ignores`?'],
  ])('in code: %s', (_, text, message) => {
    expect(run('stet.config.ts', text)).toBe(message);
  });

  it('one that is named and not there', () => {
    const { code, stderr } = stet(folder, ['--config', 'nope.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('nope.json` does not exist');
  });

  it('says all that is wrong at once', () => {
    expect(run('stet.config.json', '{ "rulez": {}, "ignores": 1 }').split('\n')).toHaveLength(2);
  });
});

describe('the files that are checked', () => {
  const config = JSON.stringify({
    collections: { posts: { include: ['posts/**/*.md'], exclude: ['posts/old/**'] } },
    ignores: ['posts/drafts/**'],
  });
  const folder = folderWith({
    'stet.config.json': config,
    'posts/a.md': NO_IMAGE,
    'posts/drafts/b.md': NO_IMAGE,
    'posts/old/c.md': NO_IMAGE,
    'posts/notes.txt': NO_IMAGE,
    'README.md': NO_IMAGE,
    'posts/node_modules/d.md': NO_IMAGE,
  });

  it('are those of the collections', () => {
    expect(found(json(folder).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('are those that are named, in a collection or not', () => {
    expect(found(json(folder, ['README.md', 'posts/old/c.md']).diagnostics)).toEqual([
      'README.md:5 image/missing',
      'posts/old/c.md:5 image/missing',
    ]);
  });

  it('are the content of folders and globs that are named', () => {
    expect(found(json(folder, ['posts/old', '*.md']).diagnostics)).toEqual(['README.md:5 image/missing', 'posts/old/c.md:5 image/missing']);
  });

  it('are never those that the config ignores', () => {
    const { code, stdout, stderr } = stet(folder, ['posts/drafts/b.md', '--format', 'jsonl']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('posts/drafts/b.md is not checked: the config ignores it');
  });

  it('are not those of other kinds', () => {
    expect(stet(folder, ['posts/notes.txt']).stderr).toContain('posts/notes.txt is not checked: it is no Markdown or MDX');
  });

  it('are named relative to the root from a folder below it', () => {
    expect(found(json(join(folder, 'posts'), ['a.md']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('are found without a config, and stderr says where', () => {
    const own = folderWith({ 'blog/a.md': NO_IMAGE, 'other/b.md': NO_IMAGE });
    const { stdout, stderr } = stet(own, ['--format', 'concise']);
    expect(stdout).toMatch(/^blog\/a\.md:5:10 error image\/missing [^\n]*\n$/);
    expect(stderr).toBe('stet: no stet.config found: taking blog/ for the content, without schemas\n');
  });

  it('may be none, and stderr says so', () => {
    const own = folderWith({ 'stet.config.json': '{ "collections": { "posts": { "include": ["posts/*.md"] } } }' });
    expect(stet(own, [])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'stet: collection `posts` has no files: nothing matches `posts/*.md`\nstet: no file was checked\n',
    });
  });
});

describe('a text on standard input', () => {
  const folder = folderWith({
    'stet.config.json': '{ "collections": { "posts": { "include": ["posts/*.md"] } } }',
    'posts/cat.png': 'x',
    'posts/on-disk.md': NO_IMAGE,
  });

  it('is checked as if it were the file', () => {
    const { diagnostics } = json(folder, ['--stdin', '--stdin-filename', 'posts/new.md'], {
      input: '---\ntitle: New\n---\n\n![A cat](Cat.png)\n',
    });
    expect(found(diagnostics)).toEqual(['posts/new.md:5 image/corrupt', 'posts/new.md:5 image/wrong-case']);
  });

  it('stands for the file that is there', () => {
    expect(json(folder, ['--stdin-filename', 'posts/on-disk.md'], { input: CLEAN }).diagnostics).toEqual([]);
  });

  it('that is no text is a failure', () => {
    expect(json(folder, ['--stdin'], { input: new Uint8Array([0xff, 0xfe, 0x41]) }).failures).toHaveLength(1);
  });
});

describe('the report', () => {
  const folder = folderWith({ 'posts/a.md': NO_IMAGE, 'posts/b.md': NO_LANGUAGE });

  it('is the same bytes in two runs and in any order of arguments', () => {
    const [first, second, third] = [['posts/a.md', 'posts/b.md'], ['posts/b.md', 'posts/a.md'], ['posts']].map(
      (paths) => stet(folder, ['--format', 'json', ...paths]).stdout,
    );
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(stet(BLOG, ['--format', 'json']).stdout).toBe(stet(BLOG, ['--format', 'json']).stdout);
  });

  it('is the same with the reference parser', () => {
    expect(stet(BLOG, ['--format', 'json'], { env: { STET_PARSER: 'remark' } }).stdout).toBe(stet(BLOG, ['--format', 'json']).stdout);
  });

  it('goes to a file, and stdout stays empty', () => {
    expect(stet(folder, ['--format', 'jsonl', '-o', 'report.jsonl']).stdout).toBe('');
    expect(readFileSync(join(folder, 'report.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('has only errors with --quiet', () => {
    const report = json(folder, ['--quiet']);
    expect(found(report.diagnostics)).toEqual(['posts/a.md:5 image/missing']);
    expect(report.summary).toMatchObject({ errors: 1, warnings: 0 });
  });

  it('counts by rule with --statistics', () => {
    expect(stet(folder, ['--statistics']).stdout).toContain('1  error    image/missing\n1  warning  code/missing-language\n');
    const machine = stet(folder, ['--statistics', '--format', 'jsonl']);
    expect(
      machine.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).rule),
    ).toEqual(['image/missing', 'code/missing-language']);
    expect(machine.stderr).toContain('1  error    image/missing');
  });

  it('has colours only when they are wanted', () => {
    const colored = (args: string[], env = {}) => stet(folder, args, { env: { NO_COLOR: '', ...env } }).stdout.includes('\x1b[');
    expect(colored([])).toBe(false);
    expect(colored(['--color'])).toBe(true);
    expect(colored([], { FORCE_COLOR: '1' })).toBe(true);
    expect(colored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('names the tool and its version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(json(folder)).toMatchObject({ version: 1, tool: { name: 'stet', version } });
    expect(stet(folder, ['--version']).stdout).toBe(`${version}\n`);
  });
});

describe('a config in TypeScript', () => {
  it('has schemas in code, with all helpers', () => {
    const folder = folderWith({
      'stet.config.ts': `
        import { date, defineConfig, image, reference, z } from 'stet';
        import { tags } from './tags.ts';
        const level: 'error' = 'error';
        export default defineConfig({
          collections: { posts: { include: ['posts/*.md'], schema: z.strictObject({
            title: z.string().max(5), day: date(), coerced: z.coerce.date(), plain: z.date(), cover: image({ width: 5000 }).optional(), author: reference('authors'), tags,
          }) }, authors: { include: ['authors/*.json'] } },
          rules: { 'code/missing-language': level },
        });`,
      'authors/mina.json': '{ "name": "Mina" }',
      'tags.ts': "import { z } from 'stet';\nexport const tags = z.array(z.enum(['tea', 'coffee']));\n",
      'posts/good.md': '---\ntitle: Good\nday: 2024-01-05\ncoerced: "2024-01-05"\nplain: \'2024-01-05\'\nauthor: mina\ntags: [tea]\n---\n',
      'posts/bad.md':
        '---\ntitle: Too long\nday: soon\nplain: 2023-02-29\ncover: cat.png\nauthor: 3\ntags:\n  - tee\nextra: 1\n---\n\n```\nx\n```\n',
      'posts/cat.png': fixture('examples/public/images/chart.png'),
    });
    const { diagnostics } = json(folder);
    expect(
      diagnostics.map(
        ({ path, range, rule, severity, message }) => `${path}:${range.start.line}:${range.start.column} ${severity} ${rule} ${message}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "posts/bad.md:1:1 error frontmatter/schema \`coerced\` is missing",
        "posts/bad.md:2:8 error frontmatter/schema \`title\` must have at most 5 characters, has 8",
        "posts/bad.md:3:6 error frontmatter/schema \`day\` must be a date such as 2024-01-05; \`soon\` is none",
        "posts/bad.md:4:8 error frontmatter/impossible-date There is no date \`2023-02-29\`",
        "posts/bad.md:4:8 error frontmatter/schema \`plain\` must be a date such as 2024-01-05; there is no \`2023-02-29\`",
        "posts/bad.md:5:8 error image/dimensions \`posts/cat.png\` is 16 × 9 pixels; the schema asks for a width of at least 5000",
        "posts/bad.md:6:9 error frontmatter/schema \`author\` must be text, not the number \`3\`",
        "posts/bad.md:8:5 error frontmatter/schema \`tags[0]\` must be one of \`tea\`, \`coffee\`; did you mean \`tea\`?",
        "posts/bad.md:9:1 error frontmatter/unknown-key \`extra\` is no key of the schema",
        "posts/bad.md:12:1 error code/missing-language Code fence without a language",
      ]
    `);
  });

  it('may throw while a post is judged, and the others are judged still', () => {
    const folder = folderWith({
      'stet.config.ts':
        "import { defineConfig, z } from 'stet';\nexport default defineConfig({ collections: { posts: { include: ['posts/*.md'], schema: z.object({ title: z.string().refine((title) => { if (title === 'boom') throw new Error('kaboom'); return title !== 'bad'; }) }) } } });\n",
      'posts/a.md': '---\ntitle: boom\n---\n\n![x](x.png)\n',
      'posts/b.md': '---\ntitle: bad\n---\n',
    });
    const { diagnostics, failures } = json(folder);
    expect(found(diagnostics)).toEqual(['posts/a.md:5 image/missing', 'posts/b.md:2 frontmatter/schema']);
    expect(failures).toEqual([{ path: 'posts/a.md', message: 'The schema of stet.config.ts: collections.posts threw: kaboom' }]);
    expect(stet(folder, []).code).toBe(2);
  });
});

it('lints the sample blog as `npm start` does', () => {
  expect(existsSync(BLOG)).toBe(true);
  const elsewhere = folderWith({});
  mkdirSync(join(elsewhere, 'empty'));
  expect(stet(elsewhere, ['--root', BLOG, '--exit-zero'])).toMatchObject({ code: 0, stderr: '' });
});

describe('what can still be checked', () => {
  const folder = folderWith({ 'posts/a.md': NO_IMAGE, 'posts/bad.md': new Uint8Array([0xff, 0xfe, 0x41]) });

  it('is checked beside a path that is not there', () => {
    const { code, stdout, stderr } = stet(folder, ['posts/a.md', 'posts/nope.md', '--format', 'concise']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^posts\/a\.md:5:10 error image\/missing/);
    expect(stderr).toContain('stet: `posts/nope.md` does not exist\n');
  });

  it('is checked beside a file that is no text, and stderr says why', () => {
    const { code, stdout, stderr } = stet(folder, ['--format', 'concise']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^posts\/a\.md:5:10 error image\/missing/);
    expect(stderr).toContain('stet: posts/bad.md: The file is UTF-16; save it as UTF-8\n');
  });
});

it('stet config shows what was recognised, from where, and what it implies for rules', () => {
  const folder = folderWith({
    'docusaurus.config.js': "module.exports = { themeConfig: { prism: { additionalLanguages: ['acme'] } } };",
    'docs/a.md': '# A\n',
    ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`src/pages/a-page-with-a-name-${i}.js`, ''])),
  });
  const { stdout } = stet(folder, ['config']);
  expect(stdout).toContain('site docusaurus\n  root                  .  (docusaurus.config.js)\n');
  expect(stdout).toContain('  code/unknown-language warn, highlighter: "prism", allow: ["mdx","acme"]  (docusaurus.config.js)\n');
  expect(stdout).toMatch(/,\n +and \d+ more; --format json shows all {2}\(docusaurus\.config\.js\)\n/);
  expect(stet(folder, ['config', '--format', 'json']).stdout).toContain('"/a-page-with-a-name-39"');
});
