import type { Mark, NamedRule } from '../../model/mark.ts';
import type { Span } from '../../model/span.ts';

/** A text without it holds no mark. */
export const SIGN = /\bstet\b/;

const OPENING = /^\s*stet(?:-(file|start|end))?(?=\s|$)/;
const REASON = /(?<=^|\s)--(?=\s|$)/;
const NAME = /[^\s,]+/g;

export type Said = Pick<Mark, 'kind' | 'rules' | 'reason'>;

/**
 * What the text inside a comment says, where it is a mark; the text stands at `base` in the file. Prose that happens to
 * begin with the word is none: several words, of which no one looks like a rule.
 */
export function readComment(text: string, base: number): Said | undefined {
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const [{ length }, kind = 'next'] = opening;
  const rest = text.slice(length);
  const reason = REASON.exec(rest);
  const names = reason === null ? rest : rest.slice(0, reason.index);
  const tokens = [...names.matchAll(NAME)].map(({ index, 0: id }) => ({ id, start: base + length + index }));
  if (kind === 'next' && tokens.length > 1 && !tokens.some(({ id }) => id.includes('/'))) return undefined;
  const spans = tokens.map(({ id, start }): Span => [start, start + id.length]);
  return {
    kind: kind as Mark['kind'],
    rules: tokens.map(({ id }, index): NamedRule => ({ id, span: spans[index] as Span, removal: withoutName(spans, index) })),
    reason:
      reason === null
        ? undefined
        : rest
            .slice(reason.index + 2)
            .replace(/\s+/g, ' ')
            .trim() || undefined,
  };
}

/** Takes the space to the next name along, or that behind the name before. */
function withoutName(spans: readonly Span[], index: number): NamedRule['removal'] {
  const [before, own, after] = [spans[index - 1], spans[index], spans[index + 1]];
  if (own === undefined || (before ?? after) === undefined) return undefined;
  return { span: after !== undefined ? [own[0], after[0]] : [before?.[1] ?? own[0], own[1]], text: '' };
}
