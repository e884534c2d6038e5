#!/usr/bin/env node
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type CodeCache, openCode } from '../host/code-cache.ts';
import { codeFile } from '../host/code-file.ts';
import { THREAD_MARK } from '../host/threads.ts';
import { BUILD, TOOL } from './tool.ts';

/**
 * A run is over before most of what V8 would optimise has paid for it. Where V8 knows this flag (that of Node 20 does),
 * waiting about four times as long saves a quarter of the processor time on 500 posts, and a tenth on 5,000. Set before
 * anything is compiled: what V8 has made under other flags it does not take back.
 */
function optimiseLater(): void {
  if (process.versions.v8.startsWith('11.')) process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=300000');
}

/** Runs a file of the bundle and those that it requires, with the code that is kept of them. */
function run(main: string, code: CodeCache): void {
  const modules = new Map<string, { exports: object }>();
  const requireOther = createRequire(main);

  function load(path: string): object {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const requireFrom = (id: string) => (id.startsWith('.') ? load(join(dirname(path), id)) : requireOther(id));
    try {
      code.compile(path)(module.exports, requireFrom, module, path, dirname(path), (specifier) => import(specifier));
    } catch (error) {
      modules.delete(path);
      throw error;
    }
    return module.exports;
  }

  load(main);
}

const isThread = process.env[THREAD_MARK] !== undefined;
if (!isThread) optimiseLater();
// Where anybody can write the tree, it may lie around the folder of the user: what is kept there may be a stranger's.
const code = openCode(process.argv.includes('--untrusted') ? undefined : codeFile(TOOL.version), BUILD);
if (!isThread) process.on('exit', () => code.save());
run(join(import.meta.dirname, 'main.cjs'), code);
