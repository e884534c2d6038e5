import { tokenize, tokenTypes } from 'css-tree/tokenizer';
import type { SyntaxProblem } from './_problem.ts';

interface Token {
  readonly type: number;
  readonly text: string;
  readonly at: number;
}

const CLOSING = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);

/** Sass, Less, Stylus, a page of HTML, and rules that stand for others. */
const NO_CSS =
  /^\s*(?:[$%]|@\w+:|@(?:each|else|extend|for|function|if|include|mixin|return|use|while)\b)|#\{|(?<!:)\/\/|~"|\.\.\.|…|<\/?\w|^\s*[+-]\s|\$\w|[<>]{3}|\{[{%]/m;

/** Plain CSS, whole or in part. Indented closing braces and cut ends are rather parts of what is not shown. */
export function cssProblem(code: string): SyntaxProblem | undefined {
  if (NO_CSS.test(code)) return undefined;
  const tokens: Token[] = [];
  tokenize(code, (type, start, end) => {
    if (type !== tokenTypes.WhiteSpace) tokens.push({ type, text: code.slice(start, end), at: start });
  });
  return badToken(tokens) ?? missingSemicolon(code, tokens) ?? missingColon(code, tokens) ?? unbalanced(code, tokens);
}

function badToken(tokens: readonly Token[]): SyntaxProblem | undefined {
  const string = tokens.find(({ type }) => type === tokenTypes.BadString);
  if (string !== undefined) return { offset: string.at, message: 'Invalid CSS: unterminated string' };
  const comment = tokens.find(({ type, text }) => type === tokenTypes.Comment && !/^\/\*[\s\S]*\*\/$/.test(text));
  return comment && { offset: comment.at, message: 'Invalid CSS: unterminated comment' };
}

const isComment = ({ type }: Token) => type === tokenTypes.Comment;
const lineBefore = (code: string, at: number) => code.slice(code.lastIndexOf('\n', at - 1) + 1, at);

/** Inside a block, a declaration that goes on with the name and the colon of another one on the next line. */
function missingSemicolon(code: string, all: readonly Token[]): SyntaxProblem | undefined {
  if (!code.includes(';')) return undefined;
  const tokens = all.filter((token) => !isComment(token));
  let depth = 0;
  let isDeclaration = false;
  let second: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    if (/^[{};]$/.test(token.text)) {
      if (token.text !== '{' && second !== undefined)
        return { offset: second.at, message: `Invalid CSS: expected \`;\` but found \`${second.text}\``, hint: 'Put `;` before it.' };
      depth += token.text === '{' ? 1 : token.text === '}' ? -1 : 0;
      isDeclaration = false;
      second = undefined;
    } else if (token.type === tokenTypes.Ident && next?.text === ':' && depth > 0) {
      const isFirst = /^[{};]$/.test(before?.text ?? '');
      if (isFirst) isDeclaration = !token.text.startsWith('--');
      else if (isDeclaration && second === undefined && !/[,(:]$/.test(before?.text ?? '') && lineBefore(code, token.at).trim() === '')
        second = token;
    }
  }
  return undefined;
}

const PROPERTY =
  /^(?:align-items|background(?:-color|-image)?|border(?:-radius)?|bottom|color|display|flex|font(?:-family|-size|-weight)?|height|justify-content|left|line-height|margin(?:-\w+)?|max-width|opacity|overflow|padding(?:-\w+)?|position|right|text-align|top|transform|transition|width|z-index)$/;

/** `color red;` */
function missingColon(code: string, all: readonly Token[]): SyntaxProblem | undefined {
  const tokens = all.filter((token) => !isComment(token));
  for (const [index, { text, at }] of tokens.entries()) {
    const [before, next, last] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
    if (
      last?.text === ';' &&
      /^[{;]$/.test(before?.text ?? '') &&
      PROPERTY.test(text) &&
      /^[#\w.-]/.test(next?.text ?? '') &&
      /\s/.test(code.charAt(at + text.length))
    )
      return { offset: next?.at ?? at, message: `Invalid CSS: expected \`:\` but found \`${next?.text}\``, hint: 'Put `:` before it.' };
  }
  return undefined;
}

function unbalanced(code: string, tokens: readonly Token[]): SyntaxProblem | undefined {
  const open: (readonly [close: string, at: number])[] = [];
  for (const { text, at, type } of tokens) {
    const close = CLOSING.get(type === tokenTypes.Function ? '(' : text);
    const [wanted] = open.at(-1) ?? [];
    if (/^[{}]$/.test(text) && (wanted === ')' || wanted === ']'))
      return { offset: at, message: `Invalid CSS: expected \`${wanted}\` but found \`${text}\``, hint: `Put \`${wanted}\` before it.` };
    if (close !== undefined) open.push([close, at]);
    else if (text === wanted) open.pop();
    else if (text === '}' && wanted === undefined)
      return isTail(code, at) ? undefined : { offset: at, message: 'Invalid CSS: unexpected `}`', hint: 'Remove `}`.' };
    else if (/^[)\]]$/.test(text)) return { offset: at, message: `Invalid CSS: unexpected \`${text}\``, hint: `Remove \`${text}\`.` };
  }
  const [left] = open;
  if (left === undefined || open.length > 1 || left[0] !== '}' || !endsWhole(code)) return undefined;
  return { offset: left[1], message: 'Invalid CSS: `{` is never closed', hint: 'Put `}` behind its block.' };
}

/** A brace that closes what is not shown. */
function isTail(code: string, at: number): boolean {
  const line = lineBefore(code, at);
  const above =
    code
      .slice(0, at - line.length)
      .trimEnd()
      .split('\n')
      .at(-1) ?? '';
  return line.trim() === '' && !(/^\s*\}\s*$/.test(above) && above.search(/\S/) === line.length);
}

function endsWhole(code: string): boolean {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const last = lines.at(-1) ?? '';
  if (lines.length === 1) return !/[{,:]\s*$/.test(last);
  return last.trim() === '}' && last.search(/\S/) <= Math.min(...lines.map((line) => line.search(/\S/)));
}
