import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentLink, DocumentSymbol, Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { folderWith, json } from './support/cli.ts';
import { type Editor, editorIn, PULLING } from './support/editor.ts';
import { covered, edited, placeOf } from './support/places.ts';
import { fixture } from './support/world.ts';

const PNG = fixture('blog/public/images/posts/a-starter-named-gerald/jar.png');
const FILES = {
  'stet.config.json': JSON.stringify({
    collections: {
      posts: {
        include: ['posts/**/*.md'],
        url: '/{name}',
        images: ['{dir}/{ref}', 'public/images/posts/{slug}/{ref}'],
        schema: { type: 'object', properties: { image: { type: 'string', format: 'image' } } },
      },
    },
  }),
  'posts/a.md':
    '---\ntitle: A\nimage: cover.png\n---\n\n## One two\n\n## One two\n\n[up](#one-two) and [B](b.md#x) or [B](/b), [site][home]\n\n![alt](img/in.png)\n\n[home]: https://example.org\n',
  'posts/b.md': '---\ntitle: B\n---\n\n## Bee {#x}\n\n[A](a.md#one-two-1) [A again](/a/#one-two)\n',
  'posts/img/in.png': PNG,
  'public/images/posts/a/cover.png': PNG,
};

async function at(editor: Editor, path: string, part: string, nth = 0) {
  const text = readFileSync(join(editor.folder, path), 'utf8');
  return { position: placeOf(text, part, nth) };
}

/** `path: text` of each place. */
const told = (editor: Editor, places: readonly Location[]) =>
  places.map(({ uri, range }) => `${editor.pathOf(uri)}: ${covered(readFileSync(join(editor.folder, editor.pathOf(uri)), 'utf8'), range)}`);

async function opened(files: Record<string, string | Uint8Array> = FILES): Promise<Editor> {
  const editor = await editorIn(folderWith(files));
  await editor.open('posts/a.md');
  return editor;
}

function write(editor: Editor, { changes = {} }: WorkspaceEdit): string[] {
  for (const [uri, edits] of Object.entries(changes)) {
    const file = join(editor.folder, editor.pathOf(uri));
    writeFileSync(file, edited(readFileSync(file, 'utf8'), edits));
  }
  return Object.keys(changes)
    .map((uri) => editor.pathOf(uri))
    .sort();
}

describe('definition', () => {
  it.each([
    ['an anchor of the page', '#one-two', 0, 'posts/a.md: ## One two'],
    ['a custom id of another post', 'b.md#x', 0, 'posts/b.md: x'],
    ['a post by its route', '/b)', 0, 'posts/b.md: '],
    ['an image', 'img/in.png', 0, 'posts/img/in.png: '],
    ['an image of the front matter', 'cover.png', 0, 'public/images/posts/a/cover.png: '],
    ['a definition', '[home]', 0, 'posts/a.md: home'],
  ])('leads to %s', async (_, part, nth, expected) => {
    const editor = await opened();
    const found = await editor.request<Location | null>('textDocument/definition', 'posts/a.md', await at(editor, 'posts/a.md', part, nth));
    expect(found === null ? null : told(editor, [found])).toEqual([expected]);
  });

  it('leads nowhere from prose', async () => {
    const editor = await opened();
    expect(await editor.request('textDocument/definition', 'posts/a.md', await at(editor, 'posts/a.md', 'and'))).toBe(null);
  });
});

describe('references', () => {
  it.each([
    ['a heading', 'One two', 0, ['posts/a.md: #one-two', 'posts/b.md: /a/#one-two']],
    ['the second heading of one text', 'One two', 1, ['posts/b.md: a.md#one-two-1']],
    ['the post, in its front matter', 'title', 0, ['posts/a.md: #one-two', 'posts/b.md: a.md#one-two-1', 'posts/b.md: /a/#one-two']],
    ['a definition', 'home]: ', 0, ['posts/a.md: [site][home]']],
    ['an image', 'in.png', 0, ['posts/a.md: img/in.png']],
  ])('are found of %s', async (_, part, nth, expected) => {
    const editor = await opened();
    const params = { ...(await at(editor, 'posts/a.md', part, nth)), context: { includeDeclaration: false } };
    expect(told(editor, await editor.request<Location[]>('textDocument/references', 'posts/a.md', params))).toEqual(expected);
  });
});

describe('rename', () => {
  it('of a heading takes the links of all posts along, and numbers that change with it', async () => {
    const editor = await opened();
    const params = { ...(await at(editor, 'posts/a.md', 'One two')), newName: 'Something else' };
    expect(await editor.request('textDocument/prepareRename', 'posts/a.md', params)).toMatchObject({ placeholder: 'One two' });
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', 'posts/a.md', params);
    expect(write(editor, edit)).toEqual(['posts/a.md', 'posts/b.md']);
    expect(readFileSync(join(editor.folder, 'posts/a.md'), 'utf8')).toContain('## Something else\n\n## One two\n\n[up](#something-else)');
    expect(readFileSync(join(editor.folder, 'posts/b.md'), 'utf8')).toContain('[A](a.md#one-two) [A again](/a/#something-else)');
    expect(json(editor.folder).diagnostics).toEqual([]);
  });

  it('of a custom id, and of a definition', async () => {
    const editor = await opened();
    await editor.open('posts/b.md');
    const id = { ...(await at(editor, 'posts/b.md', 'x}')), newName: 'bee' };
    write(editor, await editor.request<WorkspaceEdit>('textDocument/rename', 'posts/b.md', id));
    expect(readFileSync(join(editor.folder, 'posts/a.md'), 'utf8')).toContain('[B](b.md#bee)');
    const label = { ...(await at(editor, 'posts/a.md', 'home]: ')), newName: 'start' };
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', 'posts/a.md', label);
    const text = FILES['posts/a.md'];
    expect(edited(text, Object.values(edit.changes ?? {})[0] ?? [])).toContain('[site][start]\n');
  });

  it('of a file, from a link to it, is left to editors that can do it', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['rename' as const] };
    const folder = folderWith(FILES);
    const able = await editorIn(folder, { capabilities: { ...PULLING, workspace: { ...PULLING.workspace, workspaceEdit } } });
    await able.open('posts/a.md');
    const params = { ...(await at(able, 'posts/a.md', 'b.md')), newName: 'c.md' };
    expect(await able.request<WorkspaceEdit>('textDocument/rename', 'posts/a.md', params)).toEqual({
      documentChanges: [
        {
          textDocument: { uri: able.uriOf('posts/a.md'), version: null },
          edits: [expect.objectContaining({ newText: 'c.md' }), expect.objectContaining({ newText: '/c' })],
        },
        { kind: 'rename', oldUri: able.uriOf('posts/b.md'), newUri: able.uriOf('posts/c.md') },
      ],
    });
    const unable = await opened();
    await expect(unable.request('textDocument/rename', 'posts/a.md', params)).rejects.toThrow('rename the file itself');
  });

  it('is refused in words where there is nothing to rename', async () => {
    const editor = await opened();
    const params = { ...(await at(editor, 'posts/a.md', ' and ')), newName: 'x' };
    await expect(editor.request('textDocument/rename', 'posts/a.md', params)).rejects.toThrow('can be renamed here');
  });

  it.each([
    ['a post, in its folder', 'posts/b.md', 'posts/c.md', '[B](c.md#x) or [B](/c)'],
    ['a post, into another folder', 'posts/b.md', 'posts/old/b.md', '[B](old/b.md#x)'],
    ['an image', 'posts/img/in.png', 'posts/img/out.png', '![alt](img/out.png)'],
    ['an image of the front matter', 'public/images/posts/a/cover.png', 'public/images/posts/a/front.png', 'image: front.png'],
    ['a folder', 'posts/img', 'posts/pictures', '![alt](pictures/in.png)'],
  ])('of %s is followed by what names it', async (_, from, to, expected) => {
    const editor = await opened();
    const files = [{ oldUri: editor.uriOf(from), newUri: editor.uriOf(to) }];
    const edit = await editor.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files });
    write(editor, edit);
    expect(readFileSync(join(editor.folder, 'posts/a.md'), 'utf8')).toContain(expected);
  });

  it('of a post into another folder keeps what it names itself', async () => {
    const editor = await opened();
    const files = [{ oldUri: editor.uriOf('posts/b.md'), newUri: editor.uriOf('posts/old/b.md') }];
    const edit = await editor.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files });
    write(editor, edit);
    expect(readFileSync(join(editor.folder, 'posts/b.md'), 'utf8')).toContain('[A](../a.md#one-two-1) [A again](/a/#one-two)');
  });
});

it('links lead to files, headings and the web', async () => {
  const editor = await opened();
  const links = await editor.request<DocumentLink[]>('textDocument/documentLink', 'posts/a.md');
  expect(links.map(({ range, target = '' }) => [covered(FILES['posts/a.md'], range), target.replace(`${editor.uriOf('')}/`, '')])).toEqual([
    ['#one-two', 'posts/a.md#L6'],
    ['b.md#x', 'posts/b.md#L5'],
    ['/b', 'posts/b.md'],
    ['cover.png', 'public/images/posts/a/cover.png'],
    ['img/in.png', 'posts/img/in.png'],
    ['https://example.org', 'https://example.org'],
  ]);
});

it('symbols are the keys of the front matter and the sections', async () => {
  const editor = await opened({ ...FILES, 'posts/a.md': '---\ntitle: A\nmeta:\n  x: 1\n---\n\n# One\n\n### Deep\n\n## Two\n\n# Three\n' });
  const tree = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, children = [] }) => (children.length === 0 ? name : [name, tree(children)]));
  const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', 'posts/a.md');
  expect(tree(symbols)).toEqual(['title', ['meta', ['x']], ['One', ['Deep', 'Two']], 'Three']);
});
