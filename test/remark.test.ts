import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/model/report.ts';
import { folderWith, json, stet } from './support/cli.ts';
import type { Files } from './support/world.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const REMARK = join(MODULES, 'remark-cli/cli.js');
const REPORTER = fileURLToPath(new URL('../scripts/remark-reporter.mjs', import.meta.url));
const COMPARE = fileURLToPath(new URL('../scripts/compare-remark.mjs', import.meta.url));
const RECOMMENDED = '{ "plugins": ["remark-preset-lint-recommended"] }';
const POST = '---\ntitle: A post\n---\n\n*  An item\n\nSee [x].\n';

/** A project in which remark and its plugins are installed. */
function projectWith(files: Files): string {
  const folder = folderWith(files);
  symlinkSync(MODULES, join(folder, 'node_modules'), 'dir');
  return folder;
}

const remarkIn = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ rule }) => rule.startsWith('remark/'));
const shortly = (diagnostics: readonly Diagnostic[]) =>
  remarkIn(diagnostics).map(({ path, rule, range, severity }) => `${path}:${range.start.line}:${range.start.column} ${severity} ${rule}`);

interface RemarkMessage {
  readonly line?: number;
  readonly column?: number;
  readonly ruleId?: string;
  readonly source?: string;
  readonly reason: string;
  readonly fatal: boolean;
}

/** Every message of remark-cli. */
function remarkCli(cwd: string, path: string): RemarkMessage[] {
  const { stderr } = spawnSync(process.execPath, [REMARK, '--no-stdout', '--report', REPORTER, path], { cwd, encoding: 'utf8' });
  return JSON.parse(stderr).flatMap(({ messages }: { messages: RemarkMessage[] }) => messages);
}

describe('the remark config of a project', () => {
  it.each<[string, Files]>([
    ['.remarkrc', { '.remarkrc': RECOMMENDED }],
    ['.remarkrc.json', { '.remarkrc.json': RECOMMENDED }],
    ['.remarkrc.yml', { '.remarkrc.yml': 'plugins:\n  - preset-lint-recommended\n' }],
    [
      '.remarkrc.mjs',
      { '.remarkrc.mjs': `import recommended from 'remark-preset-lint-recommended';\nexport default { plugins: [recommended] };` },
    ],
    ['.remarkrc.cjs', { '.remarkrc.cjs': `module.exports = ${RECOMMENDED};` }],
    ['remarkConfig in package.json', { 'package.json': `{ "remarkConfig": ${RECOMMENDED} }` }],
    ['a folder below', { 'posts/.remarkrc': RECOMMENDED }],
  ])('is run: %s', (_, files) => {
    const folder = projectWith({ ...files, 'posts/a.md': POST });
    expect(shortly(json(folder).diagnostics)).toEqual([
      'posts/a.md:5:4 warning remark/list-item-indent',
      'posts/a.md:7:5 warning remark/no-undefined-references',
    ]);
  });

  const folder = projectWith({
    '.remarkrc.json':
      '{ "plugins": ["remark-frontmatter", "remark-gfm", ["remark-lint-list-item-indent", ["error", "one"]], "remark-lint-no-undefined-references"] }',
    'posts/a.md': POST,
  });

  it('keeps severity, place and page', () => {
    const [first, second] = remarkIn(json(folder).diagnostics);
    expect(first).toMatchObject({ rule: 'remark/list-item-indent', severity: 'error' });
    expect(second).toMatchObject({
      severity: 'warning',
      range: { start: { line: 7, column: 5 }, end: { line: 7, column: 8 } },
      url: 'https://github.com/remarkjs/remark-lint/tree/main/packages/remark-lint-no-undefined-references#readme',
    });
  });

  it('does as --rule, rules and overrides say', () => {
    const item = 'posts/a.md:5:4 error remark/list-item-indent';
    const reference = (severity: string) => `posts/a.md:7:5 ${severity} remark/no-undefined-references`;
    const by = (config: object, ...args: string[]) => {
      writeFileSync(join(folder, 'stet.config.json'), JSON.stringify(config));
      return shortly(json(folder, args).diagnostics);
    };
    expect(by({})).toEqual([item, reference('warning')]);
    expect(by({}, '--rule', 'remark/list-item-indent=off')).toEqual([reference('warning')]);
    expect(by({}, '--rule', 'all=off')).toEqual([]);
    expect(by({}, '--rule', 'all=off', '--rule', 'remark/no-undefined-references=error')).toEqual([reference('error')]);
    expect(by({ rules: { 'remark/list-item-indent': 'off' } })).toEqual([reference('warning')]);
    expect(by({ rules: { 'remark/no-undefined-references': 'error', 'remark/list-item-indent': 'warn' } })).toEqual([
      item.replace('error', 'warning'),
      reference('error'),
    ]);
    expect(by({ overrides: [{ files: ['posts/**'], rules: { 'remark/list-item-indent': 'off' } }] })).toEqual([reference('warning')]);
    expect(by({ remark: { parser: 'fast' } })).toEqual([item, reference('warning')]);
    expect(by({ remark: false })).toEqual([]);
    expect(by({}, '--no-remark')).toEqual([]);
  });

  it.each([
    [{ remark: { parser: 'quick' } }, 'stet: stet.config.json:1:21: remark.parser: unknown value `quick`; there are `remark`, `fast`'],
    [
      { rules: { 'remark/x': 'on' } },
      "stet: stet.config.json:1:22: rules['remark/x']: unknown value `on`; there are `off`, `warn`, `error`",
    ],
  ])('%j is refused', (config, message) => {
    const { code, stderr } = stet(folderWith({ 'stet.config.json': JSON.stringify(config) }), []);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${message}\n` });
  });

  it('lets findings stand by marks', () => {
    const own = projectWith({
      '.remarkrc.json': RECOMMENDED,
      'posts/a.md': '<!-- stet remark/list-item-indent -->\n\n*  An item\n\n[x]\n',
    });
    const { diagnostics, summary } = json(own);
    expect({ found: shortly(diagnostics), suppressed: summary.suppressed }).toEqual({
      found: ['posts/a.md:5:1 warning remark/no-undefined-references'],
      suppressed: 1,
    });
  });

  it('obeys .remarkignore, and changes no file, whatever its plugins do', () => {
    const shout = '(tree) => { tree.children.length = 0; }';
    const own = projectWith({
      '.remarkrc.mjs': `export default { settings: { bullet: '+' }, plugins: ['remark-lint-list-item-indent', () => ${shout}] };`,
      '.remarkignore': 'posts/b.md\n',
      'posts/a.md': POST,
      'posts/b.md': POST,
    });
    expect(shortly(json(own).diagnostics)).toEqual(['posts/a.md:5:4 warning remark/list-item-indent']);
    expect(readFileSync(join(own, 'posts/a.md'), 'utf8')).toBe(POST);
  });

  it('takes messages without a place, or with a place that is none, in any text', () => {
    const own = projectWith({
      '.remarkrc.mjs': `export default { plugins: [() => (_, file) => {
        file.message('nowhere'); file.message('point', { place: { line: 2, column: 1 }, source: 'own' }); file.message('far', { place: { line: 99, column: 9 }, ruleId: 'far' });
        file.message('first', { place: { line: 1, column: 3 }, ruleId: 'first' }); file.info('info', { ruleId: 'info' });
      }] };`,
      'posts/a.md': '\uFEFF# A heading\r\nand text\r\n',
    });
    expect(remarkIn(json(own).diagnostics).map(({ rule, range, severity }) => [rule, range.start.offset, severity])).toEqual([
      ['remark/info', 0, 'warning'],
      ['remark/message', 0, 'warning'],
      ['remark/first', 3, 'warning'],
      ['remark/own', 14, 'warning'],
      ['remark/far', 24, 'warning'],
    ]);
  });

  it.each([
    [
      'a plugin that is not there',
      { '.remarkrc.json': '{ "plugins": ["remark-nope"] }' },
      ['.remarkrc.json'],
      /^remark: Cannot find module `remark-nope`/,
    ],
    ['no JSON', { '.remarkrc.json': '{ "plugins": [' }, ['.remarkrc.json'], /^remark: Cannot parse file `\.remarkrc\.json`/],
    [
      'code that is none',
      { '.remarkrc.mjs': 'export default {' },
      ['.remarkrc.mjs'],
      /^remark: Cannot parse file `\.remarkrc\.mjs`: .*Unexpected end of input$/,
    ],
    [
      'a plugin that throws',
      { '.remarkrc.mjs': "export default { plugins: [() => () => { throw new Error('kaboom'); }] };" },
      ['posts/a.md', 'posts/b.md'],
      /^remark: kaboom$/,
    ],
  ])('is a failure where it has %s, and the rest goes on', (_, files, paths, message) => {
    const { code, stdout } = stet(projectWith({ ...files, 'posts/a.md': POST, 'posts/b.md': '![x](x.png)\n' }), ['--format', 'json']);
    const { failures, diagnostics } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(failures).toEqual(paths.map((path) => ({ path, message: expect.stringMatching(message) })));
    expect(diagnostics).toContainEqual(expect.objectContaining({ path: 'posts/b.md', rule: 'image/missing' }));
  });
});

describe('stet/remark', () => {
  const rc = (options: string) =>
    `import remarkStet from 'stet/remark';\nexport default { plugins: ['remark-frontmatter', [remarkStet, ${options}]] };`;
  const TEXT = '---\ntitle: A post\n---\n\n### Too deep\n\n```\ncode\n```\n';
  const installed = (options: string) => {
    const folder = folderWith({ '.remarkrc.mjs': rc(options), 'a.md': TEXT });
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(modules, 'stet'), 'dir');
    symlinkSync(join(MODULES, 'remark-frontmatter'), join(modules, 'remark-frontmatter'), 'dir');
    return folder;
  };

  it('brings our file rules into remark-cli', () => {
    const said = remarkCli(installed('{}'), 'a.md');
    expect(said).toEqual([
      {
        line: 5,
        column: 1,
        ruleId: 'heading/skipped-level',
        source: 'stet',
        reason: 'Heading jumps from level 1 (the title) to level 3',
        fatal: true,
      },
      { line: 7, column: 1, ruleId: 'code/missing-language', source: 'stet', reason: 'Code fence without a language', fatal: false },
    ]);
  });

  it('takes levels, and refuses what is no rule', () => {
    const said = (options: string) =>
      remarkCli(installed(options), 'a.md').map(({ fatal, ruleId, reason }) => `${fatal} ${ruleId ?? reason}`);
    expect(said("{ rules: { 'heading/skipped-level': 'off', 'code/missing-language': 'error' } }")).toEqual(['true code/missing-language']);
    expect(said("{ rules: { 'heading/skiped-level': 'off' } }")).toEqual(['true Cannot process file']);
  });

  it('does what its documentation shows', () => {
    const page = readFileSync(new URL('../docs/remark.md', import.meta.url), 'utf8');
    const fences = [...page.matchAll(/^```\w+(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm)].map(
      ([, title, code = '']) => [title, code] as const,
    );
    const fileOf = (name: string) => fences.find(([title]) => title === name)?.[1] ?? '';
    const theirs = projectWith({ '.remarkrc.json': fileOf('.remarkrc.json'), 'posts/flour.md': fileOf('posts/flour.md') });
    const said = fences.find(([title]) => title === undefined)?.[1] ?? '';
    expect(stet(theirs, ['--format', 'concise']).stdout).toBe(said);
    writeFileSync(join(theirs, 'stet.config.json'), fileOf('stet.config.json'));
    expect(stet(theirs, ['--format', 'concise']).stdout).toContain(said.replace('warning', 'error').trim());
    const ours = installed('{}');
    writeFileSync(join(ours, '.remarkrc.mjs'), fileOf('.remarkrc.mjs'));
    expect(remarkCli(ours, 'a.md').map(({ fatal, ruleId }) => `${fatal} ${ruleId}`)).toEqual(['false heading/skipped-level']);
  });

  it('is not told twice where stet runs the config that names it', () => {
    const { diagnostics, failures } = json(installed('{}'), ['a.md']);
    expect(failures).toEqual([]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['heading/skipped-level', 'code/missing-language']);
  });
});

it('the same messages come through stet as through remark-cli, on real pages', () => {
  const preset = '{ "plugins": ["remark-frontmatter", "remark-gfm", "remark-preset-lint-recommended"] }';
  const root = projectWith({ '.remarkrc.json': preset });
  for (const name of ['fixtures']) symlinkSync(join(MODULES, '..', name), join(root, name));
  const { status, stdout } = spawnSync(process.execPath, [COMPARE, '--rc', join(root, '.remarkrc.json'), root], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/: (?:[1-9]\d+) files, (?:[1-9]\d*) messages, all the same\n$/),
  });
});
