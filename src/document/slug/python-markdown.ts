import { reading, typeset } from './readings.ts';
import type { Numbering, SlugStyle } from './style.ts';

/** The `toc` extension of Python-Markdown, which MkDocs uses. */
export const pythonMarkdown: SlugStyle = {
  readings: [reading(), typeset],
  slug: (text) =>
    text
      .normalize('NFKD')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
      .replace(/[^\u0000-\u007F]|[^\w\s-]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, '-'),
  stated: 'first',
  numbering: counting,
};

/** A number at the end is counted on; an empty id becomes `_1`. */
function counting(): Numbering {
  const last = new Map<string, number>();
  return (base, taken) => {
    if (base !== '' && !taken.has(base)) return base;
    const [, stem = base, digits = '0'] = /^(.*)_(\d+)$/.exec(base) ?? [];
    let number = last.get(base) ?? Number(digits);
    let id = base;
    while (id === '' || taken.has(id)) id = `${stem}_${++number}`;
    last.set(base, number);
    return id;
  };
}
