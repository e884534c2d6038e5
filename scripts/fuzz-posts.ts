/**
 * Damages posts at random and judges them by all rules together: nothing may throw, take seconds, or point outside of
 * the text. `jiti scripts/fuzz-posts.ts [count] [seed] [folder]`; the folder holds posts to damage, beside those of the
 * repository. A failure prints the text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from '../src/config/user-config.ts';
import { OPAQUE_SYNTAXES, type OpaqueSyntax } from '../src/model/document.ts';
import { ANCHOR_STYLES } from '../src/model/link.ts';
import type { Diagnostic } from '../src/model/report.ts';
import { randomOf } from '../test/support/plant.ts';
import { check } from '../test/support/world.ts';

const MOST_MILLISECONDS = 5000;
const LONGEST = 60_000;
/** What means something to one of the parsers. */
const TELLING =
  '---|+++|```|~~~|``|`|#|######|>|- |1. |* |_|**|[|](|]|![|<|</|>|<!--|-->|{|}|{{|}}|{%|%}|{/*|*/}|$$|$|:::|::|!!! note|=== "x"|:   x|/// x|///|' +
  '\\|&|&#|&amp;|"|\'|:|: |? |&a |*a|!!|@|%|0x1F|2024-02-30|null|~|<<<|--8<--|[[|]]|[^1]|[^1]:|[a]: |<a id="|<Tab |import |export |/>|=|' +
  '\t|    |\n|\n\n|\r\n|\r|\u2028|\u00a0|\u200b|\ufeff|\ud83d\ude00|\ud800|e\u0301|א|ß';
const MARKS = TELLING.split('|');

const [count = 20_000, seed = 1] = process.argv.slice(2, 4).map(Number);
const random = randomOf(seed);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const root = fileURLToPath(new URL('..', import.meta.url));
const posts = [...['fixtures', 'rules', 'docs'].map((name) => join(root, name)), ...process.argv.slice(4)].flatMap(postsIn);
let slowest = 0;
let findings = 0;
const started = performance.now();
for (let i = 0; i < count; i++) {
  const text = damaged(oneOf(posts));
  const path = `posts/a.${random() < 0.5 ? 'md' : 'mdx'}`;
  const opaque = OPAQUE_SYNTAXES.filter(() => random() < 0.4);
  const problem = await problemOf(path, text, opaque);
  if (problem === undefined) continue;
  process.stderr.write(`input ${i} of seed ${seed}, ${path}, opaque ${opaque.join(' ')}: ${problem}\n${JSON.stringify(text)}\n`);
  process.exit(1);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(
  `${count} inputs from ${posts.length} posts in ${seconds} s: ${findings} findings, the slowest took ${Math.round(slowest)} ms\n`,
);

async function problemOf(path: string, text: string, opaque: readonly OpaqueSyntax[]): Promise<string | undefined> {
  const settings = { include: ['posts/*.{md,mdx}'], opaque, anchors: oneOf(ANCHOR_STYLES), unique: ['title'] };
  const config: UserConfig = { collections: { posts: { ...settings, schema: { type: 'object', required: ['title'] } } } };
  const files = { [path]: text, 'posts/b.md': '# B\n\n[a](a.md#title), [a](/posts/a), ![b](b.png)\n' };
  const begun = performance.now();
  try {
    const { diagnostics, failures } = await check({ files, config, flags: [{ id: 'all', level: 'warn' }] });
    const taken = performance.now() - begun;
    slowest = Math.max(slowest, taken);
    findings += diagnostics.length;
    if (failures.length > 0) return failures.map(({ message }) => message).join('\n');
    if (taken > MOST_MILLISECONDS) return `took ${Math.round(taken)} ms`;
    const outside = diagnostics.find((one) => one.path === path && !isWithin(one, text));
    return outside && `outside of the text: ${JSON.stringify(outside)}`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** The finding, what is related to it, and the edits that would repair it. */
function isWithin({ range, related, fix }: Diagnostic, text: string): boolean {
  const ranges = [range, ...related.map((one) => one.range), ...(fix?.edits ?? []).map((edit) => edit.range)];
  return ranges.every(
    ({ start, end }) =>
      0 <= start.offset &&
      start.offset <= end.offset &&
      end.offset <= text.length &&
      start.line >= 1 &&
      start.column >= 1 &&
      end.line >= start.line,
  );
}

function damaged(post: string): string {
  let text = post.slice(0, LONGEST);
  for (let edits = 1 + below(8); edits > 0; edits--) text = edited(text);
  // Lone surrogates and NUL are refused before any rule is asked.
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', ' ');
}

function edited(text: string): string {
  const at = below(text.length + 1);
  const end = Math.min(text.length, at + 1 + below(random() < 0.8 ? 8 : 400));
  const lines = text.split(/(?<=\n)/);
  const line = below(lines.length);
  switch (below(11)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at);
    case 2:
      return text.slice(at);
    case 3:
      return text.slice(0, end) + text.slice(at);
    case 4:
      return [...lines.slice(0, line), ...lines.slice(line + 1 + below(3))].join('');
    case 5:
      return [...lines.slice(0, line), oneOf(lines), ...lines.slice(line)].join('');
    case 6:
      return lines.map((one, index) => (index === line ? `${oneOf(MARKS)}${one}` : one)).join('');
    case 7: {
      const other = oneOf(posts);
      return text.slice(0, at) + other.slice(below(other.length), below(other.length));
    }
    case 8:
      return text.slice(0, at) + oneOf(MARKS).repeat(1 + below(random() < 0.9 ? 3 : 300)) + text.slice(at);
    case 9:
      return text.replaceAll(oneOf(['\n', ' ', '\n\n', '    ', '[', '#']), oneOf(MARKS));
    default:
      return text.slice(0, at) + oneOf(MARKS) + text.slice(end);
  }
}

function postsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx?$/.test(path))
    .sort()
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .filter((text) => text.length > 0);
}
