import { printable } from './printable.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of the content for XML and HTML, in elements as well as in attributes. */
export function markup(text: string): string {
  return holdable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** What XML can't hold is replaced. Different texts may become equal by it. */
export function holdable(text: string): string {
  return printable(text)
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}

/** A start tag with attributes; those that are undefined are left out. */
export function tag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${markup(String(value))}"`]));
  return `<${name}${pairs.join('')}>`;
}
