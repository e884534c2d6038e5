import { CodeActionKind, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { TOOL } from '../cli/tool.ts';
import type { Encoding } from './encoding.ts';
import { EXPLAIN, FIX_ALL } from './names.ts';

/** Requests about one document that its project answers. */
export const DOCUMENT_REQUESTS = [
  'textDocument/codeAction',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/documentLink',
  'textDocument/documentSymbol',
  'textDocument/hover',
  'textDocument/prepareRename',
  'textDocument/references',
  'textDocument/rename',
] as const;

const ANY_FILE = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };

export function initializeResult(positionEncoding: Encoding): InitializeResult {
  return {
    serverInfo: TOOL,
    capabilities: {
      positionEncoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      diagnosticProvider: { identifier: 'stet', interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
      completionProvider: { triggerCharacters: ['/', '(', '#', ':', ' ', '"', "'", '`', '~', '[', '-'] },
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      documentLinkProvider: { resolveProvider: false },
      documentSymbolProvider: { label: 'stet' },
      hoverProvider: true,
      executeCommandProvider: { commands: [EXPLAIN] },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: ANY_FILE },
      },
    },
  };
}
