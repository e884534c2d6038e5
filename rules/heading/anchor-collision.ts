import type { Anchor } from '../../src/model/link.ts';
import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'Two headings of different text make the same anchor, or state it.', level: 'warn' },
  *check(document) {
    if (document.all('heading').length < 2) return;
    const first = new Map<string, Anchor>();
    for (const anchor of document.anchors ?? []) {
      if (anchor.kind !== 'heading' && anchor.kind !== 'custom') continue;
      const wanted = anchor.base ?? anchor.id;
      const other = first.get(wanted);
      if (other === undefined) first.set(wanted, anchor);
      else if (collide(anchor, other) && /[\p{L}\p{N}]/u.test(wanted))
        yield {
          span: anchor.span,
          message:
            anchor.kind === 'custom'
              ? `The id \`${wanted}\` belongs to ${described(other)} as well`
              : `\`${titleOf(anchor)}\` makes the anchor \`#${wanted}\`, which belongs to ${described(other)}`,
          hint: anchor.kind === 'custom' ? undefined : consequence(anchor),
          related: [{ span: other.span, message: 'The other one' }],
        };
    }
  },
});

/** The same text again is numbered as readers expect it: `heading/duplicate` judges that. */
function collide(anchor: Anchor, other: Anchor): boolean {
  return anchor.kind === 'custom' || other.kind === 'custom' || titleOf(anchor) !== titleOf(other);
}

function described(anchor: Anchor): string {
  return `\`${titleOf(anchor)}\``;
}

function consequence({ id, base }: Anchor): string {
  return base === undefined ? 'Browsers go to the first of the two.' : `It becomes \`#${id}\`, which changes when headings move.`;
}

function titleOf({ text = '' }: Anchor): string {
  return text.replace(/\s+/g, ' ').trim();
}
