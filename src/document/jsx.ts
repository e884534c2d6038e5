import { decodeHTMLStrict } from 'entities';
import type { Tag, TagAttribute } from '../model/document.ts';

const NAME = /[\p{L}\p{N}\p{M}_$.:-]+/uy;
const SPACE = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*/y;
/**
 * A string, template, pattern or comment inside an expression: what it holds is not counted as braces. An apostrophe
 * behind a letter is one of a text, and a slash begins a pattern only where a value begins.
 */
const OPAQUE =
  /\/(?<=[[{(=,:?!&|;]\s*\/)(?![*/])(?:[^/\\\r\n[]|\\.|\[(?:[^\]\\\r\n]|\\.)*\])+\/|(?<![\p{L}\p{N}_])"(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_])'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`(?:[^`\\]|\\.)*`)*\})*`|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/uy;
/** An expression that is nothing but a string. */
const STRING_EXPRESSION = /^\{\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\$]|\\.)*)`)\s*\}$/;

/**
 * The opening tag at the start of a JSX element's source, which stands at `base` in the file.
 * The parser has accepted it, so only what it can hold is looked for. Undefined for a fragment.
 */
export function jsxTag(source: string, base: number): Tag | undefined {
  let at = 1;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? '';
    at += found.length;
    return found;
  };
  take(SPACE);
  const name = take(NAME);
  if (name === '') return undefined;
  const attributes: TagAttribute[] = [];
  for (;;) {
    take(SPACE);
    const start = at;
    if (source[at] === '{') {
      at = behindExpression(source, at);
      attributes.push({ name: '...', value: undefined, span: [base + start, base + at] });
      continue;
    }
    const attribute = take(NAME);
    if (attribute === '') break;
    const nameEnd = at;
    take(SPACE);
    if (source[at] !== '=') {
      attributes.push({ name: attribute, value: undefined, span: [base + start, base + nameEnd] });
      at = nameEnd;
      continue;
    }
    at++;
    take(SPACE);
    const literal = source[at] === '{' ? expression(source, at) : quoted(source, at);
    at = literal.end;
    attributes.push({
      name: attribute,
      value: literal.value,
      span: literal.value === undefined ? [base + start, base + nameEnd] : [base + literal.start, base + literal.start + literal.length],
    });
  }
  const end = source.indexOf('>', at);
  return { name, span: [base, base + (end === -1 ? source.length : end + 1)], attributes };
}

interface Literal {
  readonly value: string | undefined;
  readonly start: number;
  readonly length: number;
  readonly end: number;
}

function quoted(source: string, at: number): Literal {
  const close = source.indexOf(source[at] ?? '"', at + 1);
  const end = close === -1 ? source.length : close;
  const raw = source.slice(at + 1, end);
  return { value: decodeHTMLStrict(raw), start: at + 1, length: raw.length, end: end + 1 };
}

function expression(source: string, at: number): Literal {
  const end = behindExpression(source, at);
  const text = source.slice(at, end);
  const groups = STRING_EXPRESSION.exec(text);
  const raw = groups?.[1] ?? groups?.[2] ?? groups?.[3];
  // An escape would part the value from its source; a path has none.
  if (raw === undefined || raw.includes('\\')) return { value: undefined, start: at, length: 0, end };
  return { value: raw, start: at + text.search(/["'`]/) + 1, length: raw.length, end };
}

function behindExpression(source: string, at: number): number {
  let depth = 0;
  let i = at;
  while (i < source.length) {
    OPAQUE.lastIndex = i;
    const skipped = OPAQUE.exec(source)?.[0].length ?? 0;
    if (skipped > 0) {
      i += skipped;
      continue;
    }
    if (source[i] === '{') depth++;
    if (source[i] === '}' && --depth === 0) return i + 1;
    i++;
  }
  return source.length;
}
