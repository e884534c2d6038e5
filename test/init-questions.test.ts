import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderWith } from './support/cli.ts';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
/** Runs a command in a terminal; that of util-linux, as others take other arguments. */
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

const [RETURN, DOWN, CANCEL] = ['\r', '\u001b[B', '\u0003'];

/** Presses keys when what they answer is shown. */
function initIn(
  folder: string,
  answers: readonly (readonly [shown: string, keys: readonly string[]])[],
): Promise<{ code: number | null; shown: string }> {
  const command = `stty cols 100 rows 40; ${process.execPath} ${CLI} init`;
  const terminal = spawn('script', ['-qefc', command, '/dev/null'], { cwd: folder, env: { ...process.env, CI: '', TERM: 'xterm' } });
  const open = [...answers];
  let shown = '';
  terminal.stdout.on('data', (data) => {
    shown += stripVTControlCharacters(String(data));
    const [next] = open;
    if (next === undefined || !shown.includes(next[0])) return;
    open.shift();
    for (const [at, key] of next[1].entries()) setTimeout(() => terminal.stdin.write(key), 100 * (at + 1));
  });
  return new Promise((resolve) => terminal.on('close', (code) => resolve({ code, shown })));
}

describe.skipIf(!hasTerminal)('stet init in a terminal', () => {
  const blog = () => folderWith({ 'posts/a.md': '---\ntitle: A\n---\n', 'docs/b.md': '# B\n', 'docs/c.md': '# C\n' });
  const KIND = 'Which kind of config?';

  it('asks, and does as it is told', async () => {
    const folder = blog();
    const { code, shown } = await initIn(folder, [
      ['Which collections shall be checked?', [RETURN]],
      [KIND, [DOWN, RETURN]],
      ['What else?', [' ', RETURN]],
    ]);
    expect(code).toBe(0);
    expect(shown).toContain('Wrote stet.config.json.');
    expect(shown).toContain('.git/hooks/pre-commit');
    expect(existsSync(join(folder, 'stet.config.json'))).toBe(true);
  });

  it('writes nothing where it is cancelled', async () => {
    const folder = blog();
    const { code, shown } = await initIn(folder, [
      ['Which collections shall be checked?', [RETURN]],
      [KIND, [CANCEL]],
    ]);
    expect(shown).toContain('Stopped.');
    expect([code, existsSync(join(folder, 'stet.config.ts'))]).toEqual([2, false]);
  });
});
