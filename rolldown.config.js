import { defineConfig } from 'rolldown';

const shared = {
  platform: 'node',
  external: ['satteri', 'zod', 'jiti', 'oxc-parser'],
  resolve: { mainFields: ['module', 'main'] },
};

/**
 * The CLI starts from one file, which Node loads fastest as CommonJS; parsers, schemas and reporters that a run does
 * not need are files of their own. What a config imports is an ES module.
 */
export default defineConfig([
  {
    ...shared,
    input: { cli: 'src/cli/main.ts' },
    output: { dir: 'dist', format: 'cjs', cleanDir: true, minify: true, entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
  },
  {
    ...shared,
    input: { index: 'src/index.ts', testing: 'src/testing.ts' },
    output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name].js' },
  },
]);
