import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
 * The CLI starts from one file, which Node loads fastest as CommonJS; parsers, schemas and reporters that a run does
 * not need are files of their own. What a config imports is an ES module.
 */
export default defineConfig([
  {
    ...shared,
    input: { cli: 'src/cli/main.ts' },
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
    input: { index: 'src/index.ts', testing: 'src/testing.ts', remark: 'src/remark-plugin.ts' },
    output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name].js' },
  },
]);
