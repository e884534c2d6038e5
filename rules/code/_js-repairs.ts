import { nearest } from '../../src/model/nearest.ts';

/** Where a parser gave up: an offset of the code, and what it said. */
export interface JsError {
  readonly at: number;
  readonly message: string;
  /** The text that the parser found there. */
  readonly found: string;
}

/** The code with one small mistake mended, and what was done in words. */
export interface Repair {
  readonly code: string;
  readonly hint: string;
}

type Mend = (code: string, error: JsError) => Iterable<Repair>;

const put = (code: string, at: number, text: string, length = 0) => code.slice(0, at) + text + code.slice(at + length);
const lineBefore = (code: string, at: number) => code.slice(code.lastIndexOf('\n', at - 1) + 1, at);
const lineAfter = (code: string, at: number) => /^[^\n]*/.exec(code.slice(at))?.[0] ?? '';
const indentOf = (line: string) => /^[ \t]*/.exec(line)?.[0].length ?? 0;

const ONLY_CLOSING = /^\s*[)\]}]+[;,]?\s*$/;

/** What stands for a type in a list of options, which is no code though it looks like some. */
const TYPE_WORD = /:\s*\??\s*(?:any|array|bool(?:ean)?|date|func(?:tion)?|int(?:eger)?|number|object|promise|string|void)\b[^'"]*$/i;

/** Between two members that stand on lines of their own, or before a key. */
function* comma(code: string, { at, message }: JsError): Iterable<Repair> {
  if (!message.startsWith('Expected `,`')) return;
  const before = lineBefore(code, at);
  const after = lineAfter(code, at);
  const above = code.slice(0, at).trimEnd().split('\n').at(-1) ?? '';
  const beginsMember = message.includes('`}`') && /^(?:[\w$]+|"[^"]*"|'[^']*')[ \t]*:/.test(after);
  const isTypes = TYPE_WORD.test(above) || TYPE_WORD.test(after);
  if (!isTypes && (before.trim() === '' || beginsMember || /^[ \t]*import\b/.test(before)))
    yield { code: put(code, at, ','), hint: 'Put `,` before it.' };
}

function* closing(code: string, { at, message, found }: JsError): Iterable<Repair> {
  const missing = /^Expected (?:`,` or )?`([)\]}])` but/.exec(message)?.[1];
  if (missing === undefined || (found === '' && !isWhole(code))) return;
  yield { code: put(code, at, missing), hint: `Put \`${missing}\` ${found === '' ? 'behind the end' : 'before it'}.` };
}

/** Code that ends where its author meant to end, and is not cut off for the reader's sake. */
function isWhole(code: string): boolean {
  const lines = code.split('\n').filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line));
  const last = lines.at(-1) ?? '';
  if (lines.length === 1) return !/(?:[([{,=:?&|+]|=>)\s*$/.test(last);
  const indents = lines.map(indentOf);
  return ONLY_CLOSING.test(last) && indentOf(last) === Math.min(...indents) && indentOf(last) < Math.max(...indents);
}

/** One bracket too many; brackets alone at the end are rather the tail of what is not shown. */
function* surplus(code: string, { at }: JsError): Iterable<Repair> {
  const bracket = /[)\]}]/.exec(code.charAt(at))?.[0];
  if (bracket === undefined) return;
  const before = lineBefore(code, at);
  const above =
    code
      .slice(0, at - before.length)
      .trimEnd()
      .split('\n')
      .at(-1) ?? '';
  const isDoubled = ONLY_CLOSING.test(above) && above.trim().startsWith(bracket) && indentOf(above) === indentOf(before);
  if (/[^\s)\]}]/.test(before) || isDoubled) yield { code: put(code, at, '', 1), hint: `Remove \`${bracket}\`.` };
}

function* quote(code: string, { at, message }: JsError): Iterable<Repair> {
  // The apostrophe of `'it's'`.
  if (/^['"]\w/.test(code.slice(at - 1, at + 1)))
    yield { code: put(code, at - 1, '\\'), hint: 'Put `\\` before the quotation mark within the string.' };
  const mark = code.charAt(at);
  if (message !== 'Unterminated string' || mark === '') return;
  const rest = lineAfter(code, at);
  const tail = /[\s)\]},;]*$/.exec(rest)?.[0].length ?? 0;
  for (let cut = 0; cut <= Math.min(tail, 8); cut++)
    yield { code: put(code, at + rest.length - cut, mark), hint: `Put ${mark} behind it.` };
}

const PLAIN = new Map(
  Object.entries({ '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '，': ',', '；': ';', '（': '(', '）': ')', '：': ':', '\u200b': '' }),
);

function* character(code: string, { at, message }: JsError): Iterable<Repair> {
  if (!message.startsWith('Invalid Character') || !PLAIN.has(code.charAt(at))) return;
  const hint = `Write \`${PLAIN.get(code.charAt(at))}\`.`;
  yield { code: code.replace(/[“”„‘’，；（）：\u200b]/g, (one) => PLAIN.get(one) ?? one), hint };
}

function* semicolon(code: string, { at, message }: JsError): Iterable<Repair> {
  if (message.startsWith('Expected a semicolon') && code.charAt(at) === ',' && lineAfter(code, at).trim() === ',')
    yield { code: put(code, at, ';', 1), hint: 'Write `;`.' };
}

/** A value or a name that is left out. */
function* operand(code: string, { at, found }: JsError): Iterable<Repair> {
  const before = lineBefore(code, at).trimEnd();
  const noValue = (found === ';' || found === ')') && /(?:[=+*/%<>&|-]|[^?]:)$/.test(before);
  const noName = found === '=' && /\b(?:const|let|var)(?:\s+[\w$]+\s*:)?$/.test(before);
  if (noValue || noName) yield { code: put(code, at, ' x '), hint: noName ? 'Put a name before it.' : 'Put a value before it.' };
}

const KEYWORDS = ['async', 'await', 'class', 'const', 'export', 'function', 'import', 'interface', 'return', 'switch', 'throw', 'while'];

function* keyword(code: string, { at, message, found }: JsError): Iterable<Repair> {
  if (message.startsWith('Expected `from`')) {
    if (nearest(found, ['from']) !== undefined) yield { code: put(code, at, 'from', found.length), hint: 'Did you mean `from`?' };
    return;
  }
  const before = lineBefore(code, at);
  if (message.startsWith('Identifier expected') && /\b(?:const|let|var)\s+$/.test(before))
    yield { code: put(code, at + found.length, '_'), hint: 'Choose another name.' };
  if (/\bexport\s+$/.test(before) && nearest(found, ['default']) !== undefined)
    yield { code: put(code, at, 'default', found.length), hint: 'Did you mean `default`?' };
  if (message.startsWith('Expected `(` but found `{`') && /\bfunction\s*[\w$]*\s*$/.test(before))
    yield { code: put(code, at, '() '), hint: 'Put `()` before it.' };
  if (!message.startsWith('Expected a semicolon')) return;
  const word = /^([ \t]*(?:export[ \t]+(?:default[ \t]+)?)?)([A-Za-z]{4,})[ \t]*$/.exec(before);
  const [line, prefix = '', written = ''] = word ?? [''];
  const meant = nearest(written, KEYWORDS);
  if (meant !== undefined)
    yield { code: put(code, at - line.length + prefix.length, meant, written.length), hint: `Did you mean \`${meant}\`?` };
}

const VOID = /<(area|br|col|hr|img|input|link|meta|source|track|wbr)\b((?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^<>"'{}])*)>/g;

/** An element whose closing tag is another's, or that HTML would let stand without one. JSX as a whole is left to others. */
function* element(code: string, { at, message, found }: JsError): Iterable<Repair> {
  const name = /^Expected corresponding JSX closing tag for '(.+)'/.exec(message)?.[1];
  if (name === undefined || code.trimStart().startsWith('<')) return;
  const closed = code.replace(VOID, (tag, kind: string, rest: string) => (rest.endsWith('/') ? tag : `<${kind}${rest}/>`));
  if (closed !== code) yield { code: closed, hint: `Close \`<${name}>\` with \`/>\`.` };
  yield { code: put(code, at, name, found.length), hint: `Did you mean \`</${name}>\`?` };
  yield { code: put(code, code.lastIndexOf('<', at), `</${name}>`), hint: `Put \`</${name}>\` before it.` };
}

const MENDS: readonly Mend[] = [comma, closing, surplus, quote, character, semicolon, operand, keyword, element];

/** What the author may have meant: the code with one slip of the pen undone. */
export function* repairsOf(code: string, error: JsError): Generator<Repair> {
  for (const mend of MENDS) yield* mend(code, error);
}
