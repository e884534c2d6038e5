import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { separateWords } from '../../src/model/words.ts';
import type { SyntaxProblem } from './_problem.ts';

/** JSON as documentation shows it: comments and trailing commas pass, and so do members or items without their braces. */
export function jsonProblem(code: string): SyntaxProblem | undefined {
  const [first] = errorsOf(code);
  if (first === undefined) return undefined;
  const fragments = [`{${code}}`, `[${code}]`, `{"":${code}}`];
  if (fragments.some((fragment) => errorsOf(fragment).length === 0) || isJsonLines(code)) return undefined;
  return {
    offset: first.offset,
    message: `Invalid JSON: ${separateWords(printParseErrorCode(first.error))}`,
  };
}

function errorsOf(code: string): ParseError[] {
  const errors: ParseError[] = [];
  parse(code, errors, { allowTrailingComma: true });
  return errors;
}

/** Several values one behind the other, such as a log. */
function isJsonLines(code: string): boolean {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const blocks = code.split(/\n(?=[{[])/).filter((block) => block.trim() !== '');
  return [lines, blocks].some((parts) => parts.length > 1 && parts.every((part) => errorsOf(part).length === 0));
}
