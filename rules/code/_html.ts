import { type ErrorCodes, parseFragment } from 'parse5';
import type { SyntaxProblem } from './_problem.ts';

/** Browsers mend everything; these are the slips after which the page is another one than was meant. */
const SLIPS = new Map<`${ErrorCodes}`, string>([
  ['duplicate-attribute', 'the attribute is there twice'],
  ['eof-in-comment', 'a comment is never closed'],
  ['eof-in-tag', 'a tag is never closed'],
  ['missing-whitespace-between-attributes', 'expected a space between attributes'],
  ['unexpected-character-in-attribute-name', 'unexpected quotation mark'],
  ['unexpected-equals-sign-before-attribute-name', 'expected the name of an attribute but found `=`'],
]);

/** Templates, and components of Vue, Angular, Alpine, Svelte, Astro and JSX, whose attributes follow other rules. */
const NO_HTML = /\{\{|\{%|<%|<\?|\$\{|[={\s]\{|\{[#@/:]|[\s"'][@:#*([][\w.-]+[)\]]*\s*=|\b(?:v|x|th|ng)[-:]\w|\.\.\.|…|\[\[|^\s*[+-]\s/m;

export function htmlProblem(code: string): SyntaxProblem | undefined {
  if (NO_HTML.test(code)) return undefined;
  let problem: SyntaxProblem | undefined;
  parseFragment(code, {
    onParseError: ({ code: name, startOffset }) => {
      const slip = SLIPS.get(name);
      if (slip === undefined || problem !== undefined) return;
      if (name === 'unexpected-character-in-attribute-name' && !/["']/.test(code.charAt(startOffset))) return;
      problem = { offset: Math.min(startOffset, code.trimEnd().length - 1), message: `Invalid HTML: ${slip}` };
    },
  });
  return problem;
}
