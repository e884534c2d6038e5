import { type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import { TOOL } from '../cli/tool.ts';
import type { Encoding } from './encoding.ts';

/** Requests about one document that its project answers. */
export const DOCUMENT_REQUESTS = [
  'textDocument/definition',
  'textDocument/documentLink',
  'textDocument/documentSymbol',
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
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      documentLinkProvider: { resolveProvider: false },
      documentSymbolProvider: { label: 'stet' },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: ANY_FILE },
      },
    },
  };
}
