import { defineConfig } from 'rolldown';

/** The CLI starts from one file; parsers, schemas and reporters that a run does not need are files of their own. */
export default defineConfig({
  input: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  platform: 'node',
  external: ['satteri', 'zod', 'jiti'],
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    minify: { compress: true, mangle: false, codegen: false },
  },
});
