import type { LogOutputChannel } from 'vscode';
import { type DocumentFilter, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Installed } from './installed.ts';

export interface ClientSetup {
  readonly installed: Installed;
  /** The config file that the settings name; empty where they name none. */
  readonly config: string;
  readonly isTrusted: boolean;
  readonly output: LogOutputChannel;
}

const LANGUAGES = ['markdown', 'mdx', 'yaml', 'json', 'jsonc', 'toml'];

/** What the server is told of: posts, data that may be entries of a collection, and configs, in which it shows what is wrong with them. */
const DOCUMENTS: DocumentFilter[] = [
  ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
  { scheme: 'file', pattern: '**/stet.config.{ts,mts,js,mjs}' },
];

/** A client of a language server that is still to be started. */
export function createClient({ installed, config, isTrusted, output }: ClientSetup): LanguageClient {
  const args = ['lsp', ...(isTrusted ? [] : ['--untrusted'])];
  return new LanguageClient(
    'stet',
    'stet',
    { module: installed.script, args, transport: TransportKind.stdio },
    { documentSelector: DOCUMENTS, initializationOptions: { config, untrusted: !isTrusted }, outputChannel: output },
  );
}
