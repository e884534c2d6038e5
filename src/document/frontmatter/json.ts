import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { FrontMatterProblem, MapEntry, ValueNode } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';
import { separateWords } from '../../model/words.ts';
import type { ParsedData } from './parse.ts';
import { duplicateKey } from './problem.ts';

/** Reads JSON that stands at `base` in the file. */
export function parseJson(source: string, base: number): ParsedData {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  const [first] = errors;
  if (first !== undefined) {
    const at = Math.min(first.offset, Math.max(source.trimEnd().length - 1, 0));
    const span: Span = [base + at, base + at + Math.max(first.length, 1)];
    return {
      root: undefined,
      problems: [{ kind: 'syntax', span, message: `Invalid JSON: ${separateWords(printParseErrorCode(first.error))}` }],
    };
  }
  const problems: FrontMatterProblem[] = [];
  return { root: tree && read(tree, base, problems), problems };
}

function read(node: Node, base: number, problems: FrontMatterProblem[]): ValueNode {
  const span = spanOf(node, base);
  if (node.type === 'array') return { kind: 'list', items: (node.children ?? []).map((item) => read(item, base, problems)), span };
  if (node.type !== 'object') return { kind: 'scalar', value: node.value ?? null, span };
  const seen = new Set<string>();
  const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }): MapEntry[] => {
    if (key === undefined || value === undefined) return [];
    const keySpan = spanOf(key, base);
    if (seen.has(key.value)) problems.push(duplicateKey(key.value, keySpan));
    seen.add(key.value);
    return [{ key: key.value, keySpan, value: read(value, base, problems) }];
  });
  return { kind: 'map', entries, span };
}

function spanOf(node: Node, base: number): Span {
  return [base + node.offset, base + node.offset + node.length];
}
