import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DiagnosticSeverity, DiagnosticTag, Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { findConfig } from '../config/load.ts';
import { hashOf } from '../engine/read.ts';
import type { Diagnostic, Failure } from '../model/report.ts';
import { NO_FINDINGS, type ThreadSetup } from './messages.ts';
import type { Texts } from './texts.ts';

/** The names of these numbers are in a module that a thread need not load. */
const ERROR: DiagnosticSeverity = 1;
const WARNING: DiagnosticSeverity = 2;
const UNNECESSARY: DiagnosticTag = 1;

export const SOURCE = 'stet';

/** What is there for nothing, and is shown faded. */
const UNUSED = new Set(['stet/unused', 'link/unused-definition']);

export function diagnosticOf(diagnostic: Diagnostic, { rangeIn, uriOf }: Pick<Texts, 'rangeIn' | 'uriOf'>): LspDiagnostic {
  const { path, rule, severity, message, hint, range, related, url } = diagnostic;
  return {
    range: rangeIn(path, range),
    severity: severity === 'error' ? ERROR : WARNING,
    code: rule,
    ...(url !== undefined && { codeDescription: { href: url } }),
    source: SOURCE,
    message: hint === undefined ? message : `${message}\n${hint}`,
    ...(UNUSED.has(rule) && { tags: [UNNECESSARY] }),
    ...(related.length > 0 && {
      relatedInformation: related.map((other) => ({
        location: { uri: uriOf(other.path), range: rangeIn(other.path, other.range) },
        message: other.message,
      })),
    }),
  };
}

/** What could not be done with a file, at its start. */
export function failureDiagnostic({ message }: Failure): LspDiagnostic {
  return problem(message, 0, 0);
}

/** A problem of the file itself at a place; both numbers count from 0. */
export function problem(message: string, line: number, character: number): LspDiagnostic {
  const place = { line, character };
  return { range: { start: place, end: place }, severity: ERROR, source: SOURCE, message };
}

/** The same for equal diagnostics, also in another run. */
export function idOf(diagnostics: readonly LspDiagnostic[]): string {
  return diagnostics.length === 0 ? NO_FINDINGS : hashOf(JSON.stringify(diagnostics)).slice(0, 16);
}

/** The problems of a broken config, by the absolute path of the file that they stand in. */
export function configProblems(message: string, { folder, config }: Pick<ThreadSetup, 'folder' | 'config'>): Map<string, LspDiagnostic[]> {
  const path = config === undefined ? (findConfig(folder) ?? join(folder, 'stet.config.json')) : resolve(folder, config);
  const problems = message.split('\n').map((line) => {
    const [, row = '1', column = '1', text = line] = /^[\w.-]+\.(?:[cm]?[jt]s|json)(?::(\d+))?(?::(\d+))?: (.*)$/.exec(line) ?? [];
    return problem(text, Number(row) - 1, Number(column) - 1);
  });
  return new Map([[path, problems]]);
}

export function fileUri(path: string): string {
  return pathToFileURL(path).href;
}
