/**
 * True for code that nests deeper than the stacks of parsers allow. A native one ends the process there, and so does a
 * pattern that is compiled when the stack is nearly full.
 */
export function isTooDeep(code: string): boolean {
  if (code.length < 1000) return false;
  let depth = 0;
  for (const [bracket] of code.matchAll(/[([{)\]}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 100) return true;
  }
  // Lists within lists on one line, and blocks within blocks, of YAML.
  return /(?:[-?:][ \t]){100}/.test(code) || /^ {500}/m.test(code);
}
