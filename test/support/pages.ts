import type { Code, Heading, Nodes, Root, RootContent, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { UserConfig } from '../../src/config/user-config.ts';

const CONFIG = 'stet.config.json';

/** The page of a rule: what it says of the rule, and the examples that are run. */
export interface RulePage {
  readonly title: string;
  /** The line that states level and fix. */
  readonly defaults: string;
  /** Texts of the second-level headings, in order. */
  readonly sections: readonly string[];
  readonly fails: readonly Example[];
  readonly passes: readonly Example[];
  readonly options: readonly OptionRow[];
  /** Every config on the page, also those that belong to no example. */
  readonly configs: readonly UserConfig[];
}

/** A run of fences: files, and what the rule says of them. */
export interface Example {
  /** Of its first fence. */
  readonly line: number;
  readonly files: Readonly<Record<string, string>>;
  readonly config: UserConfig;
  readonly expected: Code | undefined;
}

interface OptionRow {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
}

const parser = unified().use(remarkParse).use(remarkGfm);

export function parsePage(text: string): RulePage {
  const { children } = parser.parse(text) satisfies Root;
  const sectionNodes = children.filter((node): node is Heading => node.type === 'heading' && node.depth === 2);
  const inSection = (name: string) => sectionOf(children, name);
  const [first] = children;
  return {
    title: first?.type === 'heading' && first.depth === 1 ? plain(first) : '',
    defaults: children.map((node) => (node.type === 'paragraph' ? plain(node) : '')).find((line) => line.startsWith('Default: ')) ?? '',
    sections: sectionNodes.map(plain),
    fails: examplesIn(inSection('Fails')),
    passes: examplesIn(inSection('Passes')),
    options: inSection('Options').flatMap((node) => (node.type === 'table' ? rowsOf(node) : [])),
    configs: children.flatMap((node) => (node.type === 'code' && titleOf(node) === CONFIG ? [JSON.parse(node.value) as UserConfig] : [])),
  };
}

/** The page with other texts in its fences of expected output. */
export function withExpected(text: string, outputs: ReadonlyMap<Code, string>): string {
  let result = text;
  for (const [fence, output] of [...outputs].sort(([a], [b]) => startOf(b) - startOf(a))) {
    const start = startOf(fence);
    const end = fence.position?.end.offset ?? start;
    const [opening = ''] = text.slice(start, end).split('\n', 1);
    result = `${result.slice(0, start)}${opening}\n${output}${/^`+/.exec(opening)?.[0] ?? ''}${result.slice(end)}`;
  }
  return result;
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

/** What stands below the second-level heading `name`, up to the next one. */
function sectionOf(nodes: readonly RootContent[], name: string): readonly RootContent[] {
  const isHeading = (node: RootContent) => node.type === 'heading' && node.depth <= 2;
  const start = nodes.findIndex((node) => isHeading(node) && plain(node) === name);
  if (start === -1) return [];
  const rest = nodes.slice(start + 1);
  const end = rest.findIndex(isHeading);
  return end === -1 ? rest : rest.slice(0, end);
}

function examplesIn(nodes: readonly RootContent[]): Example[] {
  const runs: Code[][] = [];
  let run: Code[] = [];
  for (const node of nodes) {
    if (node.type === 'code') {
      if (run.length === 0) runs.push(run);
      run.push(node);
    }
    // An expected output ends its example; so does all that is no fence.
    if (node.type !== 'code' || isExpected(node)) run = [];
  }
  return runs.map(exampleOf);
}

function exampleOf(fences: readonly Code[]): Example {
  const titled = fences.flatMap((fence): [string, string][] => {
    const title = titleOf(fence);
    if (title === undefined && !isExpected(fence))
      throw new Error(`line ${fence.position?.start.line}: a fence with neither title nor \`text\``);
    return title === undefined ? [] : [[title, `${fence.value}\n`]];
  });
  const config = titled.find(([title]) => title === CONFIG)?.[1];
  return {
    line: fences[0]?.position?.start.line ?? 0,
    files: Object.fromEntries(titled.filter(([title]) => title !== CONFIG)),
    config: config === undefined ? {} : (JSON.parse(config) as UserConfig),
    expected: fences.find(isExpected),
  };
}

function isExpected(fence: Code): boolean {
  return fence.lang === 'text' && titleOf(fence) === undefined;
}

function titleOf({ meta }: Code): string | undefined {
  return /\btitle="([^"]+)"/.exec(meta ?? '')?.[1];
}

function rowsOf({ children: [, ...rows] }: Table): OptionRow[] {
  return rows.map(({ children: [name, value, meaning] }) => ({ name: plain(name), default: plain(value), meaning: plain(meaning) }));
}

function plain(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plain).join('') : '';
}
