// @ts-check
/** Bundles the package into `dist`, with the licences of what is in it, and says nothing unless something is wrong. */
import { writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import bundles from '../rolldown.config.js';
import { noticesOf } from './notices.mjs';

/** @type {string[]} */
const modules = [];
for (const { output, ...input } of [bundles].flat()) {
  const bundle = await rolldown(input);
  for (const options of [output ?? []].flat()) {
    const written = await bundle.write(options);
    for (const part of written.output) if (part.type === 'chunk') modules.push(...part.moduleIds);
  }
  await bundle.close();
}
writeFileSync('dist/ThirdPartyNotices.txt', noticesOf(modules));
