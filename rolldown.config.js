import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { defineConfig } from 'rolldown';

/** A hash of all that the bundles are made of: what an older build has cached is not taken for this one's. */
function buildHash() {
  const hash = createHash('sha1').update(readFileSync('package-lock.json'));
  for (const folder of ['src', 'rules'])
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (path.endsWith('.ts')) hash.update(path).update(readFileSync(join(folder, path)));
  return hash.digest('base64url').slice(0, 12);
}

const shared = {
  platform: 'node',
  external: ['satteri', 'zod', 'jiti', 'oxc-parser'],
  resolve: { mainFields: ['module', 'main'] },
  transform: { define: { STET_BUILD: JSON.stringify(buildHash()) } },
};

/**
 * Code that V8 takes out of its cache has lost whom to ask for a dynamic import. `cli.cjs` hands in a function for those
 * that are left in the bundle.
 */
const importsByFunction = {
  name: 'imports-by-function',
  /** @param {string} code */
  renderChunk(code) {
    const starts = parseSync('chunk.js', code).module.dynamicImports.map(({ start }) => start);
    const cuts = [0, ...starts, code.length];
    const parts = cuts.slice(1).map((end, index) => code.slice(cuts[index], end).replace(/^import(?=\s*\()/, '__import'));
    return starts.length === 0 ? null : { code: parts.join('') };
  },
};

/**
 * The CLI is CommonJS, which Node loads fastest: `cli.cjs` only runs `main.cjs` with what V8 made of it in earlier runs;
 * parsers, schemas and reporters that a run does not need are files of their own. What a config imports is an ES module.
 */
export default defineConfig([
  {
    ...shared,
    input: { main: 'src/cli/main.ts' },
    plugins: [importsByFunction],
    // With the code that is kept of it, Zod takes a fraction of the time that its own files do.
    external: ['satteri', 'jiti'],
    resolve: { ...shared.resolve, alias: { 'oxc-parser': join(import.meta.dirname, 'src/document/parse/oxc.ts') } },
    output: {
      dir: 'dist',
      format: 'cjs',
      cleanDir: true,
      minify: true,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'chunks/[name].cjs',
      // Small modules that all chunks share would be a dozen files to open at every start.
      codeSplitting: { groups: [{ name: 'model', test: /[\\/]src[\\/]model[\\/]/ }] },
    },
  },
  {
    ...shared,
    input: { cli: 'src/cli/start.ts' },
    output: { dir: 'dist', format: 'cjs', minify: true, entryFileNames: '[name].cjs' },
  },
  {
    ...shared,
    input: { index: 'src/index.ts', testing: 'src/testing.ts', remark: 'src/remark-plugin.ts' },
    output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name].js' },
  },
]);
