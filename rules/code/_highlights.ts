import type { Fence } from '../../src/model/document.ts';

/** Lines that the info string of a fence marks. `at` is an offset in the info string. */
export interface Highlight {
  readonly text: string;
  readonly at: number;
  readonly last: number;
}

/** What marks whole lines where its value stands in braces; other keys, such as `height={200}`, mean something else. */
const LINE_KEYS =
  /(?:^|[\s,])(?:add|collapse|del|delete|emphasize|focus|highlight(?:ed|s|Lines?)?|hl|hl_lines|ins|insert|lines|mark|remove)=$/i;

/** MkDocs, Hugo and Zola; the list ends at its quote, its bracket, a comma before another key, or the end. */
const LISTS = /\b(?:hl_lines|highlight(?:Lines)?|data-line)\s*=\s*(?:"([^"]*)"|'([^']*)'|\[([^\]]*)\]|(\d[\d,\s-]*))/dg;

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<=\s)\/(?:[^/\\\s]|\\.)+\/(?=\s|$)/g;
const BRACES = /\{([^{}]*)\}/dg;
const ONE = /^(\d+)(?:\s*(-|\.{2,3})\s*(\d+))?$/;

/** The lines marked in `{1,3-5}`, `ins={2}`, `hl_lines="2 3"`, `{hl_lines=[1,"3-4"]}`, `{1|3-5|all}` and `[[1, 4, "x"]]`. */
export function highlightsOf(info: string): Highlight[] {
  if (!/\d/.test(info)) return [];
  const bare = info.replace(QUOTED, (text) => ' '.repeat(text.length));
  return [...inBraces(bare), ...inLists(info), ...inSteps(info)];
}

function* inBraces(info: string): Generator<Highlight> {
  for (const { index, indices } of info.matchAll(BRACES)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    const before = info.slice(0, index);
    if (before.endsWith('=') && !LINE_KEYS.test(before)) continue;
    // Expressive Code puts a label before the lines: `{"A": 3-5}`.
    const label = /^\s*:/.exec(info.slice(start, end))?.[0].length ?? 0;
    const found = listed(info.slice(start + label, end), start + label, /[^,|]+/g);
    if (found !== undefined) yield* found;
  }
}

function* inLists(info: string): Generator<Highlight> {
  for (const { indices } of info.matchAll(LISTS)) {
    const [start, end] = indices?.slice(1).find((group) => group !== undefined) ?? [0, 0];
    const found = listed(info.slice(start, end), start, /[^,\s"']+/g);
    if (found !== undefined) yield* found;
  }
}

/** `[[1, 4, "x"]]`: the first step marks `x` on line 4. */
function* inSteps(info: string): Generator<Highlight> {
  const steps = /\[\s*\[.*\]\s*\]/.exec(info);
  if (steps === null) return;
  for (const { 1: text = '', indices } of steps[0].matchAll(/\[\s*\d+\s*,\s*(\d+)\s*[,\]]/dg))
    yield { text, at: steps.index + (indices?.[1]?.[0] ?? 0), last: Number(text) };
}

/** Undefined where a part is no line, no range and no word of Slidev: then the list is none of lines. */
function listed(list: string, at: number, parts: RegExp): Highlight[] | undefined {
  const found: Highlight[] = [];
  for (const { 0: part, index } of list.matchAll(parts)) {
    const text = part.trim();
    if (text === '' || /^(?:all|none|hide|\*)$/.test(text)) continue;
    const [, first, sign, second = first] = ONE.exec(text) ?? [];
    if (first === undefined) return undefined;
    const last = Math.max(Number(first), Number(second) - (sign === '...' ? 1 : 0));
    found.push({ text, at: at + index + part.indexOf(text), last });
  }
  return found;
}

/** The number that the first line is shown with, where the info string names one. */
export function firstNumber(info: string): number {
  const start =
    /(?:show-?line-?numbers|line-?numbers|number-?lines|linenums|linenostart|start(?:-?(?:line|at|from))?(?:-?number)?|first-?line(?:-?number)?)\s*[=:]\s*["'{[]?\s*(\d+)/i;
  return Number(start.exec(info)?.[1] ?? 1);
}

/** The info string and where it starts in the file. */
export function infoOf(text: string, { opening, marker }: Fence): { readonly info: string; readonly start: number } {
  const start = opening[0] + marker.length;
  return { info: text.slice(start, opening[1]), start };
}
