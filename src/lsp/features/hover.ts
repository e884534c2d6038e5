import type { Hover } from 'vscode-languageserver';
import { formatBytes } from '../../model/bytes.ts';
import type { Corpus, Post } from '../../model/corpus.ts';
import type { KeyPath, ValueNode } from '../../model/frontmatter.ts';
import { formatName } from '../../model/image.ts';
import type { Span } from '../../model/span.ts';
import type { Scene } from '../scene.ts';
import { titleOf } from './completion/links.ts';
import { fieldAt, keysAt } from './fields.ts';
import { isAt, mentionAt } from './mentions.ts';
import { type PlaceParams, placeOf } from './place.ts';

/** What is known of a place. `thumbnail` is the address of an image. */
interface Note {
  readonly span: Span;
  readonly title: string;
  /** Of the page that says more. */
  readonly url?: string | undefined;
  readonly lines: readonly string[];
  readonly thumbnail?: string;
}

/** What is said of the place that is pointed at: the rules that find something there, the key, the image, the post. */
export async function hover(scene: Scene, params: PlaceParams): Promise<Hover | null> {
  const place = await placeOf(scene, params);
  if (place === undefined) return null;
  const { path, offset, corpus, post } = place;
  const notes = [
    ...(await findingNotes(scene, path, offset)),
    await keyNote(post, offset),
    mentionNote(post, corpus, offset, scene),
  ].filter((note) => note !== undefined);
  const [first] = notes;
  if (first === undefined) return null;
  const { rangeOf } = scene.placesOf(path);
  const narrowest = notes.reduce((one, other) => (length(other.span) < length(one.span) ? other : one), first);
  const value = notes.map((note) => written(note, scene.takesMarkdown)).join(scene.takesMarkdown ? '\n\n---\n\n' : '\n\n');
  return { contents: { kind: scene.takesMarkdown ? 'markdown' : 'plaintext', value }, range: rangeOf(narrowest.span) };
}

const length = ([start, end]: Span) => end - start;

function written({ title, url, lines, thumbnail }: Note, isMarkdown: boolean): string {
  if (!isMarkdown) return [title, ...lines].join('\n');
  const head = url === undefined ? `**${title}**` : `[**${title}**](${url})`;
  return [head, ...lines, ...(thumbnail === undefined ? [] : [`![](${thumbnail})`])].join('\n\n');
}

async function findingNotes(scene: Scene, path: string, offset: number): Promise<Note[]> {
  const notes = new Map<string, Note>();
  for (const { rule, range, url } of await scene.findingsOf(path)) {
    const span: Span = [range.start.offset, range.end.offset];
    if (!isAt(offset, span) || notes.has(rule)) continue;
    const summary = scene.rules.get(rule)?.meta.summary;
    notes.set(rule, { span, title: rule, url, lines: summary === undefined ? [] : [summary] });
  }
  return [...notes.values()];
}

/** What the schema says of the key or value at an offset. */
async function keyNote({ collection, facts }: Post, offset: number): Promise<Note | undefined> {
  const found = facts.frontmatter?.root && keyAt(facts.frontmatter.root, offset, []);
  const form = found && (await collection?.schema?.form());
  const field = form && fieldAt(form, found.path);
  if (found === undefined || form === undefined || field === undefined) return undefined;
  const isRequired = keysAt(form, found.path.slice(0, -1)).some(({ name, isRequired }) => name === found.path.at(-1) && isRequired);
  const type = [field.type, isRequired ? 'required' : undefined].filter((part) => part !== undefined).join(', ');
  const lines = [
    ...(type === '' ? [] : [type]),
    ...(field.description === undefined ? [] : [field.description]),
    ...(field.values.length === 0 ? [] : [`One of ${field.values.map(code).join(', ')}.`]),
    ...(field.fallback === undefined ? [] : [`Default: ${code(field.fallback)}.`]),
  ];
  return { span: found.span, title: String(found.path.at(-1)), lines };
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** The innermost key whose name or value is at an offset. */
function keyAt(node: ValueNode, offset: number, path: KeyPath): { readonly path: KeyPath; readonly span: Span } | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const at = node.items.findIndex(({ span }) => isAt(offset, span));
    const item = node.items[at];
    return item && keyAt(item, offset, [...path, at]);
  }
  const entry = node.entries.find(({ keySpan, value }) => isAt(offset, keySpan) || isAt(offset, value.span));
  if (entry === undefined) return undefined;
  const own = [...path, entry.key];
  return isAt(offset, entry.keySpan)
    ? { path: own, span: entry.keySpan }
    : (keyAt(entry.value, offset, own) ?? { path: own, span: entry.value.span });
}

/** The image or the post that is named at an offset. */
function mentionNote(post: Post, corpus: Corpus, offset: number, scene: Scene): Note | undefined {
  const mention = mentionAt(post, corpus, offset);
  if (mention === undefined) return undefined;
  const { path, span, kind } = mention;
  if (kind === 'image') return { span, title: path, lines: [imageFacts(path, corpus)], thumbnail: scene.uriOf(path) };
  const to = corpus.post(path);
  const title = to && titleOf(to);
  return title === undefined ? { span, title: path, lines: [] } : { span, title, lines: [path] };
}

function imageFacts(path: string, corpus: Corpus): string {
  const image = corpus.inspect(path);
  if (image.status === 'unreadable') return `It can't be read: ${image.reason}`;
  if (image.status === 'corrupt') return `It ${image.reason}`;
  const size = image.size === undefined ? [] : [`${image.size.width} × ${image.size.height} pixels`];
  return [formatName(image.format), ...size, formatBytes(image.bytes)].join(', ');
}
