import type { StartTag } from './xml.ts';

/** Attributes that lead somewhere, or set one that does. */
const LINKS = new Set(['href', 'src', 'action', 'formaction', 'data', 'to', 'from', 'by', 'values']);
/** `onload`, and not `only`: the shortest of them are `oncut` and `onend`. */
const HANDLER = /^on[a-z]{3,}$/i;
/** What a browser runs; anything else is data. */
const SCRIPT_TYPE = /^\s*(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script(?:[;\d.\s].*)?)?\s*$/i;

/** What of a tag runs as code, as people write it. */
export function activeIn({ name, attributes }: StartTag): string | undefined {
  if (localName(name) === 'script' && SCRIPT_TYPE.test(attributes.get('type')?.slice(0, 100) ?? '')) return '<script>';
  for (const [attribute, value] of attributes) {
    if (HANDLER.test(attribute) && value.trim() !== '') return attribute;
    if (LINKS.has(localName(attribute)) && isScriptLink(value)) return `${attribute}="javascript:…"`;
  }
  return undefined;
}

/** A `<script>` without code or a link to some, as browser extensions leave behind in files that are saved. */
export function runsNothing({ name, attributes, empty }: StartTag): boolean {
  return empty && localName(name) === 'script' && !['href', 'xlink:href', 'src'].some((link) => attributes.has(link));
}

/** Browsers pass over white space and control characters, and read character references. */
function isScriptLink(value: string): boolean {
  const start = value
    .slice(0, 400)
    .replaceAll(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => charOf(Number(hex ? `0x${hex}` : decimal)))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is passed over
    .replaceAll(/[\u0000-\u0020]/g, '');
  return /(?:^|;)javascript:/i.test(start);
}

function charOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
