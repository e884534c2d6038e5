import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CancellationToken,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeParams,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { rules } from '../../rules/index.ts';
import { rulePageFile } from '../cli/rule-page.ts';
import { CONFIG_NAMES } from '../config/load.ts';
import { type Buffer, changedText } from './buffers.ts';
import { DOCUMENT_REQUESTS, initializeResult } from './capabilities.ts';
import { fileUri } from './diagnostics.ts';
import { ENCODINGS, type Encoding } from './encoding.ts';
import { createFolders } from './folders.ts';
import { type FileFindings, NO_FINDINGS } from './messages.ts';
import { EXPLAIN } from './names.ts';
import { Refusal } from './refusal.ts';
import { NO_REWORK, type Rework, workspaceEdit } from './rework.ts';
import { Dropped, type Session, startSession } from './session.ts';
import { isNoise, isSource } from './sources.ts';
import { createStore } from './store.ts';

/** How a server is run: as the command line says, or the client when it connects. */
export interface ServerOptions {
  /** As for `--config`. */
  readonly config: string | undefined;
  readonly untrusted: boolean;
}

/** Events of the disk that come within this time are taken together. */
const EVENTS_MS = 100;

/** Speaks the Language Server Protocol on standard input and output, until the client ends it or is gone. */
export function serve(options: ServerOptions): void {
  const connection = createConnection(process.stdin, process.stdout);
  const buffers = new Map<string, Buffer>();
  const store = createStore();
  /** What was answered for a file last. */
  const delivered = new Map<string, string>();
  let client: InitializeParams['capabilities'] = {};
  let encoding: Encoding = 'utf-16';
  let setup = options;

  const pulls = () => client.textDocument?.diagnostic !== undefined;
  const canRenameFiles = () => {
    const { documentChanges = false, resourceOperations = [] } = client.workspace?.workspaceEdit ?? {};
    return documentChanges && resourceOperations.includes('rename');
  };
  const pathOf = (uri: string) => (uri.startsWith('file:') ? fileURLToPath(uri) : undefined);

  const folders = createFolders((folder, isLone) => {
    const session: Session = startSession(
      {
        ...setup,
        folder,
        isLone,
        encoding,
        takesGlimpses: !pulls() || client.workspace?.diagnostics?.refreshSupport === true,
        takesMarkdown: client.textDocument?.hover?.contentFormat?.includes('markdown') !== false,
        canRenameFiles: canRenameFiles(),
      },
      {
        findings: (files) => tell(store.take(files.filter(({ path }) => isOwner(session, path)))),
        settled: (told) => tell(store.keep((path) => !isOwner(session, path) || told.has(path))),
        notice: (text) => connection.console.warn(text),
      },
    );
    return session;
  });

  const isOwner = (session: Session, path: string) => (folders.ownerOf(path) ?? session) === session;

  function tell(files: readonly FileFindings[]): void {
    if (files.length === 0) return;
    if (pulls()) {
      refreshSoon();
      return;
    }
    for (const { path, uri, diagnostics } of files)
      void connection.sendDiagnostics({ uri: buffers.get(path)?.uri ?? uri, diagnostics: [...diagnostics] });
  }

  const refreshSoon = debounced(EVENTS_MS, () => {
    if (client.workspace?.diagnostics?.refreshSupport !== true) return;
    const known = new Map([...store.all()].map(({ path, id }) => [path, id]));
    const isNews = [...new Set([...known.keys(), ...delivered.keys()])].some((path) => known.get(path) !== delivered.get(path));
    if (isNews) connection.languages.diagnostics.refresh().catch(() => {});
  });

  connection.onInitialize((params) => {
    client = params.capabilities;
    const wanted: readonly string[] = client.general?.positionEncodings ?? [];
    encoding = (wanted.find((one) => ENCODINGS.some((known) => known === one)) as Encoding | undefined) ?? 'utf-16';
    const asked = params.initializationOptions as Partial<Record<keyof ServerOptions, unknown>> | undefined;
    setup = {
      config: typeof asked?.config === 'string' && asked.config !== '' ? asked.config : options.config,
      untrusted: options.untrusted || asked?.untrusted === true,
    };
    const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    for (const path of uris.flatMap((uri) => pathOf(uri) ?? [])) folders.open(path);
    return initializeResult(encoding);
  });

  connection.onInitialized(() => {
    if (client.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const path of removed.flatMap(({ uri }) => pathOf(uri) ?? [])) close(path);
        for (const path of added.flatMap(({ uri }) => pathOf(uri) ?? [])) open(path);
      });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] }).catch(() => {});
  });

  function open(folder: string): void {
    folders.open(folder);
    assign(buffers);
  }

  /** Gives open files to the projects that they belong to now. */
  function assign(files: Iterable<readonly [path: string, buffer: Buffer]>): void {
    for (const [path, buffer] of files) folders.sessionFor(path).buffer(path, buffer);
  }

  function close(folder: string): void {
    const orphans = [...buffers].filter(([path]) => folders.ownerOf(path)?.folder === folder);
    folders.close(folder);
    tell(store.keep((path) => folders.ownerOf(path) !== undefined));
    assign(orphans);
  }

  /** Configs are looked for when a file is opened, not with every key that is struck. */
  const sessionOf = (path: string) => folders.ownerOf(path) ?? folders.sessionFor(path);

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    const path = pathOf(uri);
    if (path === undefined) return;
    buffers.set(path, { uri, version, text });
    folders.sessionFor(path).buffer(path, { uri, text });
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const path = pathOf(uri);
    const buffer = path === undefined ? undefined : buffers.get(path);
    if (path === undefined || buffer === undefined) return;
    const text = changedText(buffer.text, contentChanges, encoding);
    buffers.set(path, { uri, version, text });
    sessionOf(path).buffer(path, { uri, text });
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const path = pathOf(uri);
    if (path === undefined || !buffers.delete(path)) return;
    delivered.delete(path);
    folders.ownerOf(path)?.buffer(path, undefined);
  });

  /** Files whose change has not been told yet. */
  let changed = new Set<string>();
  const tellChanged = debounced(EVENTS_MS, () => {
    const paths = [...changed];
    changed = new Set();
    if (paths.some((path) => CONFIG_NAMES.includes(basename(path)))) assign(buffers);
    for (const session of folders.all()) {
      const own = paths.filter((path) => isOwner(session, path));
      if (own.some((path) => isSource(path, session.folder, setup.config && resolve(session.folder, setup.config)))) session.restart();
      else if (own.length > 0) session.disk();
    }
  });
  const change = (uri: string) => {
    const path = pathOf(uri);
    if (path === undefined || isNoise(path)) return;
    changed.add(path);
    tellChanged();
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) change(uri);
  });
  // Not every client watches files.
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => change(uri));

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const path = pathOf(uri);
    const found = path === undefined ? undefined : await answered(sessionOf(path).findingsIn(path, token), token);
    if (path === undefined || found === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    delivered.set(path, found.id);
    return reportOf(found, previousResultId);
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    await Promise.race([Promise.all([...folders.all()].map(({ ready }) => ready)), cancellation(token)]);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    const before = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, { uri, value }]));
    const now = new Map([...store.all()].map((found) => [found.path, found]));
    const gone = [...before].flatMap(([path, { uri }]): FileFindings[] =>
      now.has(path) ? [] : [{ path, uri, diagnostics: [], id: NO_FINDINGS }],
    );
    const items = [...now.values(), ...gone].map((found): WorkspaceDocumentDiagnosticReport => {
      delivered.set(found.path, found.id);
      const buffer = buffers.get(found.path);
      return { ...reportOf(found, before.get(found.path)?.value), uri: buffer?.uri ?? found.uri, version: buffer?.version ?? null };
    });
    return { items };
  });

  for (const name of DOCUMENT_REQUESTS)
    connection.onRequest(name, async (params: { readonly textDocument: { readonly uri: string } }, token: CancellationToken) => {
      const path = pathOf(params.textDocument.uri);
      return path === undefined ? null : answered(sessionOf(path).ask({ name, params }, token), token);
    });

  // Every project may name the files; its answer counts for what belongs to it.
  connection.workspace.onWillRenameFiles(async (params, token) => {
    const parts = [...folders.all()].map(async (session) => {
      const found = await answered(session.ask({ name: 'workspace/willRenameFiles', params }, token), token);
      const { edits, moves } = (found ?? NO_REWORK) as Rework;
      const isOwn = ([uri]: readonly [string, unknown]) => isOwner(session, pathOf(uri) ?? '');
      return { edits: edits.filter(isOwn), moves: moves.filter(isOwn) };
    });
    const all = await Promise.all(parts);
    return workspaceEdit({ edits: all.flatMap(({ edits }) => edits), moves: all.flatMap(({ moves }) => moves) }, canRenameFiles());
  });

  connection.onExecuteCommand(async ({ command, arguments: [rule, url] = [] }) => {
    if (command !== EXPLAIN || typeof rule !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `unknown command: ${command}`);
    const isOwn = rules.has(rule);
    const uri = isOwn ? fileUri(rulePageFile(rule)) : String(url);
    if (client.window?.showDocument?.support === true) await connection.window.showDocument({ uri, external: !isOwn, takeFocus: true });
    else {
      const message = `${rules.get(rule)?.meta.summary ?? rule} ${uri}`;
      await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    }
    return null;
  });

  connection.onShutdown(async () => {
    await Promise.all([...folders.all()].map((session) => session.end()));
  });

  connection.listen();
}

function reportOf({ diagnostics, id }: FileFindings, previous: string | undefined): DocumentDiagnosticReport {
  return id === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...diagnostics] };
}

/** Where the thread was ended, or the client has taken its request back, the client is told to ask again, or nothing. */
async function answered<T>(answer: Promise<T>, token: CancellationToken): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    if (!(error instanceof Dropped)) throw error;
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the project is opened anew', { retriggerRequest: true });
  }
}

function cancellation(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => void token.onCancellationRequested(() => resolve()));
}

/** Calls once, when it was not asked to for so long. */
function debounced(milliseconds: number, call: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, milliseconds);
  };
}
