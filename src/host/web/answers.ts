import { readFileSync } from 'node:fs';
import type { WebAnswer } from '../../model/web.ts';
import { putFile } from '../put-file.ts';

/** What the web has said in earlier runs, for as long as that holds. What was unclear is never kept. */
export interface Answers {
  find(url: string): WebAnswer | undefined;
  keep(url: string, answer: WebAnswer): void;
  save(): void;
}

interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of a page that is gone. */
  readonly reason?: string;
}

/** Raised with each change of the layout, or of what counts as gone. */
const FORMAT = 1;
const DAY = 24 * 60 * 60 * 1000;
const AGE = { there: 7 * DAY, gone: DAY };

/** `now` in milliseconds since 1970. A file that is damaged, foreign or not there counts as an empty one. */
export function openAnswers(path: string, now: () => number): Answers {
  const entries = new Map([...read(path)].filter(([, entry]) => isFresh(entry, now())));
  let isChanged = false;
  return {
    find(url) {
      const entry = entries.get(url);
      if (entry === undefined) return undefined;
      return entry.reason === undefined ? { status: 'there' } : { status: 'gone', reason: entry.reason };
    },
    keep(url, answer) {
      if (answer.status === 'unclear') return;
      entries.set(url, { at: now(), ...(answer.status === 'gone' && { reason: answer.reason }) });
      isChanged = true;
    },
    save() {
      // Where it can't be written, the next run asks again.
      if (isChanged) putFile(path, [Buffer.from(JSON.stringify({ format: FORMAT, answers: [...entries] }))]);
    },
  };
}

function isFresh({ at, reason }: Entry, now: number): boolean {
  const age = now - at;
  return age >= 0 && age < (reason === undefined ? AGE.there : AGE.gone);
}

function read(path: string): Map<string, Entry> {
  try {
    const { format, answers } = JSON.parse(readFileSync(path, 'utf8')) as { format: number; answers: [string, Entry][] };
    return format === FORMAT ? new Map(answers) : new Map();
  } catch {
    return new Map();
  }
}
