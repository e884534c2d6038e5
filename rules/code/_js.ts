import { parseSync } from 'oxc-parser';
import { lowerFirst } from '../../src/model/words.ts';
import { type JsError, type Repair, repairsOf } from './_js-repairs.ts';
import type { SyntaxProblem } from './_problem.ts';

/** What the fragment is taken for: text before it and behind it that make a file of it. */
type Form = readonly [before: string, after: string];

const FILE: Form = ['', ''];
const EXPRESSION: Form = ['(\n', '\n)'];
const OBJECT: Form = ['({\n', '\n})'];
const CLASS: Form = ['(class {\n', '\n})'];
const BODY: Form = ['(async function* () {\n', '\n})'];
const OTHERS: readonly Form[] = [
  BODY,
  EXPRESSION,
  OBJECT,
  CLASS,
  ['type X = {\n', '\n}'],
  ['type X =\n', '\n'],
  ['[\n', '\n]'],
  ['f(\n', '\n)'],
  ['(\n', '\n) => 0'],
  ['switch (x) {\n', '\n}'],
  ['enum X {\n', '\n}'],
];
const CHILDREN: Form = ['<>\n', '\n</>'];

/** Dialects, from what most code is in to what little is. */
const DIALECTS = [
  ['code.tsx', {}],
  ['code.ts', {}],
  ['code.jsx', { sourceType: 'script' }],
] as const;

/** What is said of the grammar itself. A `return` outside a function, a name declared twice and so on are no matter of it. */
const SYNTAX = /^(?:Expected |Unexpected token|Unexpected end|Unterminated|Invalid Character|Invalid characters after|Identifier expected)/;

/** JavaScript and TypeScript, whole or in part, where one slip of the pen explains why it does not parse. */
export function jsProblem(code: string, name: string): SyntaxProblem | undefined {
  if (isTooLong(code) || parses(code)) return undefined;
  const broken = brokenPieces(code);
  if (broken.length === 0) return undefined;
  for (const { text, at } of [{ text: code, at: 0 }, ...broken]) {
    const found = slipOf(text);
    if (found !== undefined)
      return { offset: at + found.error.at, message: `Invalid ${name}: ${worded(found.error)}`, hint: found.repair.hint };
  }
  return undefined;
}

/** What nests without brackets: elements, types, conditions and functions that follow each other. */
function isTooLong(code: string): boolean {
  return code.length > 16_000 || (code.length > 1000 && (code.match(/=>|[?<]/g)?.length ?? 0) > 1000);
}

/** What begins like this is no part of an object, a class or an element. */
const STATEMENT = /^\s*(?:const|export|for|function\s+\w|if|import|let|return|throw|var|while)\b/;

function parses(code: string): boolean {
  const isStatement = STATEMENT.test(code.replace(/^(?:\s*\/\/[^\n]*\n)+/, ''));
  const forms = isStatement ? [FILE, BODY] : code.trimStart().startsWith('<') ? [FILE, CHILDREN, ...OTHERS] : [FILE, ...OTHERS];
  return forms.some((form) => DIALECTS.some((_, dialect) => errorIn(code, form, dialect) === undefined));
}

/** The first error, and the one repair that leaves none. */
function slipOf(code: string): { readonly error: JsError; readonly repair: Repair } | undefined {
  for (const form of [FILE, BODY, EXPRESSION, OBJECT, CLASS]) {
    for (const dialect of [0, 1]) {
      const error = errorIn(code, form, dialect);
      if (error === undefined) continue;
      for (const repair of repairsOf(code, error)) if (errorIn(repair.code, form, dialect) === undefined) return { error, repair };
    }
  }
  return undefined;
}

function errorIn(code: string, [before, after]: Form, dialect: number): JsError | undefined {
  const [file, options] = DIALECTS[dialect] ?? DIALECTS[0];
  const error = parseSync(file, before + code + after, options).errors.find(({ message }) => SYNTAX.test(message));
  if (error === undefined) return undefined;
  const { start = 0, end = 0 } = error.labels[0] ?? {};
  const at = Math.min(Math.max(0, start - before.length), code.length);
  // Some places are empty, and stand behind what the parser read last.
  const found = start === end ? at + (/^[ \t]*/.exec(code.slice(at))?.[0].length ?? 0) : at;
  const last = start === end ? found + 1 : Math.max(found, end - before.length);
  return { at: found, message: error.message, found: code.slice(found, last) };
}

interface Piece {
  text: string;
  readonly at: number;
}

/** The parts that don't parse by themselves, at most three: where there are more, it is hardly code. */
function brokenPieces(code: string): Piece[] {
  const broken: Piece[] = [];
  for (const piece of piecesOf(code)) {
    if (!parses(piece.text)) broken.push(piece);
    if (broken.length === 3) break;
  }
  return broken;
}

/** Parts that each stand for themselves: each begins at the left edge. */
function piecesOf(code: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = code.split('\n');
  const edge = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  let at = 0;
  for (const line of lines) {
    const last = pieces.at(-1);
    const goesOn = line.search(/\S/) !== edge || /^\s*(?:[)\]}.?:+|&=,`]|<\/|\/?>|(?:else|catch|finally)\b)/.test(line);
    if (last === undefined || !goesOn) pieces.push({ text: line, at });
    else last.text += `\n${line}`;
    at += line.length + 1;
  }
  return pieces.filter(({ text }) => text.trim() !== '');
}

function worded({ message, found }: JsError): string {
  const word = /^[\w$]+/.exec(found)?.[0];
  const said = message.startsWith('Expected a semicolon') ? 'Expected the end of the statement' : message;
  return lowerFirst(
    said
      .replace(/\.$/, '')
      .replace('Character', 'character')
      .replace('`EOF`', 'the end')
      .replace(/`(?:Identifier|string|decimal)`$/, word ? `\`${word}\`` : 'a string'),
  );
}
