import { slug } from 'github-slugger';
import { reading, typeset } from './readings.ts';
import { firstFree, type SlugStyle } from './style.ts';

/**
 * github-slugger, as rehype-slug, Astro, Docusaurus, Nextra and Fumadocs use it. Those that work on mdast take the
 * alternative texts of images with it, those that work on HTML the numbers of footnotes.
 */
export const github: SlugStyle = {
  readings: [reading(), reading('alt'), reading('note'), typeset],
  slug,
  also(_text, id) {
    // Nuxt and some versions of Astro leave single hyphens; Nuxt lets no id begin with a digit.
    const tidy = id.replace(/-+/g, '-').replace(/^-|-$/g, '');
    return [tidy, tidy.replace(/^(?=\d)/, '_')];
  },
  stated: 'apart',
  numbering: firstFree,
};
