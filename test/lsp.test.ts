import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, json } from './support/cli.ts';
import { editorIn, lineOf, PULLING, PUSHED } from './support/editor.ts';
import { fixture } from './support/world.ts';

const PNG = fixture('blog/public/images/posts/a-starter-named-gerald/jar.png');
const CONFIG = JSON.stringify({
  collections: { posts: { include: ['posts/**/*.md'], url: '/{name}', images: ['{dir}/{ref}'], unique: ['title'] } },
});
const FILES = {
  'stet.config.json': CONFIG,
  'posts/a.md': '---\ntitle: A\n---\n\n## One\n\n![An image](a.png)\n\n[B](b.md#two)\n',
  'posts/b.md': '---\ntitle: B\n---\n\n## Two\n\nText.\n',
};

/** What a run of the command line finds, in the form of `problems`. */
function byCommand(folder: string): string[] {
  return json(folder, ['--no-cache'])
    .diagnostics.map(({ path, rule, range: { start, end } }) => `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${rule}`)
    .sort();
}

const isEmpty = (found: readonly string[]) => found.length === 0;
const rules = (found: readonly { code?: number | string }[]) => found.map(({ code }) => code);

describe('the language server', () => {
  it('says who it is and what it can', async () => {
    const editor = await editorIn(folderWith(FILES));
    expect(editor.initialized).toMatchObject({
      serverInfo: { name: 'stet' },
      capabilities: { positionEncoding: 'utf-16', diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } },
    });
    expect(await editor.shutdown()).toBe(0);
  });

  it('answers with code, page, severity and place of what the command line finds', async () => {
    const editor = await editorIn(folderWith(FILES));
    await editor.open('posts/a.md');
    expect(await editor.diagnostics('posts/a.md')).toEqual([
      {
        range: { start: { line: 6, character: 12 }, end: { line: 6, character: 17 } },
        severity: 1,
        code: 'image/missing',
        codeDescription: { href: expect.stringContaining('rules/image/missing.md') },
        source: 'stet',
        message: expect.stringContaining('`a.png`'),
      },
    ]);
    expect(await editor.problems()).toEqual(byCommand(editor.folder));
  });

  it('says that nothing has changed, where the client has it already', async () => {
    const editor = await editorIn(folderWith(FILES));
    await editor.open('posts/a.md');
    const first = await editor.report('posts/a.md');
    expect(await editor.report('posts/a.md', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    const { items } = await editor.workspaceReport();
    const again = await editor.workspaceReport(items.map(({ uri, resultId = '' }) => ({ uri, value: resultId })));
    expect(again.items.map(({ kind }) => kind)).toEqual(['unchanged']);
    await editor.change('posts/a.md', 'Nothing here.\n');
    await editor.eventually(
      () => editor.workspaceReport(items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }))),
      (report) => report.items.every((item) => item.kind === 'full' && item.items.length === 0),
    );
  });

  it('judges the buffer over the disk, and other posts by it', async () => {
    const editor = await editorIn(folderWith({ ...FILES, 'posts/a.png': PNG }));
    await editor.open('posts/b.md');
    expect(await editor.problems()).toEqual([]);
    await editor.change('posts/b.md', 'Second', { start: { line: 4, character: 3 }, end: { line: 4, character: 6 } });
    const broken = ['posts/a.md:9:9-9:13 link/broken-anchor'];
    expect(await editor.problemsWhen((found) => !isEmpty(found))).toEqual(broken);
    await editor.close('posts/b.md');
    expect(await editor.problemsWhen(isEmpty)).toEqual([]);
  });

  it('drops a finding when its image comes, in every post, and tells the client to ask again', async () => {
    const editor = await editorIn(folderWith({ ...FILES, 'posts/b.md': '---\ntitle: B\n---\n\n## Two\n\n![Another](a.png)\n' }));
    await editor.open('posts/a.md');
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
    expect(await editor.problems()).toHaveLength(2);
    await editor.write('posts/a.png', PNG);
    await editor.eventually(
      () => editor.refreshes,
      (times) => times > 0,
    );
    expect(editor.refreshes).toBeGreaterThan(0);
    expect(await editor.problemsWhen(isEmpty)).toEqual([]);
    expect(await editor.diagnostics('posts/a.md')).toEqual([]);
  });

  it('notices what was saved by a client that watches nothing', async () => {
    const editor = await editorIn(folderWith(FILES));
    await editor.open('posts/a.md');
    expect(await editor.diagnostics('posts/a.md')).toHaveLength(1);
    writeFileSync(join(editor.folder, 'posts/a.png'), PNG);
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: editor.uriOf('posts/a.md') } });
    expect(
      await editor.eventually(
        () => editor.diagnostics('posts/a.md'),
        (found) => found.length === 0,
      ),
    ).toEqual([]);
  });

  it('pushes to a client that does not pull, and takes back what is mended', async () => {
    const editor = await editorIn(folderWith(FILES), { capabilities: PUSHED });
    const pushed = (path: string) => rules(editor.pushed.get(path) ?? []);
    await editor.eventually(
      () => pushed('posts/a.md'),
      (found) => found.length > 0,
    );
    expect(pushed('posts/a.md')).toEqual(['image/missing']);
    await editor.open('posts/a.md');
    await editor.change('posts/a.md', '## One\n\n### \n');
    await editor.eventually(
      () => pushed('posts/a.md'),
      (found) => found[0] === 'heading/empty',
    );
    expect(pushed('posts/a.md')).toEqual(['heading/empty']);
    await editor.change('posts/a.md', '## One\n');
    expect(
      await editor.eventually(
        () => pushed('posts/a.md'),
        (found) => found.length === 0,
      ),
    ).toEqual([]);
  });

  it('points at the other duplicate, and fades what is unused', async () => {
    const editor = await editorIn(folderWith({ ...FILES, 'posts/a.md': '---\ntitle: B\n---\n\n<!-- stet image/missing -->\n\nText.\n' }));
    await editor.open('posts/a.md');
    const found = await editor.diagnostics('posts/a.md');
    expect(found.find(({ code }) => code === 'frontmatter/duplicate-value')?.relatedInformation?.[0]?.location.uri).toBe(
      editor.uriOf('posts/b.md'),
    );
    expect(found.find(({ code }) => code === 'stet/unused')?.tags).toEqual([1]);
  });

  it.each([
    ['utf-8', 11],
    ['utf-16', 8],
    ['utf-32', 7],
  ])('counts in the units that were agreed on: %s', async (encoding, character) => {
    const folder = folderWith({ ...FILES, 'posts/a.md': 'é😀 ![](x.png)\n' });
    const editor = await editorIn(folder, { capabilities: { ...PULLING, general: { positionEncodings: [encoding] } } });
    expect(editor.initialized?.capabilities.positionEncoding).toBe(encoding);
    await editor.open('posts/a.md');
    const missing = (await editor.diagnostics('posts/a.md')).find(({ code }) => code === 'image/missing');
    expect(missing?.range.start).toEqual({ line: 0, character });
    // The same units are taken for changes: `x` becomes `y`.
    const start = missing?.range.start ?? { line: 0, character: 0 };
    await editor.change('posts/a.md', 'y', { start, end: { line: 0, character: start.character + 1 } });
    const after = (await editor.diagnostics('posts/a.md')).find(({ code }) => code === 'image/missing');
    expect(after?.message).toContain('`y.png`');
  });

  it('judges a file outside of all collections while it is open, and not one that the config ignores', async () => {
    const folder = folderWith({
      ...FILES,
      'stet.config.json': CONFIG.replace(/}$/, ',"ignores":["drafts/**"]}'),
      'README.md': '# A\n\n### B\n',
      'drafts/x.md': '# A\n\n### B\n',
    });
    const editor = await editorIn(folder);
    await editor.open('README.md');
    await editor.open('drafts/x.md');
    expect(rules(await editor.diagnostics('README.md'))).toEqual(['heading/skipped-level']);
    expect(await editor.diagnostics('drafts/x.md')).toEqual([]);
    await editor.close('README.md');
    expect(await editor.problemsWhen((found) => !found.some((line) => line.startsWith('README')))).toEqual(byCommand(folder));
  });

  it('has each folder stand to its own config', async () => {
    const one = folderWith(FILES);
    const other = folderWith({ ...FILES, 'stet.config.json': CONFIG.replace(/}$/, ',"rules":{"image/missing":"off"}}') });
    const editor = await editorIn(one, { folders: [one, other] });
    const { items } = await editor.workspaceReport();
    expect(items.map(({ uri }) => uri)).toEqual([editor.uriOf('posts/a.md')]);
  });

  it('gives a folder inside of the workspace its own config, once a file of it is open', async () => {
    const folder = folderWith({ 'apps/blog/stet.config.json': CONFIG, 'apps/blog/posts/a.md': '## One\n\n![An image](a.png)\n' });
    const editor = await editorIn(folder);
    await editor.open('apps/blog/posts/a.md');
    expect(rules(await editor.diagnostics('apps/blog/posts/a.md'))).toEqual(['image/missing']);
    expect(await editor.problems()).toEqual(['apps/blog/posts/a.md:3:13-3:18 image/missing']);
  });

  it('takes folders while it runs, and gives them up', async () => {
    const one = folderWith(FILES);
    const editor = await editorIn(one, { folders: [] });
    const event = { uri: editor.uriOf('').replace(/\/$/, ''), name: 'one' };
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [event], removed: [] } });
    expect(await editor.problemsWhen((found) => !isEmpty(found))).toEqual(byCommand(one));
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [event] } });
    expect(await editor.problemsWhen(isEmpty)).toEqual([]);
  });

  it('judges a file that lies in no folder by itself', async () => {
    const folder = folderWith({ 'notes/a.md': '# A\n\n### B\n', 'notes/b.md': '# A\n\n### B\n' });
    const editor = await editorIn(folder, { folders: [] });
    await editor.open('notes/a.md');
    expect(rules(await editor.diagnostics('notes/a.md'))).toEqual(['heading/skipped-level']);
    expect(await editor.problems()).toEqual(['notes/a.md:3:1-3:6 heading/skipped-level']);
  });

  it('accepts what the baseline accepts', async () => {
    const folder = folderWith(FILES);
    const { stet } = await import('./support/cli.ts');
    expect(stet(folder, ['baseline']).code).toBe(0);
    const editor = await editorIn(folder);
    await editor.open('posts/a.md');
    expect(await editor.diagnostics('posts/a.md')).toEqual([]);
    await editor.change('posts/a.md', readFileSync(join(folder, 'posts/a.md'), 'utf8').replace('a.png', 'other.png'));
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
  });
});

describe('a config', () => {
  it('that changes is taken without a restart of the server', async () => {
    const editor = await editorIn(folderWith(FILES));
    expect(await editor.problems()).toHaveLength(1);
    await editor.write('stet.config.json', CONFIG.replace(/}$/, ',"rules":{"image/missing":"off"}}'));
    expect(await editor.problemsWhen(isEmpty)).toEqual([]);
  });

  it('in code is read anew, with what it imports', async () => {
    const code =
      "import { rules } from './rules-here.ts';\nexport default { collections: { posts: { include: ['posts/**/*.md'] } }, rules };\n";
    const { 'stet.config.json': _, ...posts } = FILES;
    const folder = folderWith({
      ...posts,
      'stet.config.ts': code,
      'rules-here.ts': "export const rules = { 'image/missing': 'error' };\n",
    });
    const editor = await editorIn(folder);
    expect(await editor.problems()).toHaveLength(1);
    await editor.write('rules-here.ts', "export const rules = { 'image/missing': 'off' };\n");
    expect(await editor.problemsWhen(isEmpty)).toEqual([]);
  });

  it('that is broken is shown in its own file, and mended there', async () => {
    const editor = await editorIn(folderWith({ ...FILES, 'stet.config.json': '{\n  "colections": {}\n}\n' }));
    await editor.open('posts/a.md');
    expect(await editor.diagnostics('posts/a.md')).toEqual([]);
    const { items } = await editor.workspaceReport();
    expect(items).toMatchObject([
      {
        uri: editor.uriOf('stet.config.json'),
        items: [{ range: { start: { line: 1, character: 2 } }, message: expect.stringContaining('did you mean `collections`?') }],
      },
    ]);
    await editor.write('stet.config.json', CONFIG);
    expect(await editor.problemsWhen((found) => found.length === 1 && found[0]?.startsWith('posts') === true)).toEqual(
      byCommand(editor.folder),
    );
  });

  it('in code is not run where the workspace is not trusted', async () => {
    const { 'stet.config.json': _, ...posts } = FILES;
    const folder = folderWith({
      ...posts,
      'stet.config.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default {};\n",
    });
    const editor = await editorIn(folder, { initializationOptions: { untrusted: true } });
    const { items } = await editor.workspaceReport();
    expect(items).toMatchObject([{ items: [{ message: expect.stringContaining('code') }] }]);
    expect(() => readFileSync(join(folder, 'ran'))).toThrow();
  });
});

describe('whatever happens', () => {
  it('a rule that hangs stops neither the editor nor the other files', async () => {
    const plugin =
      "export default { name: 'own', rules: { hang: { kind: 'file', meta: { summary: 'Hangs.', level: 'error' }, *check({ text }) { if (text.includes('HANG')) for (;;); } } } };\n";
    const { 'stet.config.json': _, ...posts } = FILES;
    const folder = folderWith({
      ...posts,
      'hang.mjs': plugin,
      'stet.config.mjs':
        "import hang from './hang.mjs';\nexport default { collections: { posts: { include: ['posts/**/*.md'] } }, plugins: [hang] };\n",
    });
    const editor = await editorIn(folder);
    await editor.open('posts/b.md');
    await editor.open('posts/a.md');
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
    await editor.change('posts/b.md', '## Two\n\nHANG\n');
    const hung = await editor.eventually(
      () => editor.diagnostics('posts/b.md').catch(() => []),
      (found) => found.length > 0,
      40_000,
    );
    expect(hung).toMatchObject([{ message: expect.stringContaining('did not end') }]);
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
    await editor.change('posts/b.md', '## Two\n\n#### C\n');
    expect(rules(await editor.diagnostics('posts/b.md'))).toEqual(['heading/skipped-level']);
  }, 60_000);

  it('what the code of a project prints does not get among the messages', async () => {
    const { 'stet.config.json': _, ...posts } = FILES;
    const folder = folderWith({
      ...posts,
      'stet.config.mjs': "console.log('hello');\nexport default { collections: { posts: { include: ['posts/**/*.md'] } } };\n",
    });
    const editor = await editorIn(folder);
    await editor.open('posts/a.md');
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
    await editor.eventually(
      () => editor.stderr,
      (text) => text.includes('hello'),
    );
    expect(editor.stderr).toContain('hello');
  });

  it('it ends when the client is gone, and when its pipe is closed', async () => {
    const editor = await editorIn(folderWith(FILES));
    await editor.problems();
    editor.server.stdin?.end();
    expect(await editor.exited).not.toBe(null);
  });

  it('it ends on garbage, or goes on, but never hangs', async () => {
    const editor = await editorIn(folderWith(FILES));
    editor.server.stdin?.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nnonsense');
    editor.server.stdin?.end();
    expect(typeof (await editor.exited)).toBe('number');
  });

  it('requests that are taken back are not answered, and the next one is', async () => {
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const editor = await editorIn(folderWith(FILES));
    await editor.open('posts/a.md');
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri: editor.uriOf('posts/a.md') } },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    expect(rules(await editor.diagnostics('posts/a.md'))).toEqual(['image/missing']);
  });
});

describe('after any sequence', () => {
  /** A small generator of pseudo-random numbers, so that a failing sequence can be run again. */
  function random(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  it.each([1, 2, 3, 97, 289, 3056])('the findings are those of a fresh run: seed %i', async (seed) => {
    const below = random(seed);
    const pick = <T>(all: readonly T[]) => all[below(all.length)] as T;
    const editor = await editorIn(folderWith({ ...FILES, 'posts/c.md': '---\ntitle: C\n---\n\n## C\n\n[A](a.md#one) ![x](a.png)\n' }));
    const paths = ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/new.md'];
    const parts = [
      '---\ntitle: A\n---\n\n',
      '## One\n\n',
      '## Two\n\n',
      '#### Deep\n\n',
      '![x](a.png)\n\n',
      '[A](a.md#one)\n\n',
      '[B](/b#two)\n\n',
      '[N](new.md)\n\n',
      '```\ncode\n```\n\n',
      '<!-- stet image/missing -->\n\n',
    ];
    const text = () => Array.from({ length: 1 + below(5) }, () => pick(parts)).join('');
    const open = new Map<string, string>();
    for (let step = 0; step < 40; step++) {
      const path = pick(paths);
      const current = open.get(path);
      const action = below(7);
      if (action === 0) await editor.write('posts/a.png', below(2) === 0 ? PNG : undefined);
      else if (action === 1 && current === undefined) await editor.write(path, below(4) === 0 ? undefined : text());
      else if (action === 2)
        await editor.write('stet.config.json', below(2) === 0 ? CONFIG : CONFIG.replace(/}$/, ',"rules":{"code/missing-language":"off"}}'));
      else if (current === undefined) {
        const fresh = text();
        await editor.open(path, fresh);
        open.set(path, fresh);
      } else if (action === 3) {
        await editor.write(path, current);
        await editor.close(path);
        open.delete(path);
      } else if (action === 4) await editor.diagnostics(path).catch(() => []);
      else {
        const fresh = text();
        await editor.change(path, fresh);
        open.set(path, fresh);
      }
    }
    for (const [path, fresh] of open) await editor.write(path, fresh);
    mkdirSync(join(editor.folder, 'posts'), { recursive: true });
    const expected = byCommand(editor.folder);
    expect(await editor.problemsWhen((found) => JSON.stringify(found) === JSON.stringify(expected))).toEqual(expected);
    for (const path of open.keys()) {
      const found = (await editor.diagnostics(path)).map((one) => lineOf(path, one)).sort();
      expect(found).toEqual(expected.filter((line) => line.startsWith(`${path}:`)));
    }
  });
});
