import type { Position, RenameFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { createProject } from '../../src/engine/project.ts';
import { FEATURES } from '../../src/lsp/features/index.ts';
import { createScene, type Scene } from '../../src/lsp/scene.ts';
import { createTexts } from '../../src/lsp/texts.ts';
import { type Files, optionsOf, type World } from './world.ts';

/** A project in memory, as the features of the language server see it. */
export interface Stage {
  readonly scene: Scene;
  ask<T>(method: string, params: object): Promise<T>;
  /** At the `nth` occurrence of a text in a file. */
  at<T>(method: string, path: string, part: string, more?: object, nth?: number): Promise<T>;
  /** `path: text` of a place. */
  told(place: { readonly uri: string; readonly range: { readonly start: Position; readonly end: Position } }): string;
}

const METHODS = {
  definition: 'textDocument/definition',
  references: 'textDocument/references',
  prepareRename: 'textDocument/prepareRename',
  rename: 'textDocument/rename',
};

export async function stageOf(world: World, { canRenameFiles = true, takesMarkdown = true } = {}): Promise<Stage> {
  const options = await optionsOf(world);
  const project = createProject(options);
  await project.check();
  const { host, config, rules } = options;
  const scene = createScene(createTexts({ root: '/site', host, encoding: 'utf-16', open: new Map() }), {
    config,
    rules,
    takesMarkdown,
    canRenameFiles,
    async fresh(path) {
      if (project.world?.postAt(path) === undefined) await project.checkFile(path);
      return project.world?.corpus;
    },
    postAt: (path) => project.world?.postAt(path),
    settled: async () => project.world,
    judge: (path, text) => project.checkText(path, text),
    findingsOf: async (path) => (await project.checkFile(path)).report.diagnostics,
  });
  const ask = <T>(method: string, params: object) => FEATURES[method]?.(scene, params as never) as Promise<T>;
  return {
    scene,
    ask,
    at(method, path, part, more = {}, nth = 0) {
      const text = scene.textOf(path) ?? '';
      let offset = -1;
      for (let i = 0; i <= nth; i++) offset = text.indexOf(part, offset + 1);
      if (offset === -1) throw new Error(`${path} has no ${part}`);
      const position = scene.placesOf(path).positionAt(offset);
      return ask(METHODS[method as keyof typeof METHODS], { textDocument: { uri: scene.uriOf(path) }, position, ...more });
    },
    told({ uri, range }) {
      const path = scene.pathOf(uri) ?? '';
      const { offsetAt } = scene.placesOf(path);
      return `${path}: ${scene.textOf(path)?.slice(offsetAt(range.start), offsetAt(range.end))}`;
    },
  };
}

/** The files after an edit, as an editor carries it out: texts first, then files. Throws where edits overlap. */
export function edited(files: Files, scene: Scene, edit: WorkspaceEdit | null): Files {
  const next: Record<string, string | Uint8Array> = { ...files };
  const write = (uri: string, edits: readonly TextEdit[]) => {
    const path = scene.pathOf(uri) ?? '';
    const { offsetAt } = scene.placesOf(path);
    const text = scene.textOf(path) ?? '';
    const spans = edits
      .map(({ range, newText }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), newText }))
      .sort((a, b) => b.start - a.start);
    if (spans.some(({ end }, index) => end > (spans[index - 1]?.start ?? text.length))) throw new Error(`edits of ${path} overlap`);
    next[path] = spans.reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
  };
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) write(uri, edits);
  const moves = new Map<string, string>();
  for (const change of (edit?.documentChanges ?? []) as (TextDocumentEdit | RenameFile)[]) {
    if ('kind' in change) moves.set(scene.pathOf(change.oldUri) ?? '', scene.pathOf(change.newUri) ?? '');
    else write(change.textDocument.uri, change.edits as TextEdit[]);
  }
  return moved(next, moves);
}

/** Files, or all files of folders, at their new places. */
export function moved(files: Files, moves: ReadonlyMap<string, string>): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => {
      const from = [...moves.keys()].find((one) => path === one || path.startsWith(`${one}/`));
      return [from === undefined ? path : (moves.get(from) ?? '') + path.slice(from.length), content];
    }),
  );
}
