import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { RenameFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { folderWith, json } from './support/cli.ts';
import { type Editor, editorIn, PULLING } from './support/editor.ts';
import { temporaryFolder } from './support/folders.ts';
import { edited } from './support/places.ts';
import { randomOf } from './support/plant.ts';

const workspaceEdit = { documentChanges: true, resourceOperations: ['rename' as const] };
const RENAMING = { ...PULLING, workspace: { ...PULLING.workspace, workspaceEdit } };
/** Another seed renames others: `SEED=7 npx vitest run test/lsp-rename-session.test.ts`. */
const SEED = Number(process.env.SEED ?? 1);

const read = (editor: Editor, path: string) => readFileSync(join(editor.folder, path), 'utf8');

/** Texts first, then files, as editors do it. Gives the moves. */
async function carryOut(editor: Editor, { documentChanges = [] }: WorkspaceEdit): Promise<[from: string, to: string][]> {
  const moves: [string, string][] = [];
  for (const change of documentChanges as (TextDocumentEdit | RenameFile)[]) {
    if ('kind' in change) moves.push([editor.pathOf(change.oldUri), editor.pathOf(change.newUri)]);
    else {
      const path = editor.pathOf(change.textDocument.uri);
      await editor.write(path, edited(read(editor, path), change.edits as TextEdit[]));
    }
  }
  for (const [from, to] of moves) await move(editor, from, to);
  return moves;
}

async function move(editor: Editor, from: string, to: string): Promise<void> {
  mkdirSync(dirname(join(editor.folder, to)), { recursive: true });
  renameSync(join(editor.folder, from), join(editor.folder, to));
  const changes = [
    { uri: editor.uriOf(from), type: 3 },
    { uri: editor.uriOf(to), type: 1 },
  ];
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

/** The server takes events of the disk together that come at once. */
const told = () => new Promise((resolve) => setTimeout(resolve, 120));

it('headings and files of the sample blog, renamed one after the other at random, leave nothing new to find', async () => {
  const random = randomOf(SEED);
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const folder = temporaryFolder('stet-rename-');
  cpSync(fileURLToPath(new URL('../fixtures/blog', import.meta.url)), folder, { recursive: true });
  const place = ({ path, range }: { path: string; range: { start: { line: number } } }) => `${path}:${range.start.line}`;
  const known = new Set(json(folder, ['--no-cache']).diagnostics.map(place));
  const editor = await editorIn(folder, { capabilities: RENAMING });
  const first = new Map<string, string>();
  const posts = () =>
    readdirSync(join(folder, 'posts'))
      .filter((name) => /\.mdx?$/.test(name))
      .map((name) => `posts/${name}`);
  const images = () =>
    readdirSync(join(folder, 'public/images'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  let followed = 0;

  for (let count = 0; count < 30; count++) {
    const path = pick(posts());
    const lines = read(editor, path).split('\n');
    const line = pick([...lines.keys()].filter((at) => /^#{2,4} \w/.test(lines[at] ?? '')).concat(-1));
    if (line === -1) continue;
    const params = { position: { line, character: lines[line]?.length ?? 0 }, newName: `Renamed ${count}` };
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', path, params);
    followed += (edit.documentChanges?.length ?? 0) - 1;
    await carryOut(editor, edit);
    await told();
  }
  for (let count = 0; count < 10; count++) {
    const from = count % 2 === 0 ? pick(posts()) : pick(images());
    const to = from.replace(/([^/]+)(\.\w+)$/, `$1-${count}$2`);
    const files = [{ oldUri: editor.uriOf(from), newUri: editor.uriOf(to) }];
    const moves = await carryOut(editor, await editor.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files }));
    followed += moves.length;
    await move(editor, from, to);
    await told();
    for (const [old, now] of [...moves, [from, to] as const]) first.set(now, first.get(old) ?? old);
  }
  const report = json(folder, ['--no-cache']);
  expect(
    report.diagnostics.map((found) => place({ ...found, path: first.get(found.path) ?? found.path })).filter((at) => !known.has(at)),
  ).toEqual([]);
  expect(followed).toBeGreaterThan(3);
});

it('a move of files of two projects is followed in both', async () => {
  const config = JSON.stringify({ collections: { posts: { include: ['posts/*.md'], url: '/{name}' } } });
  const files = ['one', 'two'].flatMap((name) => [
    [`${name}/stet.config.json`, config],
    [`${name}/posts/a.md`, '# A\n\n[x](b.md)\n'],
    [`${name}/posts/b.md`, '# B\n'],
  ]);
  const folder = folderWith(Object.fromEntries(files));
  const editor = await editorIn(folder, { folders: [join(folder, 'one'), join(folder, 'two')], capabilities: RENAMING });
  await editor.problems();
  const moved = ['one', 'two'].map((name) => ({ oldUri: editor.uriOf(`${name}/posts/b.md`), newUri: editor.uriOf(`${name}/posts/c.md`) }));
  await carryOut(editor, await editor.connection.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files: moved }));
  expect(['one', 'two'].map((name) => read(editor, `${name}/posts/a.md`))).toEqual(['# A\n\n[x](c.md)\n', '# A\n\n[x](c.md)\n']);
  expect(existsSync(join(folder, 'one/posts/b.md'))).toBe(true);
});
