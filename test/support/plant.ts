import { openDocument } from '../../src/document/document.ts';
import type { Document } from '../../src/model/document.ts';
import { stringsOf } from '../../src/model/frontmatter.ts';
import { dirOf, extensionOf } from '../../src/model/path.ts';
import { JPEG, PNG } from './images.ts';
import type { KnownSite } from './site.ts';

/** A number generator that gives the same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A text with a defect in it: the rule that must find it, and the line on which it stands. */
export interface Planted {
  readonly text: string;
  readonly rule: string;
  readonly line: number;
  /** Files that go with it. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export interface Ground {
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly random: () => number;
  /** What a reference of the post leads to, as `siteOf` tells it. */
  becomes(url: string): string | undefined;
}

/** Plants one defect; undefined where this post has no place for it. */
export type Planter = (ground: Ground) => Planted | undefined;

export async function groundOf(site: KnownSite, path: string, text: string, random: () => number): Promise<Ground> {
  const dialect = extensionOf(path) === '.mdx' ? 'mdx' : 'markdown';
  const { anchors, opaque = [] } = site.collectionOf(path) ?? {};
  const becomes = (url: string) => references[url];
  const references = site.references(path);
  return { path, text, random, becomes, document: await openDocument(path, text, { dialect, anchors, opaque }) };
}

/** A block of its own, before a heading of the text or at its end; `marked` is the line of the block that is at fault. */
function block(rule: string, lines: readonly string[], marked = 0, files?: Planted['files']): Planter {
  return ({ text, document, random }) => {
    const places = document.all('heading').flatMap((node) => {
      const [start] = document.span(node);
      return document.parent(node)?.type === 'root' && /(?:^|\n)$/.test(text.slice(0, start)) ? [start] : [];
    });
    const at = places[Math.floor(random() * (places.length + 1))] ?? text.length;
    const before = `${text.slice(0, at).replace(/\s*$/, '')}\n\n`;
    const planted = `${before}${lines.join('\n')}\n\n${text.slice(at)}`;
    return { text: planted, rule, line: before.split('\n').length + marked, ...(files && { files }) };
  };
}

/** The same, at the very end: what a defect does to the rest of the text is no matter then. */
function last(rule: string, lines: readonly string[], marked = 0): Planter {
  return ({ text }) => {
    const before = `${text.replace(/\s*$/, '')}\n\n`;
    return { text: `${before}${lines.join('\n')}\n`, rule, line: before.split('\n').length + marked };
  };
}

function beside(name: string, bytes: Uint8Array, plant: (files: Planted['files']) => Planter): Planter {
  return (ground) => plant({ [`${dirOf(ground.path)}/${name}`]: bytes })(ground);
}

/** The front matter with its text changed; `line` counts from the opening. */
function frontMatter(
  rule: string,
  change: (content: string, format: 'yaml' | 'toml') => { content: string; line: number } | undefined,
): Planter {
  return ({ text, document }) => {
    const { frontmatter } = document;
    if (frontmatter === undefined || frontmatter.format === 'json') return undefined;
    const [start, end] = frontmatter.content;
    const changed = change(text.slice(start, end), frontmatter.format);
    return changed && { text: text.slice(0, start) + changed.content + text.slice(end), rule, line: changed.line };
  };
}

const lineWith = (content: string, pattern: RegExp) => content.split('\n').findIndex((line) => pattern.test(line)) + 2;

export const PLANTERS: Readonly<Record<string, Planter>> = {
  'an image that is missing': block('image/missing', ['![A planted picture](./planted-nowhere.png)']),
  'an image in HTML that is missing': block('image/missing', ['<img src="./planted-nowhere.webp" alt="A planted picture" />']),
  'an image in another case': beside('planted-photo.png', PNG, (files) =>
    block('image/wrong-case', ['![A planted picture](./Planted-Photo.png)'], 0, files),
  ),
  'an image that is cut off': beside('planted-half.png', PNG.subarray(0, PNG.length / 2), (files) =>
    block('image/corrupt', ['![A planted picture](./planted-half.png)'], 0, files),
  ),
  'an image that is a web page': beside('planted-page.jpg', Buffer.from('<!doctype html><title>404</title>'), (files) =>
    block('image/corrupt', ['![A planted picture](./planted-page.jpg)'], 0, files),
  ),
  'an image under another name': beside('planted-real.png', JPEG, (files) =>
    block('image/format-mismatch', ['![A planted picture](./planted-real.png)'], 0, files),
  ),
  'an image without alt': beside('planted-whole.png', PNG, (files) => block('image/missing-alt', ['![](./planted-whole.png)'], 0, files)),
  'no front matter': ({ text, document }) =>
    document.frontmatter && { text: text.slice(document.bodyStart).replace(/^\s+/, ''), rule: 'frontmatter/missing', line: 1 },
  'no title': frontMatter('frontmatter/schema', (content, format) => {
    const without = content.replace(format === 'yaml' ? /^title:.*(?:\n[ \t]+.*)*\n?/m : /^title\s*=.*\n?/m, '');
    return without === content ? undefined : { content: without, line: 1 };
  }),
  'a title that is a list': frontMatter('frontmatter/schema', (content, format) => {
    const changed = content.replace(
      format === 'yaml' ? /^title:.*(?:\n[ \t]+.*)*$/m : /^title\s*=.*$/m,
      format === 'yaml' ? 'title: [1, 2]' : 'title = [1, 2]',
    );
    return changed === content ? undefined : { content: changed, line: lineWith(changed, /^title/) };
  }),
  'front matter that does not parse': frontMatter('frontmatter/syntax', (content, format) => {
    const opened = format === 'yaml' ? 'planted: "never closed' : 'planted = "never closed';
    return { content: `${content.replace(/\n*$/, '\n')}${opened}\n`, line: content.replace(/\n*$/, '\n').split('\n').length + 1 };
  }),
  'a key twice': frontMatter('frontmatter/duplicate-key', (content, format) => {
    const head = content.replace(/\n*$/, '\n');
    return format === 'yaml' && /^title:/m.test(content)
      ? { content: `${head}title: Planted\n`, line: head.split('\n').length + 1 }
      : undefined;
  }),
  'a day that is none': frontMatter('frontmatter/impossible-date', (content, format) => {
    const head = content.replace(/\n*$/, '\n');
    return format === 'yaml' ? { content: `${head}planted: 2023-02-29\n`, line: head.split('\n').length + 1 } : undefined;
  }),
  'a level that is skipped': last('heading/skipped-level', ['## Planted', '', 'Text.', '', '#### Planted below'], 4),
  'a second h1': (ground) => {
    const { frontmatter, headings } = ground.document;
    const hasFirst = stringsOf(frontmatter?.root, 'title').length > 0 || headings.some(({ depth }) => depth === 1);
    return hasFirst ? last('heading/multiple-h1', ['# Planted title'])(ground) : undefined;
  },
  'an empty heading': last('heading/empty', ['##']),
  'a fence without language': block('code/missing-language', ['```', 'planted', '```']),
  'a fence that is not closed': last('code/unclosed', ['```js', 'planted();']),
  'JSON that is broken': block('code/invalid-syntax', ['```json', '{ "planted": 1,, "b": 2 }', '```'], 1),
  'a highlight that is out of range': block('code/highlight-out-of-range', ['```js {7-9}', 'planted();', '```']),
  'a link to no file': block('link/missing-file', ['[Planted](./planted-nowhere.md)']),
  'a link to no anchor': block('link/broken-anchor', ['[Planted](#planted-nowhere)']),
  'an empty link': block('link/empty', ['[Planted]()']),
  'a link by a label that is not defined': block('link/undefined-reference', ['See [planted text][planted-label].']),
  // In MDX, the markers are a syntax error as well.
  'a conflict of a merge': (ground) =>
    ground.document.dialect === 'mdx'
      ? undefined
      : last('text/merge-conflict', ['<<<<<<< HEAD', 'planted', '', '=======', 'other', '>>>>>>> branch'])(ground),
  'text in the wrong encoding': block('text/mojibake', ['It is plantedâ€™s text.']),
};
