import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { cacheFolder } from '../host/cache-folder.ts';
import { watchChanges } from '../host/changes.ts';
import { diskHost } from '../host/disk.ts';
import type { Report } from '../model/report.ts';
import { counted } from '../model/words.ts';
import { configPathOf } from './config-source.ts';
import { explain, notice } from './notice.ts';
import type { Options } from './options.ts';
import { mayBeSettings, relevant } from './relevant.ts';
import { beginAnew, besideParent, run, runAndRestart } from './restart.ts';
import { openRounds, type Round } from './rounds.ts';
import { requireFolder, rootOf } from './setup.ts';
import { toPosix } from './targets.ts';

/** The screen, and back to its top. What has scrolled out of it stays. */
const CLEAR = '\x1b[2J\x1b[H';

/**
 * Checks, and again whenever something has changed, until a signal ends it. What is wrong with files or config is told, and
 * waits to be mended.
 */
export function watch(options: Options, cwd: string): Promise<number> {
  return run === undefined ? runAndRestart() : besideParent(() => watchOn(options, cwd));
}

/** Until settings have changed. */
async function watchOn(options: Options, cwd: string): Promise<number> {
  const configPath = configPathOf(options, cwd);
  const root = rootOf(options, cwd, configPath);
  if (run === 'first') requireFolder(diskHost(root), options.root ?? root);
  const written = [cacheFolder(root, process.env, process.platform), options.cacheDir, ...options.outputs.map(({ file }) => file)];
  const ignored = written.flatMap((path) => (path === undefined ? [] : resolve(cwd, path)));
  const named = options.paths.map((path) => folderOf(resolve(cwd, path)));
  const beside = [...(configPath === undefined ? [] : [dirname(configPath)]), ...named].filter((folder) => !isBelow(folder, root));
  const changes = watchChanges({ root, beside }, (path) => ignored.some((one) => isBelow(path, one)));
  let round: Round | undefined;
  let changed: readonly string[] = [];
  let isDated = false;
  for (;;) {
    notice('checking…');
    let outcome = 'not checked';
    try {
      round ??= await openRounds(options, cwd);
      const report = await round(changed.map((path) => toPosix(relative(root, path))));
      if (report === 'dated') beginAnew();
      if (report !== undefined) outcome = outcomeOf(report);
    } catch (error) {
      notice(explain(error));
    }
    // The report is with its reader before the line that ends it.
    await new Promise((resolve) => process.stdout.write('', resolve));
    notice(`${outcome}; watching for changes`);
    do changed = relevant(await changes(), root, configPath);
    while (changed.length === 0);
    isDated ||= changed.some(mayBeSettings);
    if (process.stdout.isTTY && process.stderr.isTTY && process.env['TERM'] !== 'dumb') process.stdout.write(CLEAR);
    // Without its folder no process can begin.
    if (isDated && existsSync(cwd) && existsSync(root)) beginAnew();
  }
}

function outcomeOf({ summary: { errors, warnings }, failures }: Report): string {
  const counts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [failures.length, 'failure'],
  ] as const;
  return counts.flatMap(([number, noun]) => (number === 0 ? [] : counted(number, noun))).join(', ') || 'nothing found';
}

/** The path itself, where it is a folder. */
function folderOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
