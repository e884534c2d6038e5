// @ts-check
/** Bundles the package into `dist`, and says nothing unless something is wrong. */
import { rolldown } from 'rolldown';
import bundles from '../rolldown.config.js';

for (const { output, ...input } of [bundles].flat()) {
  const bundle = await rolldown(input);
  for (const options of [output ?? []].flat()) await bundle.write(options);
  await bundle.close();
}
