import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  FileChangeType,
  InitializeResult,
  Position,
  ProtocolConnection,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** What an editor that pulls diagnostics says of itself. */
export const PULLING: ClientCapabilities = {
  textDocument: { diagnostic: { dynamicRegistration: true } },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** One that waits for them to be pushed. */
export const PUSHED: ClientCapabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };

interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly args?: readonly string[];
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
}

/** A client of the language server, over stdio, with the folder open; until the test is over. */
export async function editorIn(
  folder: string,
  { capabilities = PULLING, args = [], folders = [folder], initializationOptions }: EditorOptions = {},
) {
  const server = spawn(process.execPath, [CLI, 'lsp', '--stdio', ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  const editor = new Editor(folder, server);
  onTestFinished(() => editor.kill());
  await editor.start({
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
  });
  return editor;
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly log: string[] = [];
  readonly pushed = new Map<string, readonly Diagnostic[]>();
  /** All that was pushed, in order. */
  readonly history: PublishDiagnosticsParams[] = [];
  initialized: InitializeResult | undefined;
  refreshes = 0;
  stderr = '';
  readonly exited: Promise<number | null>;
  readonly #versions = new Map<string, number>();

  readonly folder: string;
  readonly server: ChildProcess;

  constructor(folder: string, server: ChildProcess) {
    this.folder = folder;
    this.server = server;
    if (server.stdout === null || server.stdin === null) throw new Error('the server has no pipes');
    this.connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    this.exited = new Promise((resolve) => server.on('exit', resolve));
    server.stderr?.on('data', (text) => {
      this.stderr += String(text);
    });
    server.stdin.on('error', () => {});
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      this.history.push({ uri, diagnostics });
      this.pushed.set(this.pathOf(uri), diagnostics);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.connection.onError(() => {});
  }

  async start(params: object): Promise<void> {
    this.connection.listen();
    this.initialized = await this.connection.sendRequest<InitializeResult>('initialize', params);
    await this.connection.sendNotification('initialized', {});
  }

  uriOf = (path: string) => pathToFileURL(join(this.folder, path)).href;
  pathOf = (uri: string) => fileURLToPath(uri).slice(this.folder.length + 1);

  /** Opens a file with the text of the disk, or another. */
  async open(path: string, text = readFileSync(join(this.folder, path), 'utf8')): Promise<void> {
    this.#versions.set(path, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uriOf(path), languageId: 'markdown', version: 1, text },
    });
  }

  /** Changes an open file: whole, or between two places. */
  async change(path: string, text: string, range?: { start: Position; end: Position }): Promise<void> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uriOf(path), version },
      contentChanges: [range === undefined ? { text } : { range, text }],
    });
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uriOf(path) } });
  }

  /** Writes a file, or removes it, and tells the server, as an editor that watches files does. */
  async write(path: string, content: string | Uint8Array | undefined): Promise<void> {
    const absolute = join(this.folder, path);
    const type: FileChangeType = content === undefined ? 3 : existsSync(absolute) ? 2 : 1;
    if (content === undefined) rmSync(absolute, { recursive: true, force: true });
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, content);
    }
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uriOf(path), type }] });
  }

  request<T>(method: string, path: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri: this.uriOf(path) }, ...params });
  }

  report(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', path, { identifier: 'stet', previousResultId });
  }

  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.report(path);
    return report.kind === 'full' ? report.items : [];
  }

  workspaceReport(previousResultIds: { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { identifier: 'stet', previousResultIds });
  }

  /** All findings of the workspace as `path:line rule`, sorted. */
  async problems(): Promise<string[]> {
    const { items } = await this.workspaceReport();
    return items.flatMap((item) => (item.kind === 'full' ? item.items.map((found) => lineOf(this.pathOf(item.uri), found)) : [])).sort();
  }

  /** Asks for all findings until they are those that are waited for; gives the last ones. */
  problemsWhen(isRight: (found: readonly string[]) => boolean): Promise<string[]> {
    return this.eventually(() => this.problems(), isRight);
  }

  /** Asks until the answer is the one that is waited for; gives the last one. */
  async eventually<T>(ask: () => Promise<T> | T, isRight: (answer: T) => boolean, milliseconds = 15_000): Promise<T> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const answer = await ask();
      if (isRight(answer) || Date.now() > end) return answer;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async shutdown(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exited;
  }

  kill(): void {
    this.connection.dispose();
    this.server.kill('SIGKILL');
  }
}

export function lineOf(path: string, { code, range }: Diagnostic): string {
  return `${path}:${range.start.line + 1}:${range.start.character + 1}-${range.end.line + 1}:${range.end.character + 1} ${code}`;
}
