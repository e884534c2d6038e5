import { astro, starlight } from './astro.ts';
import type { Framework } from './framework.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { zola } from './zola.ts';

/** In the order in which they are tried: what is built on another comes before it. */
export const frameworks: readonly Framework[] = [starlight, astro, zola, hugo, jekyll];
