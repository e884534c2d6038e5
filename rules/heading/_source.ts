import type { Document, Heading } from '../../src/model/document.ts';

/** `{#id .class}` behind a heading's text, which readers don't see. */
const ATTRIBUTES = /\s*\{:?\s*[#.][^{}]*\}\s*$/;

/** The text of a heading as readers see it; undefined for an element, whose content is not read. */
export function shownText({ text }: Heading): string | undefined {
  return text?.replace(ATTRIBUTES, '').replace(/\s+/g, ' ').trim();
}

/** The offset at which a heading's text ends in the source: before attributes, closing marks and an underline. */
export function endOfText({ span: [start, end] }: Heading, { text }: Document): number {
  const line = text
    .slice(start, end)
    .replace(/[\r\n]+[ \t>]*(?:=+|-+)[ \t]*$/, '')
    .replace(/[ \t]#+[ \t]*$/, '')
    .trimEnd();
  return start + line.replace(ATTRIBUTES, '').trimEnd().length;
}
