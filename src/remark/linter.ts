import { dirname, join, relative, sep } from 'node:path';
import type { Linter, LintFinding } from '../model/linter.ts';
import { memo, once } from '../model/memo.ts';
import type { Failure } from '../model/report.ts';
import { lineStarts } from '../model/span.ts';
import { findRemarkConfig } from './find.ts';
import { findRemark } from './find-remark.ts';
import { keysByFolder } from './key.ts';
import { findingOf, isFinding, reasonOf } from './message.ts';
import type { Said } from './run.ts';

export interface RemarkOptions {
  /** Absolute. */
  readonly root: string;
  /** `remark` parses as remark-cli does; `fast` by our own parser. */
  readonly parser: 'remark' | 'fast';
  /** Part of every key. */
  readonly version: string;
}

/** Runs the lint plugins that the project's own remark configs name, as remark-cli would. Writes nothing. */
export function createRemark({ root, parser, version }: RemarkOptions): Linter {
  const configFor = memo(findRemarkConfig);
  const remarkFor = memo(findRemark);
  const keyFor = keysByFolder(root, { parser, version });
  const folderOf = (path: string) => dirname(join(root, path));
  /** The remark config of a file, absolute. */
  const configOf = (path: string) => configFor(folderOf(path));
  const nameOf = (file: string) => relative(root, file).split(sep).join('/');

  return {
    async check(texts) {
      const byRemark = new Map<string | undefined, [string, string][]>();
      for (const [path, text] of texts) {
        const config = configOf(path);
        if (config !== undefined) once(byRemark, remarkFor(dirname(config)), () => []).push([path, text]);
      }
      if (byRemark.size === 0) return { findings: [], failures: [], isMutual: false };
      const { runRemark } = await import('./run.ts');
      const runs = [];
      for (const [remark, configured] of byRemark) runs.push(await runRemark(root, configured, parser, remark));
      const said = runs.flatMap((run) => run.said);
      return { ...gathered(said, texts, (path) => nameOf(configOf(path) ?? path)), isMutual: runs.some(({ isMutual }) => isMutual) };
    },
    keyOf: (path) => keyFor(folderOf(path)),
  };
}

/** Our own rules say what they find themselves. */
const OWN = 'stet';

function gathered(said: readonly Said[], texts: ReadonlyMap<string, string>, configOf: (path: string) => string) {
  const findings: LintFinding[] = [];
  const failures = new Map<string, Failure>();
  for (const { path, messages } of said) {
    const text = texts.get(path) ?? '';
    const lines = lineStarts(text);
    for (const message of messages) {
      if (message.source === OWN) continue;
      if (isFinding(message)) {
        findings.push(findingOf(path, message, text, lines));
        continue;
      }
      const reason = reasonOf(message);
      const isConfig = /^Cannot (?:parse file|find module|import|read file)|^Expected (?:preset|a list)/.test(reason);
      const at = isConfig ? configOf(path) : path;
      failures.set(`${at}\0${reason}`, { path: at, message: `remark: ${reason}` });
    }
  }
  return { findings, failures: [...failures.values()] };
}
