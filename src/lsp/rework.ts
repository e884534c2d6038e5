import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';

/** New texts and new places of files, by their addresses. */
export interface Rework {
  readonly edits: readonly (readonly [uri: string, edits: TextEdit[]])[];
  readonly moves: readonly (readonly [from: string, to: string])[];
}

export const NO_REWORK: Rework = { edits: [], moves: [] };

/** As the protocol has it; clients that move no files know an older form only. */
export function workspaceEdit({ edits, moves }: Rework, canRenameFiles: boolean): WorkspaceEdit {
  if (!canRenameFiles) return { changes: Object.fromEntries(edits) };
  return {
    documentChanges: [
      ...edits.map(([uri, own]) => ({ textDocument: { uri, version: null }, edits: own })),
      ...moves.map(([oldUri, newUri]) => ({ kind: 'rename' as const, oldUri, newUri })),
    ],
  };
}
