import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Corpus } from '../../model/corpus.ts';
import { baseOf, dirOf, extensionOf } from '../../model/path.ts';
import { Refusal } from '../refusal.ts';
import { workspaceEdit } from '../rework.ts';
import type { Scene } from '../scene.ts';
import { following } from './rename-files.ts';

/** A file gets another name in its folder, and what names it follows. */
export async function renameTarget(scene: Scene, corpus: Corpus, path: string, name: string): Promise<WorkspaceEdit> {
  if (!scene.canRenameFiles) throw new Refusal('This editor lets no language server rename files: rename the file itself.');
  if (/[/\\]/.test(name)) throw new Refusal('The new name of a file must hold no slashes: it stays in its folder.');
  const to = `${dirOf(path)}/${extensionOf(name) === '' ? name + extensionOf(path) : name}`.replace(/^\//, '');
  if (to === path) return {};
  if (scene.host.list(dirOf(to))?.has(baseOf(to))) throw new Refusal(`There is a file \`${to}\` already.`);
  const { edits, moves } = await following(scene, corpus, new Map([[path, to]]));
  return workspaceEdit({ edits, moves: [[scene.uriOf(path), scene.uriOf(to)], ...moves] }, true);
}
