import type { Document, Fence } from '../../src/model/document.ts';

/** Written to stand for something else: what surrounds it can't be judged. */
const ELISION = /\.\.\.|…|⋮/;
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|<[a-zA-Z][\w \-.:/]*>|\[(?:YOUR|your|INSERT)[^\]]*\]/;

export function isSketch(code: string): boolean {
  return ELISION.test(code) || PLACEHOLDER.test(code);
}

/** Dots that are no spread, outside comments. */
const CODE_ELISION = /\.\.\.(?![\w$[({'"`<])|\{\s*\.\.\.\s*\}|…|⋮/;
const CODE_PLACEHOLDER = /(?<!=)\{\{|\{%|<%|<\?|<(?:your|my|insert)\b[^<>]*>|<[A-Z]+[_ -][A-Z_ -]*>|\[(?:YOUR|your|INSERT)|\[\s*,/;
/** A page of Astro, Vue or Svelte, a session of a shell or a console, a list of changes. */
const OTHER_THAN_CODE = /^(?:---\s*$|<(?:template|script|style)\b|[$>%] |>>> |[+-](?:\s|$)|@@ |<<<<<<<)/m;

/** Code in which something stands for what is not shown, or that comes with what is no code. */
export function isCodeSketch(code: string): boolean {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  return CODE_ELISION.test(bare) || CODE_PLACEHOLDER.test(bare) || OTHER_THAN_CODE.test(code);
}

/** Shows lines that go beside lines that come: the two together are no file. */
export function isDiff({ node: { meta, value } }: Fence): boolean {
  return /(?:^|\s)(?:del|ins|diff)\b/.test(meta ?? '') || value.includes('[!code');
}

/** The code without the lines that are shown as taken away; undefined where they can't be told. */
export function withoutRemoved({ node: { meta, value } }: Fence): string | undefined {
  if (/(?:^|\s)diff\b|\bremoved?\b/.test(meta ?? '') || /\[!code --:|\bhighlight-remove|\bremove-(?:next|start)/.test(value))
    return undefined;
  const removed = [...(meta ?? '').matchAll(/\bdel=\{([^{}]*)\}/g)].flatMap(([, list = '']) => list.split(',').map(rangeOf));
  if (removed.length === 0 && !value.includes('[!code --]')) return value;
  const isRemoved = (line: string, number: number) =>
    line.includes('[!code --]') || removed.some(([first, last]) => number >= first && number <= last);
  return value
    .split('\n')
    .map((line, index) => (isRemoved(line, index + 1) ? ' '.repeat(line.length) : line))
    .join('\n');
}

function rangeOf(text: string): readonly [number, number] {
  const [first = Number.NaN, last = first] = text.replace(/^.*:/, '').split('-').map(Number);
  return [first, last];
}

/** Words by which a writer says that the code is meant to be wrong. */
const WRONG =
  /\b(?:syntax ?errors?|invalid|incorrect|wrong|illegal|broken|buggy|malformed|erroneous|typos?|mistakes?|unexpected token|not (?:be )?(?:valid|allowed|legal|work|compile|parse)|(?:does|do|will|wo|is|are|can)(?:n't|n’t| not) (?:work|compile|parse|run|valid|legal|allowed)|fails? to (?:compile|parse))\b|[❌✗✘✖🚫⛔👎💥🚨]|错误|錯誤|エラー|ошибк|erreur|fehler/iu;
const WRONG_META = /\b(?:bad|broken|error|fail|incorrect|invalid|no-?(?:check|lint|verify)|wrong|nolint)\b/i;
const WRONG_COMMENT = /(?:\/\/|\/\*|<!--)[^\n]*\b(?:errors?|bad|fails?|throws?|missing|oops|don't|never|bug)\b/i;

/** Meant to be wrong, by what stands in it, or in the text around it. */
export function isMeantToBeWrong(document: Document, { node, opening }: Fence): boolean {
  const [start, end] = document.span(node);
  const around = prose(document, Math.max(0, start - 300), opening[0]) + prose(document, end, end + 200);
  return WRONG.test(around) || WRONG.test(node.value) || WRONG_META.test(node.meta ?? '') || WRONG_COMMENT.test(node.value);
}

/** The text without the marks in it: `stet code/invalid-syntax` does not say that the code is meant to be invalid. */
function prose({ text, marks }: Document, from: number, to: number): string {
  let at = from;
  let found = '';
  for (const { span } of marks) {
    if (span[1] <= at || span[0] >= to) continue;
    found += text.slice(at, Math.max(at, span[0]));
    at = span[1];
  }
  return found + text.slice(at, Math.max(at, to));
}
