import type { Scene } from '../scene.ts';
import { codeActions } from './code-actions.ts';
import { completion } from './completion/index.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { hover } from './hover.ts';
import { references } from './references.ts';
import { prepareRename, rename } from './rename.ts';
import { willRenameFiles } from './rename-files.ts';
import { documentSymbols } from './symbols.ts';

/** Answers a client's request with a result of the protocol; null where there is nothing to say. */
export type Feature = (scene: Scene, params: never) => Promise<unknown>;

/** By the method of the protocol. */
export const FEATURES: Readonly<Record<string, Feature>> = {
  'textDocument/codeAction': codeActions,
  'textDocument/completion': completion,
  'textDocument/definition': definition,
  'textDocument/documentLink': documentLinks,
  'textDocument/documentSymbol': documentSymbols,
  'textDocument/hover': hover,
  'textDocument/prepareRename': prepareRename,
  'textDocument/references': references,
  'textDocument/rename': rename,
  'workspace/willRenameFiles': willRenameFiles,
};
