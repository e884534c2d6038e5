/**
 * Kills `stet --fix` at random moments, and fails where a file is neither the old one nor the new one, or is gone. Takes how
 * often, and a seed. Needs the bundle.
 */
import { rmSync } from 'node:fs';
import { killAfter, posts } from '../test/support/kill.ts';

const FILES = 16;
const [times = '200', seed = '1'] = process.argv.slice(2);

/** Mulberry32: the same moments for the same seed. */
let state = Number(seed);
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

let inTheMidst = 0;
let drafts = 0;
for (let time = 0; time < Number(times); time++) {
  const folder = posts(FILES);
  const outcome = await killAfter(folder, random(FILES), random(4));
  if (outcome.torn.length > 0 || outcome.old + outcome.fixed !== FILES) {
    process.stderr.write(`run ${time} left ${JSON.stringify(outcome)} in ${folder}\n`);
    process.exit(1);
  }
  if (outcome.old > 0 && outcome.fixed > 0) inTheMidst++;
  if (outcome.drafts > 0) drafts++;
  rmSync(folder, { recursive: true });
}
process.stdout.write(`${times} runs were killed, ${inTheMidst} between two files, ${drafts} within one: all files are old or new\n`);
