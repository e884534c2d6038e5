import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

/** Seven marks at the start of a line: git writes a name behind them, and people remove it at times. */
const MARKS = /^(?:<{7}|>{7})(?: [^\r\n]*)?\r?$/gm;
/** A closing mark alone, with a commit or a branch behind it: anything else may be a quotation in a quotation. */
const ALONE = /^>{7} (?:[0-9a-f]{7,40}\b|HEAD\s*$|Stashed changes|(?:origin|upstream)\/\S)/;
const FENCE = /^[ \t>]*(`{3,}|~{3,})/gm;

export default fileRule({
  meta: { summary: 'Marks of a merge conflict were left in.', level: 'error' },
  *check(document) {
    const { text } = document;
    if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return;
    let open: RegExpExecArray | undefined;
    for (const mark of text.matchAll(MARKS)) {
      const isOpening = mark[0].startsWith('<');
      if (isOpening ? isShown(mark.index, document) : open === undefined && (!ALONE.test(mark[0]) || isShown(mark.index, document)))
        continue;
      const at = isOpening ? open : (open ?? mark);
      open = isOpening ? mark : undefined;
      // Without a name and an end, it is a drawing.
      if (at !== undefined && (!isOpening || hasName(at))) yield conflict(at);
    }
    if (open !== undefined && hasName(open)) yield conflict(open);
  },
});

function hasName([line]: RegExpExecArray): boolean {
  return line.trim().length > 7;
}

function conflict({ index, 0: line }: RegExpExecArray): Finding {
  return {
    span: [index, index + line.trimEnd().length],
    message: 'Merge conflict that was never resolved',
    hint: 'Keep what is right, and remove the lines of `<`, `=` and `>`.',
  };
}

/** In code, the marks are meant to be seen; in front matter they never are. */
function isShown(at: number, document: Document): boolean {
  if (at < document.bodyStart) return false;
  // A body that does not parse has no nodes: an odd number of fences above means code.
  if (document.mdxProblem !== undefined) return (document.text.slice(0, at).match(FENCE)?.length ?? 0) % 2 === 1;
  const block = document.all('root')[0]?.children.find((node) => {
    const [start, end] = document.span(node);
    return start <= at && at < end;
  });
  return block === undefined || block.type === 'code' || block.type === 'math' || document.source(block).startsWith('<pre');
}
