// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from './corpus.mjs';
import { measure, median } from './measure.mjs';

/** @import { CorpusOptions } from './corpus.mjs' */
/** @import { Peer } from './peers.mjs' */

/** GNU time tells the peak of a process; where it is not there, memory stays unknown. */
const TIME = '/usr/bin/time';

/**
 * One corpus, twice and four times as many posts: seconds and peak memory of stet by itself.
 * @param {Peer} stet
 * @param {CorpusOptions} options
 * @param {number} runs
 * @returns {{ files: number, wall: number, cpu: number, peak: number }[]}  seconds, seconds, MiB
 */
export function growth({ name, file, args }, options, runs) {
  return [1, 2, 4].map((factor) => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'stet-bench-'));
    try {
      const files = options.files * factor;
      writeCorpus(folder, { ...options, files });
      const command = { name, file, args: args(), cwd: folder };
      const samples = Array.from({ length: runs }, () => measure(command));
      return {
        files,
        wall: median(samples.map(({ wall }) => wall)),
        cpu: median(samples.map(({ cpu }) => cpu ?? Number.NaN)),
        peak: peakOf(command),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** @param {{ file: string, args: readonly string[], cwd: string }} command @returns {number} MiB */
function peakOf({ file, args, cwd }) {
  if (!existsSync(TIME)) return Number.NaN;
  const { stderr } = spawnSync(TIME, ['-f', '%M', file, ...args], { cwd, encoding: 'utf8' });
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}
