import type { Post } from '../../src/model/corpus.ts';
import type { Finding, Fix } from '../../src/model/finding.ts';
import type { KeyPath, ScalarNode, ValueNode } from '../../src/model/frontmatter.ts';
import { corpusRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';
import { readings, surprises } from './_reading.ts';

export default corpusRule({
  meta: { summary: 'A value that YAML reads as something else than what is written, or cuts off.', level: 'warn', fix: 'unsafe' },
  *check(post) {
    const { frontmatter } = post.facts;
    if (frontmatter?.format !== 'yaml') return;
    for (const { span, message, hint, quoted } of frontmatter.misreadings ?? [])
      yield { span, message, hint, fix: quoted && quote(quoted.span, quoted.text) };
    if (frontmatter.root !== undefined) yield* doubtful(post, frontmatter.root);
  },
});

function* doubtful({ collection, schemaIssues }: Post, root: ValueNode): Generator<Finding> {
  const engine = collection?.yaml ?? 'js-yaml-3';
  const assumed = (collection?.origins.yaml ?? 'default') === 'default';
  const refused = new Set(schemaIssues.map(({ path }) => path.join('\0')));
  for (const [{ plain: text = '', span }, path] of doubtfulScalars(root, [])) {
    const key = path.findLast((part) => typeof part === 'string') ?? '';
    const isToldAlready = refused.has(path.join('\0'));
    if (isToldAlready || !surprises(engine, assumed, { text, key, inList: typeof path.at(-1) === 'number' })) continue;
    yield { span, message: readings(engine, text), hint: hintFor(text), fix: quote(span, `'${text}'`) };
  }
}

function* doubtfulScalars(node: ValueNode, path: KeyPath): Generator<[ScalarNode, KeyPath]> {
  if (node.kind === 'scalar') {
    if (node.plain !== undefined) yield [node, path];
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield* doubtfulScalars(item, [...path, index]);
  } else for (const { key, value } of node.entries) yield* doubtfulScalars(value, [...path, key]);
}

function hintFor(text: string): string {
  if (/^(?:yes|on)$/i.test(text)) return 'Put it in quotes, or write `true`.';
  if (/^(?:no|off)$/i.test(text)) return 'Put it in quotes, or write `false`.';
  return 'Put it in quotes if it is text; else write it as a plain number.';
}

function quote(span: Span, text: string): Fix {
  return { title: 'Put it in quotes', safety: 'unsafe', edits: [{ span, text }] };
}
