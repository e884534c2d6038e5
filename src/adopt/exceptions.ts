import type { ContentSchema } from '../model/config.ts';
import type { Corpus, SchemaIssue } from '../model/corpus.ts';
import { type KeyPath, type MapNode, nodeAt } from '../model/frontmatter.ts';
import { byText } from '../model/order.ts';
import type { Span } from '../model/span.ts';
import type { Sample } from './infer.ts';

/** A post that an inferred schema refuses, and why. */
export interface Exception {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** What the schema of a collection says against the very posts it was inferred from, with how many are otherwise. */
export async function exceptionsTo(schema: ContentSchema, samples: readonly Sample<MapNode>[], corpus: Corpus): Promise<Exception[]> {
  const found: { sample: Sample<MapNode>; issue: SchemaIssue }[] = [];
  const exceptions: Exception[] = [];
  for (const sample of samples) {
    for (const issue of await schema.check(sample.node)) found.push({ sample, issue });
    exceptions.push(...lostImages(schema, sample, corpus));
  }
  for (const { sample, issue } of found) exceptions.push({ path: sample.post.path, ...told(sample, issue, found, samples) });
  return exceptions.sort((a, b) => byText(a.path, b.path) || a.span[0] - b.span[0]);
}

function told(
  { post, node }: Sample<MapNode>,
  issue: SchemaIssue,
  found: readonly { readonly sample: Sample<MapNode>; readonly issue: SchemaIssue }[],
  samples: readonly Sample<MapNode>[],
): Omit<Exception, 'path'> {
  const keys = issue.key === undefined ? issue.path : [...issue.path, issue.key];
  const name = `\`${written(keys)}\``;
  const flawed = new Set(
    found.filter((other) => other.issue.kind === issue.kind && alike(other.issue, issue)).map(({ sample }) => sample.post),
  );
  if (issue.kind === 'missing') {
    const maps = samples.filter((sample) => has(sample.node, issue.path)).length;
    const span = issue.path.length === 0 ? (post.facts.frontmatter?.opening ?? post.facts.firstLine) : spanAt(node, issue.path);
    return { span, message: `${name} is missing (${maps - flawed.size} of ${maps} posts have it)` };
  }
  if (issue.kind === 'unknown-key') return { span: keySpan(node, keys), message: `${name} is in no other post` };
  const having = samples.filter((sample) => has(sample.node, keys)).length;
  return { span: spanAt(node, keys), message: `${name} ${issue.message} (right in ${having - flawed.size} of ${having} posts)` };
}

/** Whether two issues are about the same key, at whatever place of a list. */
function alike(a: SchemaIssue, b: SchemaIssue): boolean {
  const pathOf = ({ path, key }: SchemaIssue) => written([...path, key ?? ''].map((part) => (typeof part === 'number' ? 0 : part)));
  return pathOf(a) === pathOf(b);
}

function has(node: MapNode, path: KeyPath): boolean {
  const first = path.findIndex((part) => typeof part === 'number');
  return nodeAt(node, first === -1 ? path : path.slice(0, first)) !== undefined;
}

function* lostImages(schema: ContentSchema, { post, node }: Sample<MapNode>, corpus: Corpus): Generator<Exception> {
  for (const reference of schema.images(node)) {
    const { status } = corpus.resolve(post, reference);
    if (status === 'missing' || status === 'outside-root' || status === 'wrong-case')
      yield { path: post.path, span: reference.span, message: `Image \`${reference.url}\` does not exist` };
  }
}

/** `sidebar.order`, `tags[0]`. */
function written(keys: KeyPath): string {
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

function spanAt(node: MapNode, path: KeyPath): Span {
  return nodeAt(node, path)?.span ?? node.span;
}

function keySpan(node: MapNode, path: KeyPath): Span {
  const map = nodeAt(node, path.slice(0, -1));
  const entry = map?.kind === 'map' ? map.entries.findLast(({ key }) => key === path.at(-1)) : undefined;
  return entry?.keySpan ?? node.span;
}
