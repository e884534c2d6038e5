import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

/** Seven marks at the start of a line: git writes a name behind the first and the last, and people remove it at times. */
const OPENING = /^<{7}(?: [^\r\n]*)?\r?$/gm;
const CLOSING = /^>{7}(?: [^\r\n]*)?\r?$/m;
/** A closing mark alone, with a commit or a branch behind it: anything else may be a quotation in a quotation. */
const ALONE = /^>{7} (?:[0-9a-f]{7,40}\b[^\r\n]*|HEAD|Stashed changes|(?:origin|upstream)\/\S+)\r?$/gm;
const FENCE = /^[ \t>]*(`{3,}|~{3,})/gm;

export default fileRule({
  meta: { summary: 'Marks of a merge conflict were left in.', level: 'error' },
  *check(document) {
    const { text } = document;
    if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return;
    let end = 0;
    for (const { index, 0: line } of text.matchAll(OPENING)) {
      const closing = CLOSING.exec(text.slice(index));
      // Without a name and an end, it is a drawing.
      if (index < end || (closing === null && line.trim().length === 7) || isShown(index, document)) continue;
      if (closing !== null) end = index + closing.index + closing[0].length;
      yield conflict(index, line);
    }
    for (const { index, 0: line } of text.matchAll(ALONE)) {
      if (index >= end && !isShown(index, document)) yield conflict(index, line);
    }
  },
});

function conflict(at: number, line: string): Finding {
  return {
    span: [at, at + line.trimEnd().length],
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
