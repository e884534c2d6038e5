import type { FrontMatter, FrontMatterProblem, Misreading, ValueNode } from '../../model/frontmatter.ts';
import { lazily } from '../../model/lazily.ts';
import { parsePlainYaml } from './plain-yaml.ts';
import type { FrontMatterBlock } from './split.ts';

const loadYaml = lazily(() => import('./yaml.ts'));
const loadToml = lazily(() => import('./toml.ts'));
const loadJson = lazily(() => import('./json.ts'));

/** What a format's reader answers; `root` is undefined when the text is empty or broken. */
export interface ParsedData {
  readonly root: ValueNode | undefined;
  readonly problems: readonly FrontMatterProblem[];
  readonly misreadings?: readonly Misreading[];
}

/** Reads the values of a block. Each format's parser is loaded when a post first needs it. */
export async function parseFrontMatter(
  text: string,
  { isBraceless, takesTabs, ...block }: FrontMatterBlock,
  what = 'Front matter',
): Promise<{ frontmatter: FrontMatter; problems: readonly FrontMatterProblem[] }> {
  const [start, end] = block.content;
  const written = text.slice(start, end);
  // Of the same length, so that every place stays.
  const source = takesTabs === true ? written.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)) : written;
  const { root, problems, misreadings } = await (isBraceless === true
    ? readData('json', `{${source}}`, start - 1)
    : readData(block.format, source, start));
  if (root !== undefined && root.kind !== 'map') {
    const problem: FrontMatterProblem = {
      kind: 'syntax',
      span: root.span,
      message: `${what} must be keys with values, such as \`title: …\`; this is ${root.kind === 'list' ? 'a list' : 'text'}`,
    };
    return {
      frontmatter: { ...block, root: undefined, ...(root.kind === 'list' && { items: root.items }) },
      problems: [...problems, problem],
    };
  }
  return { frontmatter: { ...block, root, ...(misreadings && { misreadings }) }, problems };
}

async function readData(format: FrontMatter['format'], source: string, base: number): Promise<ParsedData> {
  if (format === 'yaml') return parsePlainYaml(source, base) ?? (await loadYaml()).parseYaml(source, base);
  if (format === 'toml') return (await loadToml()).parseToml(source, base);
  return (await loadJson()).parseJson(source, base);
}
