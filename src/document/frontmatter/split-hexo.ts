import type { Span } from '../../model/span.ts';
import { afterLineBreak, lineAt, lineEnd, type Split, splitFrontMatter } from './split.ts';

const FENCE = /^(?:-{3,}|;{3,})/;
/** As YAML writes keys, or JSON. */
const KEY = /^(?:[\p{L}_][\p{L}\p{N}_.-]*|"[^"\\]+"|'[^']+')[ \t]*:(?:[ \t]|$)/u;
/** What stands between them: what belongs to one, and comments. */
const INNER = /^(?:[ \t}\]-]|#|$)/;
const COMMENT = /^[ \t]*(?:#|$)/;

/**
 * Finds front matter as Hexo does: the opening fence may be left out, fences may be longer than three characters, and what
 * stands between semicolons is JSON without the braces around it. Tabs may indent YAML.
 */
export function splitHexo(text: string): Split {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const opening = lineAt(text, start);
  const fence = FENCE.exec(opening)?.[0];
  if (fence !== undefined && fence !== opening) return splitFrontMatter(text);
  const from = fence === undefined ? start : afterLineBreak(text, start + fence.length);
  const closing = fence === undefined ? closingBehindKeys(text, from) : closingOf(fence, text, from);
  if (closing === undefined || (fence === '---' && closing.line === '---')) return withTabs(splitFrontMatter(text));
  const content: Span = [from, closing.at];
  const end = closing.at + closing.line.length;
  const isJson = closing.line.startsWith(';');
  return {
    block: {
      format: isJson ? 'json' : 'yaml',
      span: [start, end],
      opening: closing.first ?? [start, start + opening.length],
      content,
      ...(isJson ? { isBraceless: true } : { takesTabs: true }),
    },
    bodyStart: afterLineBreak(text, end),
    problem: undefined,
  };
}

function withTabs({ block, ...split }: Split): Split {
  return { ...split, block: block?.format === 'yaml' ? { ...block, takesTabs: true } : block };
}

interface Closing {
  readonly at: number;
  readonly line: string;
  /** The line of the first key, where no fence opens. */
  readonly first?: Span;
}

/** The first line that begins with the fence. */
function closingOf(fence: string, text: string, from: number): Closing | undefined {
  for (const { at, line } of linesFrom(text, from)) if (line.startsWith(fence)) return { at, line };
  return undefined;
}

/** The first line that begins with any fence, where there are keys before it and nothing else; and the line of the first key. */
function closingBehindKeys(text: string, from: number): Closing | undefined {
  let first: Span | undefined;
  for (const { at, line } of linesFrom(text, from)) {
    if (FENCE.test(line)) return first && { at, line, first };
    if (KEY.test(line)) first ??= [at, at + line.length];
    else if (!(first === undefined ? COMMENT : INNER).test(line)) return undefined;
  }
  return undefined;
}

function* linesFrom(text: string, from: number): Generator<Closing> {
  for (let at = from; at < text.length; at = afterLineBreak(text, lineEnd(text, at))) yield { at, line: lineAt(text, at) };
}
