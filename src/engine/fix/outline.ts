import { openDocument } from '../../document/document.ts';
import type { NodeType, ReadingSettings } from '../../model/document.ts';
import type { ValueNode } from '../../model/frontmatter.ts';

/** How much of everything is in a post that no fix may lose. */
type Outline = Readonly<Record<(typeof PARTS)[number], number>>;

const PARTS = ['front matter', 'key of the front matter', 'heading', 'link', 'image', 'fence', 'table', 'emphasis'] as const;

const PHRASES: Partial<Record<keyof Outline, string>> = {
  'front matter': 'the front matter',
  image: 'an image',
  emphasis: 'emphasis',
};

/** What the new text of a post has lost of the old one, as a phrase; undefined when all is still there. */
export async function lossOf(path: string, before: string, after: string, reading: ReadingSettings): Promise<string | undefined> {
  // Half of a character would be written as another one.
  if (!after.isWellFormed()) return 'cut a character in two';
  const [old, now] = [await outlineOf(path, before, reading), await outlineOf(path, after, reading)];
  if (now === undefined) return old === undefined ? undefined : 'break the text';
  const lost = old && PARTS.find((part) => now[part] < old[part]);
  return lost && `lose ${PHRASES[lost] ?? `a ${lost}`}`;
}

/** Undefined where the text can't be read at all. */
async function outlineOf(path: string, text: string, reading: ReadingSettings): Promise<Outline | undefined> {
  const document = await openDocument(path, text, reading);
  if (document.mdxProblem !== undefined) return undefined;
  const { frontmatter, frontmatterProblems, tags } = document;
  const count = (...types: NodeType[]) => types.reduce((sum, type) => sum + document.all(type).length, 0);
  const named = (name: string) => tags.filter((tag) => tag.name === name).length;
  return {
    'front matter': (frontmatter === undefined ? 0 : 1) - frontmatterProblems.length,
    'key of the front matter': frontmatter?.root === undefined ? 0 : keysIn(frontmatter.root),
    heading: count('heading'),
    link: count('link', 'linkReference') + named('a'),
    emphasis: count('strong', 'emphasis', 'delete'),
    table: count('table'),
    image: count('image', 'imageReference') + named('img'),
    // One that is not closed any more is lost as well.
    fence: document.fences.length + document.fences.filter(({ closed }) => closed).length,
  };
}

function keysIn(node: ValueNode): number {
  if (node.kind === 'scalar') return 0;
  if (node.kind === 'list') return node.items.reduce((sum, item) => sum + keysIn(item), 0);
  return node.entries.reduce((sum, { value }) => sum + 1 + keysIn(value), 0);
}
