import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

it.each([
  ['fuzz-images.ts', '3000', 'damage to an image makes the inspection throw, hang or invent a size'],
  ['fuzz-posts.ts', '300', 'damage to a post makes a rule throw, hang or point outside of the text'],
])('%s: of %s inputs, no %s', { timeout: 60_000 }, (script, count) => {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', `scripts/${script}`, count], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
