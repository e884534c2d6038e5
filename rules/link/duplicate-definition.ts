import type { Definition, FootnoteDefinition } from 'mdast';
import { fileRule } from '../../src/model/rule.ts';
import { placeOf, removal } from './_definition.ts';
import { foldLabel, isComment } from './_labels.ts';

export default fileRule({
  meta: { summary: 'A label is defined twice; only the first definition counts.', level: 'warn', fix: 'safe' },
  *check(document) {
    const links = document.all('definition');
    const footnotes = document.all('footnoteDefinition');
    if (links.length < 2 && footnotes.length < 2) return;
    for (const definitions of [links, footnotes]) {
      const firsts = new Map<string, Definition | FootnoteDefinition>();
      for (const definition of definitions) {
        if (isComment(definition)) continue;
        const label = definition.label ?? definition.identifier;
        const first = firsts.get(foldLabel(label));
        if (first === undefined) {
          firsts.set(foldLabel(label), definition);
          continue;
        }
        const name = definition.type === 'footnoteDefinition' ? `^${label}` : label;
        const isSame = definition.type === 'definition' && first.type === 'definition' && isEqual(definition, first);
        yield {
          span: placeOf(definition, document),
          message: isSame ? `\`[${name}]\` is defined twice` : `\`[${name}]\` is defined twice, and only the first definition counts`,
          related: [{ span: placeOf(first, document), message: 'The first one' }],
          fix: isSame ? removal(definition, document) : undefined,
        };
      }
    }
  },
});

function isEqual(a: Definition, b: Definition): boolean {
  return a.url === b.url && (a.title ?? '') === (b.title ?? '');
}
