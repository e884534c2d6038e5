import type { Document } from '../../model/document.ts';
import { lazily } from '../../model/lazily.ts';
import type { Mark } from '../../model/mark.ts';
import { bodyMarks } from './body.ts';
import { SIGN } from './comment.ts';

const loadData = lazily(() => import('./data.ts'));

/** Every mark of a post, in order. */
export async function marksOf(document: Document): Promise<readonly Mark[]> {
  const { text, frontmatter } = document;
  const isInData = frontmatter !== undefined && SIGN.test(text.slice(...frontmatter.content));
  const inData = isInData ? (await loadData()).dataMarks(text, frontmatter) : [];
  return paired([...inData, ...bodyMarks(document)].sort((a, b) => a.span[0] - b.span[0]));
}

/** Each start with its end: an end that names no rules ends what was started last, another one what names the same. */
function paired(marks: readonly Mark[]): Mark[] {
  const ends = new Map<Mark, Mark>();
  const open: Mark[] = [];
  for (const mark of marks) {
    if (mark.kind === 'start') open.push(mark);
    if (mark.kind !== 'end') continue;
    const at = mark.rules.length === 0 ? open.length - 1 : open.findLastIndex((start) => namesOf(start) === namesOf(mark));
    const [start] = at === -1 ? [] : open.splice(at, 1);
    if (start !== undefined) ends.set(start, mark);
  }
  const closing = new Set(ends.values());
  return marks.map((mark): Mark => {
    if (mark.kind === 'end') return closing.has(mark) ? mark : { ...mark, isUnpaired: true };
    if (mark.kind !== 'start') return mark;
    const end = ends.get(mark);
    if (end === undefined) return { ...mark, isUnpaired: true };
    // The names of both halves must stay the same.
    const rules = end.rules.length === 0 ? mark.rules : mark.rules.map((rule) => ({ ...rule, removal: undefined }));
    return {
      ...mark,
      rules,
      reach: [mark.span[0], end.span[1]],
      removal: mark.removal && end.removal && [...mark.removal, ...end.removal],
    };
  });
}

function namesOf({ rules }: Mark): string {
  return rules
    .map(({ id }) => id)
    .sort()
    .join(' ');
}
