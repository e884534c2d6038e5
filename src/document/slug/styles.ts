import type { AnchorStyle } from '../../model/link.ts';
import { github } from './github.ts';
import { goldmark } from './goldmark.ts';
import { kramdown } from './kramdown.ts';
import { pythonMarkdown } from './python-markdown.ts';
import type { SlugStyle } from './style.ts';
import { vitepress } from './vitepress.ts';
import { zola } from './zola.ts';

export const SLUG_STYLES: Readonly<Record<AnchorStyle, SlugStyle>> = {
  github,
  vitepress,
  kramdown,
  goldmark,
  zola,
  'python-markdown': pythonMarkdown,
};
