import type { Config } from '../../../model/config.ts';
import type { Corpus, Post } from '../../../model/corpus.ts';
import type { Document } from '../../../model/document.ts';
import { type Highlighter, languagesOf } from '../../../model/highlighter.ts';
import type { Host } from '../../../model/host.ts';
import type { ImageReference } from '../../../model/image.ts';
import { isAt } from '../mentions.ts';
import type { Cursor } from './cursor.ts';
import { imagePaths } from './images.ts';
import type { Suggestion, Suggestions } from './item.ts';
import { linkTargets } from './links.ts';

const FENCE = /(?:`{3,}|~{3,})[ \t]*([\w+#.-]*)$/;

/** The languages that the highlighter knows, behind an opening fence; undefined elsewhere. */
export function languages({ path, head, tail, offset }: Cursor, document: Document, config: Config): Suggestions | undefined {
  const [, typed] = FENCE.exec(head) ?? [];
  if (typed === undefined || !document.fences.some(({ opening }) => isAt(offset, opening))) return undefined;
  const { highlighter = 'any' } = config.rulesAt(path).get('code/unknown-language')?.options ?? {};
  const all = [...languagesOf(highlighter as Highlighter)].map((label): Suggestion => ({ label, kind: 'language' }));
  return { all, before: typed.length, behind: /^[\w+#.-]*/.exec(tail)?.[0].length ?? 0 };
}

/** The beginning of a path or address. */
export interface WrittenPath {
  readonly typed: string;
  /** Undefined for a link. */
  readonly image: ImageReference['kind'] | undefined;
}

const DESTINATION = /(!?)\[(?:[^[\]]|\[[^\]]*\])*\]\(<?([^\s()<>]*)$/;
const DEFINITION = /^[ \t>]*\[[^\]]+\]:[ \t]+<?([^\s<>]*)$/;
const ATTRIBUTE = /[\s"'](src|poster|href|to)=(["'])([^"'{}\s]*)$/;
const IMPORT = /^\s*import\b[^'"]*["'](\.\.?\/[^"']*)$/;

/** Whether the line begins something that is suggested in texts: most of what is typed is prose, and nobody is to wait for it. */
export function mayBeWritten(head: string): boolean {
  return [FENCE, DESTINATION, DEFINITION, ATTRIBUTE, IMPORT].some((form) => form.test(head));
}

/** The path that is written at the cursor; undefined where there is none, and in code. */
export function writtenPath({ head, offset }: Cursor, document: Document): WrittenPath | undefined {
  const written = pathIn(head, document);
  const isCode =
    written !== undefined && [...document.all('code'), ...document.all('inlineCode')].some((node) => isAt(offset, document.span(node)));
  return isCode ? undefined : written;
}

function pathIn(head: string, { dialect }: Document): WrittenPath | undefined {
  const [, mark, destination] = DESTINATION.exec(head) ?? [];
  if (destination !== undefined) return { typed: destination, image: mark === '!' ? 'markdown' : undefined };
  const [, definition] = DEFINITION.exec(head) ?? [];
  if (definition !== undefined) return { typed: definition, image: undefined };
  const [, name, , value] = ATTRIBUTE.exec(head) ?? [];
  const isImage = name === 'src' || name === 'poster';
  if (value !== undefined) return { typed: value, image: isImage ? (dialect === 'mdx' ? 'jsx' : 'html') : undefined };
  const [, specifier] = (dialect === 'mdx' && IMPORT.exec(head)) || [];
  return specifier === undefined ? undefined : { typed: specifier, image: 'import' };
}

/** What more would only be typed away. */
const MOST_PATHS = 300;

/** Where the path may lead. */
export function paths(
  { typed, image }: WrittenPath,
  { post, corpus, host, tail }: { readonly post: Post; readonly corpus: Corpus; readonly host: Host; readonly tail: string },
): Suggestions {
  const found = image === undefined ? linkTargets(typed, post, corpus, host) : imagePaths(typed, image, post, host);
  const fitting = found.length > MOST_PATHS ? found.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())) : found;
  return {
    all: fitting.slice(0, MOST_PATHS),
    before: typed.length,
    behind: /^[^\s()<>"'{}]*/.exec(tail)?.[0].length ?? 0,
    isCut: found.length > MOST_PATHS,
  };
}
