import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../src/engine/read.ts';
import { openCode } from '../src/host/code-cache.ts';
import { folderWith, type Run, stet } from './support/cli.ts';
import { temporaryFolder } from './support/folders.ts';

const POST = '---\ntitle: A\n---\n\n## One\n\n### \n\n```json\n{ "a": }\n```\n';

function caches(): { env: NodeJS.ProcessEnv; folder: string; file: () => string } {
  const home = temporaryFolder('stet-code-');
  const folder = join(home, 'stet', 'code');
  return { env: { XDG_CACHE_HOME: home }, folder, file: () => join(folder, readdirSync(folder)[0] ?? '') };
}

function check(env: NodeJS.ProcessEnv, ...args: string[]): Run {
  return stet(folderWith({ 'posts/a.md': POST }), ['--no-cache', ...args], { env });
}

/** As someone would write it who wants his own code run: V8 knows a source by its length. */
function forged(kept: Buffer): Buffer {
  const main = readFileSync(new URL('../dist/main.cjs', import.meta.url));
  const { length } = `(function (exports, require, module, __filename, __dirname, __import) { ${main.toString('utf8')}\n})`;
  const source = '(function () { console.log("forged"); })';
  const make = `process.stdout.write(new vm.Script(${JSON.stringify(source)}.padEnd(${length})).createCachedData())`;
  const flags = process.versions.v8.startsWith('11.') ? 'v8.setFlagsFromString("--interrupt-budget=300000");' : '';
  const code = spawnSync(process.execPath, ['-e', flags + make]).stdout;
  const sizes = [[hashOf(main), code.length]];
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify({ time: 1e12, sizes })}\n`), code]);
  const [build] = /(?<=^stet code 1 )\S+/.exec(kept.toString('latin1')) ?? [];
  return Buffer.concat([Buffer.from(`stet code 1 ${build} ${hashOf(rest)}\n`), rest]);
}

describe('compiled code', () => {
  it('is kept by the first run, and told as it is by the next', () => {
    const { env, file } = caches();
    const first = check(env);
    expect(first.stdout).toContain('code/invalid-syntax');
    const kept = readFileSync(file());
    expect(kept.length).toBeGreaterThan(100_000);
    expect(check(env)).toEqual(first);
    expect(readFileSync(file()).equals(kept)).toBe(true);
  });

  it('is that of all runs', () => {
    const { env, file } = caches();
    stet(folderWith({}), ['--version'], { env });
    const before = readFileSync(file()).length;
    check(env);
    const after = readFileSync(file()).length;
    stet(folderWith({}), ['--version'], { env });
    expect(after).toBeGreaterThan(before);
    expect(readFileSync(file()).length).toBe(after);
  });

  it('is not used where the file is cut off, damaged or another build’s', () => {
    const { env, file } = caches();
    const first = check(env);
    const kept = readFileSync(file());
    const damage = fc.oneof(
      fc.nat(kept.length - 1).map((length) => kept.subarray(0, length)),
      fc.tuple(fc.nat(kept.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const copy = Buffer.from(kept);
        copy[at] = (copy[at] ?? 0) ^ bits;
        return copy;
      }),
      fc.constant(Buffer.from(kept.toString('latin1').replace(/^(stet code 1 )\S+/, '$1other'), 'latin1')),
    );
    fc.assert(
      fc.property(damage, (bytes) => {
        writeFileSync(file(), bytes);
        expect(check(env)).toEqual(first);
        expect(readFileSync(file()).equals(bytes)).toBe(false);
      }),
      { numRuns: 8 },
    );
  });

  it('is another one for other flags of V8, which V8 would refuse', () => {
    const { env, folder } = caches();
    check(env);
    check({ ...env, NODE_OPTIONS: '--max-old-space-size=512' });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is done without where it can not be kept', () => {
    const { env, folder } = caches();
    const first = check(env);
    const file = join(temporaryFolder('stet-code-'), 'file');
    writeFileSync(file, '');
    expect(check({ XDG_CACHE_HOME: file })).toEqual(first);
    expect(existsSync(folder)).toBe(true);
  });

  it('is neither kept nor run by an untrusted run', () => {
    const { env, folder, file } = caches();
    const wanted = check(env, '--untrusted');
    expect(wanted.stdout).toContain('code/invalid-syntax');
    expect(existsSync(folder)).toBe(false);
    check(env);
    writeFileSync(file(), forged(readFileSync(file())));
    expect(check(env).stdout).toContain('forged');
    expect(check(env, '--untrusted')).toEqual(wanted);
  });

  it('is never kept at a path that begins in the folder of the content', () => {
    const root = folderWith({ 'posts/a.md': POST });
    stet(root, ['--no-cache'], { env: { XDG_CACHE_HOME: '.cache', HOME: temporaryFolder('stet-code-') } });
    expect(existsSync(join(root, '.cache'))).toBe(false);
  });

  it('that is old goes when new one is kept', () => {
    const { env, folder } = caches();
    mkdirSync(folder, { recursive: true });
    for (const name of ['old', 'young']) writeFileSync(join(folder, name), '');
    const days = (count: number) => Date.now() / 1000 - count * 24 * 3600;
    utimesSync(join(folder, 'old'), days(40), days(40));
    check(env);
    expect(readdirSync(folder)).toContain('young');
    expect(readdirSync(folder)).not.toContain('old');
  });

  it('is found by the bytes of its source', () => {
    const folder = temporaryFolder('stet-code-');
    const [source, kept] = [join(folder, 'a.cjs'), join(folder, 'kept')];
    const answer = () => {
      const code = openCode(kept, 'build');
      const module = { exports: {} };
      code.compile(source)(module.exports, require, module, source, folder, (specifier) => import(specifier));
      code.save();
      return module.exports;
    };
    writeFileSync(source, 'module.exports = 1;');
    expect(answer()).toBe(1);
    expect(answer()).toBe(1);
    // As long as before: V8 by itself would take it for the same.
    writeFileSync(source, 'module.exports = 2;');
    expect(answer()).toBe(2);
    expect(answer()).toBe(2);
  });
});
