import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderWith, json, stet } from './support/cli.ts';
import { temporaryFolder } from './support/folders.ts';
import { FakeEditor, loadExtension } from './support/vscode.ts';
import { watching } from './support/watching.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('editors/vscode/package.json'));
const { contributes } = manifest;

/** The extension as it is installed: what the package holds below `extension`. */
const installed = temporaryFolder('stet-vscode-');
const vsix = execFileSync(process.execPath, [join(root, 'editors/vscode/scripts/build.mjs'), installed], { encoding: 'utf8' }).trim();
const files = new Map(Object.entries(unzipSync(readFileSync(vsix))));
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(installed, path)), { recursive: true });
  writeFileSync(join(installed, path), bytes);
}
const extension = join(installed, 'extension');

/** An editor in which it is active, until the test is over. */
async function activated(world: ConstructorParameters<typeof FakeEditor>[0]) {
  const editor = new FakeEditor(world);
  const { activate, deactivate } = loadExtension(join(extension, 'dist/extension.cjs'), editor);
  onTestFinished(() => deactivate());
  await activate({ subscriptions: editor.subscriptions, asAbsolutePath: (path: string) => join(extension, path) });
  return Object.assign(editor, { deactivate });
}

const soon = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
const shown = (editor: FakeEditor) => soon(() => editor.problems());
const BAD = '[more]()\n';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the package', () => {
  const text = (path: string) => Buffer.from(files.get(path) ?? []).toString('utf8');

  it('tells of every kind of file what it is, and names files that it holds', () => {
    const types = new Set([...text('[Content_Types].xml').matchAll(/ Extension="([^"]+)"/g)].map(([, extension]) => extension));
    expect([...files.keys()].map((path) => extname(path)).filter((one) => one !== '' && !types.has(one) && one !== '.xml')).toEqual([]);
    const named = [...text('extension.vsixmanifest').matchAll(/(?:Path="|<License>)([^"<]+)/g)].map(([, path = '']) => path);
    const own = [manifest.main, ...contributes.jsonValidation.map(({ url }: { url: string }) => url)].map((path) =>
      join('extension', path),
    );
    expect([...named, ...own].filter((path) => !files.has(path))).toEqual([]);
    expect(named).toContain('extension/package.json');
  });

  it('brings the licences of what it is made of', () => {
    expect(text('extension/ThirdPartyNotices.txt')).toMatch(/^vscode-languageclient [\d.]+, MIT\n\nCopyright \(c\) Microsoft/m);
    expect(text('extension/server/dist/ThirdPartyNotices.txt')).toMatch(/^yaml [\d.]+, ISC\n/m);
  });

  it('is of the version of stet', () => {
    const { version } = JSON.parse(read('package.json'));
    expect(manifest.version).toBe(version);
    expect(text('extension.vsixmanifest')).toContain(` Version="${version}" `);
    expect(vsix).toMatch(new RegExp(`stet-vscode-[\\w-]+-${version.replaceAll('.', '\\.')}\\.vsix$`));
  });

  it('says in its README what can be set and done', () => {
    const page = read('editors/vscode/README.md');
    const names = [
      ...Object.keys(contributes.configuration.properties),
      ...contributes.commands.map(({ category, title }: Record<string, string>) => `${category}: ${title}`),
      ...contributes.problemMatchers.map(({ name }: { name: string }) => `$${name}`),
    ];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the extension', () => {
  it('shows what the server finds, by the stet that comes with it', async () => {
    const editor = await activated({ folders: [folderWith({ 'posts/rye.md': BAD })] });
    await shown(editor).toEqual(['posts/rye.md:1 link/empty']);
    expect(editor.told).toEqual([`stet ${manifest.version}: ${join(extension, 'server/dist/cli.cjs')}`]);
  });

  it('has the commands and asks for the settings that its manifest declares', async () => {
    const editor = await activated({ folders: [folderWith({})] });
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    // What the server can be told to do is a command as well.
    expect([...editor.commands.keys()].sort()).toEqual([...declared, 'stet.explain'].sort());
    expect([...editor.asked].filter((name) => name.startsWith('stet.')).sort()).toEqual(
      Object.keys(contributes.configuration.properties).sort(),
    );
    expect([...editor.taskProviders.keys()]).toEqual(contributes.taskDefinitions.map(({ type }: { type: string }) => type));
  });

  it('runs no code of a folder until it is trusted', async () => {
    const folder = folderWith({
      'stet.config.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync(new URL('config.txt', import.meta.url), ''); export default {};`,
      'node_modules/stet/package.json':
        '{ "name": "stet", "version": "9.9.9", "bin": { "stet": "cli.cjs" }, "exports": { "./package.json": "./package.json" } }',
      'node_modules/stet/cli.cjs': `require('node:fs').writeFileSync(__dirname + '/ran.txt', process.pid + ' ' + process.argv.slice(2).join(' ')); require(${JSON.stringify(join(root, 'dist/cli.cjs'))});`,
      'posts/rye.md': BAD,
    });
    const ran = join(folder, 'node_modules/stet/ran.txt');
    const editor = await activated({ folders: [folder], isTrusted: false });
    await soon(() => editor.problems().join()).toContain('stet.config.mjs:1');
    expect(editor.told.join()).toContain('running no code of the workspace');
    expect([existsSync(ran), existsSync(join(folder, 'config.txt'))]).toEqual([false, false]);
    editor.trust();
    await shown(editor).toEqual(['posts/rye.md:1 link/empty']);
    const [pid, ...args] = readFileSync(ran, 'utf8').split(' ');
    expect(args.join(' ')).toMatch(/^lsp --stdio --clientProcessId=\d+$/);
    expect(existsSync(join(folder, 'config.txt'))).toBe(true);
    await editor.deactivate();
    await soon(() => isRunning(Number(pid))).toBe(false);
  });

  it('follows its settings, and is started anew on demand', async () => {
    const folder = folderWith({
      'posts/rye.md': BAD,
      'mine.json': '{ "rules": { "link/empty": "off", "heading/first-level": "error" } }',
      'posts/oat.md': '### Oat\n',
    });
    const editor = await activated({ folders: [folder], settings: { 'stet.config': 'mine.json' } });
    await shown(editor).toEqual(['posts/oat.md:1 heading/first-level']);
    editor.change({ 'stet.enable': false });
    await shown(editor).toEqual([]);
    editor.change({ 'stet.enable': true });
    await shown(editor).toEqual(['posts/rye.md:1 link/empty']);
    writeFileSync(join(folder, 'posts/rye.md'), '# Rye\n');
    await editor.commands.get('stet.restart')?.();
    await shown(editor).toEqual([]);
    editor.change({ 'stet.path': 'nowhere' });
    await soon(() => editor.told).toContain('stet: `stet.path`: there is no stet in nowhere');
    editor.change({ 'stet.path': root });
    await soon(() => editor.told).toContain(`stet ${manifest.version}: ${join(root, 'dist/cli.cjs')}`);
  });

  it('runs tasks', async () => {
    const folder = folderWith({ 'posts/rye.md': BAD });
    const editor = await activated({ folders: [folder] });
    const provider = editor.taskProviders.get('stet');
    const [check, watch] = provider?.provideTasks() ?? [];
    expect([check?.name, check?.matchers, watch?.name, watch?.matchers, watch?.isBackground]).toEqual([
      'check',
      '$stet',
      'watch',
      '$stet-watch',
      true,
    ]);
    expect(watch?.execution.args.slice(1)).toEqual(['--watch']);
    const own = provider?.resolveTask({ definition: { type: 'stet', args: ['--format', 'concise', 'posts'] }, scope: check?.scope });
    const { process: program = '', args = [], options } = own?.execution ?? {};
    const { stdout } = spawnSync(program, args, { ...options, env: { ...process.env, ...options?.env }, encoding: 'utf8' });
    expect(stdout).toBe('posts/rye.md:1:1 error link/empty Link that leads nowhere\n');
  });
});

/** What an editor makes of the output of a task. */
function matched(matcher: string, output: string) {
  const { pattern } = contributes.problemMatchers.find(({ name }: { name: string }) => name === matcher);
  const { regexp, file, line, column, severity, message, code } = contributes.problemPatterns.find(
    ({ name }: { name: string }) => `$${name}` === pattern,
  );
  return output.split('\n').flatMap((text) => {
    const match = new RegExp(regexp).exec(text);
    return match === null
      ? []
      : [
          {
            path: match[file],
            line: Number(match[line]),
            column: Number(match[column]),
            severity: match[severity],
            message: match[message],
            rule: match[code],
          },
        ];
  });
}

const HOSTILE = folderWith({
  'posts/a b:3:4 error.md': `${BAD}\n## A: 2:3 error x/y z\n\n## A: 2:3 error x/y z\n\n![](a/b.png)\n`,
  'posts/ü.md': '# Ü\n\n```\n  posts/a.md:1:1 error x x/y\nposts/a.md:1:1 error x x/y\n',
});

describe('the problem matchers', () => {
  const folders = [join(root, 'fixtures/blog'), HOSTILE];

  it.each(folders)('read what is told of %s', (folder) => {
    const args = ['--no-cache', '--rule', 'link/empty=error'];
    const told = json(folder, args).diagnostics.map(({ path, range: { start }, severity, message, rule }) => ({
      path,
      line: start.line,
      column: start.column,
      severity,
      message,
      rule,
    }));
    expect(told.length).toBeGreaterThan(3);
    expect(matched('stet', stet(folder, args).stdout)).toEqual(told);
    expect(matched('stet-watch', stet(folder, args).stdout)).toEqual(told);
    expect(matched('stet-concise', stet(folder, [...args, '--format', 'concise']).stdout)).toEqual(told);
  });

  it('see where a check begins and ends', async () => {
    const { background } = contributes.problemMatchers.find(({ name }: { name: string }) => name === 'stet-watch');
    const folder = folderWith({ 'posts/rye.md': BAD, 'stet.config.json': '{}' });
    const watch = watching(folder, []);
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(join(folder, 'posts/rye.md'), '# Rye\n');
    await watch.until((_, outcome) => outcome === 'nothing found');
    writeFileSync(join(folder, 'stet.config.json'), '{');
    await watch.until((_, outcome) => outcome === 'not checked');
    const marks = watch
      .printed()
      .split('\n')
      .flatMap((line) => [
        ...(new RegExp(background.beginsPattern).test(line) ? ['begins'] : []),
        ...(new RegExp(background.endsPattern).test(line) ? ['ends'] : []),
      ]);
    expect(marks).toEqual(Array.from({ length: watch.runs() }, () => ['begins', 'ends']).flat());
    expect(watch.runs()).toBe(3);
  });
});
