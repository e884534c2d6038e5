import type { Diagnostic } from 'vscode-languageserver';
import { fileUri, idOf } from './diagnostics.ts';
import { type FileFindings, type FromThread, NO_FINDINGS } from './messages.ts';

/** Tells findings to whoever shows them, a few files at a time: only those that are others than they were. */
export interface Teller {
  tell(path: string, diagnostics: readonly Diagnostic[]): void;
  /** Sends what has not been sent yet. */
  flush(): void;
  /** What was told of a file last. */
  toldOf(path: string): FileFindings;
}

export function createTeller(send: (message: FromThread) => void, uriOf: (path: string) => string | undefined): Teller {
  const told = new Map<string, FileFindings>();
  let batch: FileFindings[] = [];
  const findings = (path: string, diagnostics: readonly Diagnostic[]): FileFindings => ({
    path,
    uri: uriOf(path) ?? fileUri(path),
    diagnostics,
    id: idOf(diagnostics),
  });

  function flush(): void {
    if (batch.length === 0) return;
    const files = batch;
    batch = [];
    send({ kind: 'findings', files });
  }

  return {
    tell(path, diagnostics) {
      const next = findings(path, diagnostics);
      if ((told.get(path)?.id ?? NO_FINDINGS) === next.id) return;
      if (diagnostics.length === 0) told.delete(path);
      else told.set(path, next);
      if (batch.length === 0) setImmediate(flush);
      batch.push(next);
    },
    flush,
    toldOf: (path) => told.get(path) ?? findings(path, []),
  };
}
