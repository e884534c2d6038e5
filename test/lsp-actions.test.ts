import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, ShowDocumentParams, ShowMessageParams } from 'vscode-languageserver-protocol';
import { folderWith, stet } from './support/cli.ts';
import { type Editor, editorIn, PULLING } from './support/editor.ts';
import { temporaryFolder } from './support/folders.ts';
import { edited, placeOf } from './support/places.ts';

const POST = '---\ntitle: A\n---\n\n# A\n\n### Deep\n\nSee (this)[https://example.org] and https://example.com.\n\n```\ncode\n```\n';

function sampleBlog(): string {
  const folder = temporaryFolder('stet-blog-');
  cpSync(fileURLToPath(new URL('../fixtures/blog', import.meta.url)), folder, { recursive: true });
  return folder;
}

async function opened(text: string, path = 'posts/a.md'): Promise<Editor> {
  const editor = await editorIn(folderWith({ [path]: text }));
  await editor.open(path);
  return editor;
}

async function actionsAt(editor: Editor, path: string, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]> {
  return (await editor.request<CodeAction[] | null>('textDocument/codeAction', path, { range, context: { diagnostics: [], only } })) ?? [];
}

const caret = (text: string, part: string) => ({ start: placeOf(text, part), end: placeOf(text, part) });
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

/** What the edits of an action make of a file. */
function done(editor: Editor, path: string, text: string, { edit }: CodeAction): string {
  expect(Object.keys(edit?.changes ?? {})).toEqual([editor.uriOf(path)]);
  return edited(text, edit?.changes?.[editor.uriOf(path)] ?? []);
}

describe('actions on a finding', () => {
  it('offers its repair, its mark and its explanation', async () => {
    const editor = await opened(POST);
    const actions = await actionsAt(editor, 'posts/a.md', caret(POST, '(this)'));
    expect(titles(actions)).toEqual(['Swap the brackets', 'Let this link/reversed stand', 'Explain link/reversed']);
    expect(actions.map(({ kind, isPreferred, diagnostics }) => [kind, isPreferred, diagnostics?.[0]?.code])).toEqual([
      ['quickfix', true, 'link/reversed'],
      ['quickfix', undefined, 'link/reversed'],
      ['quickfix', undefined, 'link/reversed'],
    ]);
  });

  it('offers nothing where nothing is found, or other kinds are asked for', async () => {
    const editor = await opened(POST);
    expect(await actionsAt(editor, 'posts/a.md', caret(POST, 'title'))).toEqual([]);
    expect(await actionsAt(editor, 'posts/a.md', caret(POST, '(this)'), ['refactor'])).toEqual([]);
    expect(await actionsAt(editor, 'posts/b.md', WHOLE)).toEqual([]);
  });

  it('offers them for what is typed, before it is saved', async () => {
    const editor = await opened(POST);
    const text = POST.replace('code\n', 'code\n```\n\n#Tight\n\n```\n');
    await editor.change('posts/a.md', text);
    const [action] = await actionsAt(editor, 'posts/a.md', caret(text, '#Tight'));
    expect(done(editor, 'posts/a.md', text, action as CodeAction)).toBe(text.replace('#Tight', '# Tight'));
  });

  it('repairs by the units that the client counts in', async () => {
    const text = '---\ntitle: A\n---\n\n😀 é (this)[https://example.org]\n';
    const editor = await editorIn(folderWith({ 'posts/a.md': text }), {
      capabilities: { ...PULLING, general: { positionEncodings: ['utf-8'] } },
    });
    await editor.open('posts/a.md');
    const [action] = await actionsAt(editor, 'posts/a.md', WHOLE);
    expect(action?.edit?.changes?.[editor.uriOf('posts/a.md')]?.[0]?.range.start).toEqual({ line: 4, character: 8 });
  });

  it('mends or lets stand each finding of the sample blog, and makes no other', { timeout: 60_000 }, async () => {
    const editor = await editorIn(sampleBlog());
    const seen = { repairs: 0, marks: 0, unmarked: [] as string[] };
    for (const name of readdirSync(join(editor.folder, 'posts'))) {
      const path = `posts/${name}`;
      const text = readFileSync(join(editor.folder, path), 'utf8');
      await editor.open(path);
      for (const finding of await editor.diagnostics(path)) {
        const before = await editor.diagnostics(path);
        const actions = (await actionsAt(editor, path, finding.range)).filter(
          ({ edit, diagnostics }) => edit !== undefined && diagnostics?.[0]?.code === finding.code,
        );
        if (!actions.some(({ title }) => title.startsWith('Let'))) seen.unmarked.push(String(finding.code));
        for (const action of actions) {
          seen[action.title.startsWith('Let') ? 'marks' : 'repairs']++;
          await editor.change(path, done(editor, path, text, action));
          const after = await editor.diagnostics(path);
          expect(after.length, `${path}: ${action.title}`).toBeLessThan(before.length);
          expect(after.map(({ code }) => code)).toEqual(expect.not.arrayContaining(['stet/unused']));
          await editor.change(path, text);
        }
      }
      await editor.close(path);
    }
    expect(seen).toMatchInlineSnapshot(`
      {
        "marks": 10,
        "repairs": 3,
        "unmarked": [],
      }
    `);
  });
});

describe('the action that repairs all', () => {
  it('is offered where it is asked for, and does what `--fix` does', async () => {
    const editor = await editorIn(sampleBlog());
    const { folder } = editor;
    const made = new Map<string, string>();
    for (const name of readdirSync(join(folder, 'posts'))) {
      const path = `posts/${name}`;
      const text = readFileSync(join(folder, path), 'utf8');
      await editor.open(path);
      const actions = await actionsAt(editor, path, WHOLE, ['source.fixAll']);
      expect(actions.every(({ kind }) => kind === 'source.fixAll.stet')).toBe(true);
      made.set(path, actions[0] === undefined ? text : done(editor, path, text, actions[0]));
    }
    stet(folder, ['--fix']);
    const fixed = new Map([...made.keys()].map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    expect(made).toEqual(fixed);
    expect([...made.keys()].filter((path) => made.get(path) !== readFileSync(join('fixtures/blog', path), 'utf8'))).not.toEqual([]);
  });

  it('changes only lines that differ, and the findings of the text that is open stay as they are', async () => {
    const editor = await opened(POST);
    const before = await editor.diagnostics('posts/a.md');
    const [action] = await actionsAt(editor, 'posts/a.md', WHOLE, ['source.fixAll.stet']);
    const edits = action?.edit?.changes?.[editor.uriOf('posts/a.md')];
    expect(edits?.map(({ range }) => [range.start.line, range.end.line])).toEqual([[8, 9]]);
    expect(await editor.diagnostics('posts/a.md')).toEqual(before);
  });

  it('is not offered where there is nothing that is safe', async () => {
    const editor = await opened('---\ntitle: A\n---\n\n# A\n\n### Deep\n');
    expect(await actionsAt(editor, 'posts/a.md', WHOLE, ['source'])).toEqual([]);
  });
});

describe('the command that explains a rule', () => {
  const explain = (editor: Editor, ...args: unknown[]) =>
    editor.connection.sendRequest('workspace/executeCommand', { command: 'stet.explain', arguments: args });

  it('opens its page, as it came with stet', async () => {
    const editor = await editorIn(folderWith({ 'posts/a.md': POST }), {
      capabilities: { ...PULLING, window: { showDocument: { support: true } } },
    });
    const shown: ShowDocumentParams[] = [];
    editor.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
      shown.push(params);
      return { success: true };
    });
    await explain(editor, 'link/reversed', 'https://example.org');
    await explain(editor, 'remark/no-tabs', 'https://example.org/no-tabs');
    expect(readFileSync(fileURLToPath(shown[0]?.uri ?? ''), 'utf8')).toMatch(/^# link\/reversed\n/);
    expect(shown[1]).toMatchObject({ uri: 'https://example.org/no-tabs', external: true });
  });

  it('says where to read it in an editor that can open nothing', async () => {
    const editor = await opened(POST);
    const said: ShowMessageParams[] = [];
    editor.connection.onNotification('window/showMessage', (params: ShowMessageParams) => void said.push(params));
    await explain(editor, 'link/reversed');
    expect(await editor.eventually(() => said[0]?.message, Boolean)).toMatch(/link\/reversed\.md$/);
  });

  it('refuses what it does not know', async () => {
    const editor = await opened(POST);
    await expect(explain(editor)).rejects.toThrow('stet.explain');
  });
});
