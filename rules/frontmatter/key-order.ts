import type { Document } from '../../src/model/document.ts';
import type { Fix } from '../../src/model/finding.ts';
import type { MapEntry } from '../../src/model/frontmatter.ts';
import { fileRule } from '../../src/model/rule.ts';

export default fileRule<{ order: string[] }>({
  meta: {
    summary: 'Front matter keys stand in another order than the agreed one.',
    level: 'off',
    fix: 'safe',
    options: {
      order: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'Keys in their order. Others may stand anywhere.',
      },
    },
  },
  *check(document, { order }) {
    const { frontmatter } = document;
    if (order.length < 2 || frontmatter?.root === undefined) return;
    const rank = new Map(order.map((key, index) => [key, index]));
    const listed = frontmatter.root.entries.filter(({ key }) => rank.has(key));
    const sorted = [...listed].sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0));
    const index = listed.findIndex((entry, at) => at > 0 && (rank.get(entry.key) ?? 0) < (rank.get(listed[at - 1]?.key ?? '') ?? 0));
    const late = listed[index];
    if (late === undefined) return;
    const after = listed.find(({ key }) => (rank.get(key) ?? 0) > (rank.get(late.key) ?? 0));
    yield {
      span: late.keySpan,
      message: `\`${late.key}\` should stand before \`${after?.key}\``,
      fix: reordered(document, listed, sorted),
    };
  },
});

/** Moves whole lines; only where each line of the front matter is one key with its value. */
function reordered({ frontmatter, text }: Document, listed: readonly MapEntry[], sorted: readonly MapEntry[]): Fix | undefined {
  if (frontmatter?.root === undefined || frontmatter.format === 'json') return undefined;
  const [start, end] = frontmatter.content;
  const lines = text.slice(start, end).split(/\r\n|\r|\n/);
  const used = lines.filter((line) => line.trim() !== '').length;
  // What an alias names must stand before it.
  if (/(?:^|[\s[{,])[&*]\w/.test(text.slice(start, end))) return undefined;
  const isFlat = frontmatter.root.entries.every(({ keySpan }) => /[\r\n]/.test(text.charAt(keySpan[0] - 1)));
  if (!isFlat || used !== frontmatter.root.entries.length || sorted.some((entry) => entry.value.span[0] < entry.keySpan[0]))
    return undefined;
  const lineOf = ({ keySpan }: MapEntry) => {
    const rest = /^[^\r\n]*/.exec(text.slice(keySpan[0], end))?.[0] ?? '';
    return [keySpan[0], keySpan[0] + rest.length] as const;
  };
  const edits = listed.flatMap((entry, index) => {
    const other = sorted[index];
    return other === undefined || other === entry ? [] : [{ span: lineOf(entry), text: text.slice(...lineOf(other)) }];
  });
  return { title: 'Put the keys in order', safety: 'safe', edits };
}
