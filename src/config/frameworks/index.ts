import { astro, starlight } from './astro.ts';
import { docusaurus } from './docusaurus.ts';
import { eleventy } from './eleventy.ts';
import type { Framework } from './framework.ts';
import { gatsby } from './gatsby.ts';
import { hexo } from './hexo.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { mdsvex } from './mdsvex.ts';
import { mkdocs } from './mkdocs.ts';
import { next } from './next.ts';
import { nuxt } from './nuxt.ts';
import { remix } from './remix.ts';
import { vitepress } from './vitepress.ts';
import { zola } from './zola.ts';

/** In the order in which they are tried: what is built on another comes before it. */
export const frameworks: readonly Framework[] = [
  starlight,
  astro,
  docusaurus,
  vitepress,
  gatsby,
  nuxt,
  mdsvex,
  remix,
  next,
  eleventy,
  hexo,
  zola,
  hugo,
  mkdocs,
  jekyll,
];
