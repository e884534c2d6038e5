import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
/** So large that a write of it takes a while. */
const FILLING = 'A line of a post that is like all the others.\n\n'.repeat(600);

export const OLD = `#Sourdough\n\n${FILLING}##Ingredients\n`;
export const NEW = `# Sourdough\n\n${FILLING}## Ingredients\n`;

export interface Outcome {
  readonly old: number;
  readonly fixed: number;
  /** Files that are neither. */
  readonly torn: readonly string[];
  /** Drafts that were left. */
  readonly drafts: number;
}

/** A folder of posts that `--fix` would change. */
export function posts(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'stet-kill-'));
  mkdirSync(join(folder, 'posts'));
  for (let index = 0; index < count; index++) writeFileSync(join(folder, 'posts', `${index}.md`), OLD);
  return folder;
}

/** Runs `--fix`, and kills it when so many files are written, and so many milliseconds later. */
export async function killAfter(folder: string, written: number, milliseconds: number): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, '--fix', '--no-cache', '--threads', '1'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let isRunning = true;
  ended.then(() => {
    isRunning = false;
  });
  while (isRunning && stateOf(folder, true).fixed < written) await new Promise((resolve) => setTimeout(resolve, 1));
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await ended;
  return stateOf(folder);
}

/** `isQuick` looks at the beginnings only. */
export function stateOf(folder: string, isQuick = false): Outcome {
  const names = readdirSync(join(folder, 'posts'));
  const texts = names
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, readFileSync(join(folder, 'posts', name), 'utf8')] as const);
  const isNew = (text: string) => (isQuick ? text.startsWith('# ') : text === NEW);
  return {
    old: texts.filter(([, text]) => text === OLD).length,
    fixed: texts.filter(([, text]) => isNew(text)).length,
    torn: isQuick ? [] : texts.filter(([, text]) => text !== OLD && text !== NEW).map(([name]) => name),
    drafts: names.filter((name) => !name.endsWith('.md')).length,
  };
}
