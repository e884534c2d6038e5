import { openDocument } from '../document/document.ts';
import type { Collection, Config } from '../model/config.ts';
import type { FileFacts } from '../model/corpus.ts';
import type { Document, ReadingSettings } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { extensionOf } from '../model/path.ts';
import type { Failure } from '../model/report.ts';
import type { Findings, RuleSet } from '../model/rule.ts';
import { lineStarts } from '../model/span.ts';

/** A finding and the rule that made it. */
export interface Signed {
  readonly rule: string;
  readonly finding: Finding;
}

/** What is known of a file by itself: a pure function of its path, its text and the settings. Plain data. */
export interface FileResult {
  readonly facts: FileFacts;
  readonly findings: readonly Signed[];
  readonly failures: readonly Failure[];
  readonly lines: readonly number[];
}

/** Next.js and others take the metadata of an MDX page from an export. */
const METADATA_EXPORT =
  /^[ \t]*export\s+(?:const|let|var|function|async)\s+(?:function\s+)?(?:metadata|generateMetadata|frontmatter|meta)\b/m;

/** Runs the file rules over one text, and keeps the facts that corpus rules will ask for. */
export async function mapFile(path: string, text: string, config: Config, rules: RuleSet): Promise<FileResult> {
  const document = await openDocument(path, text, readingOf(path, config.collectionOf(path)));
  const findings: Signed[] = [];
  const failures: Failure[] = [];
  const settings = config.rulesAt(path);
  for (const [id, rule] of rules) {
    const setting = settings.get(id);
    if (rule.kind !== 'file' || setting === undefined || setting.level === 'off') continue;
    try {
      const pending = each(rule.check(document, setting.options as never), (finding) => findings.push({ rule: id, finding }));
      if (pending !== undefined) await pending;
    } catch (error) {
      failures.push({ path, message: ruleFailure(id, error) });
    }
  }
  return { facts: factsOf(document), findings, failures, lines: lineStarts(text) };
}

function factsOf(document: Document): FileFacts {
  return {
    dialect: document.dialect,
    frontmatter: document.frontmatter,
    frontmatterState: frontmatterState(document),
    firstLine: [0, (/^[^\r\n]*/.exec(document.text) ?? [''])[0].length],
    bodyImages: document.images,
    links: document.links,
    anchors: document.anchors,
    includes: document.includes,
  };
}

/** Takes every finding. Most rules answer at once, and there is nothing to wait for: then it gives no promise. */
function each(findings: Findings, take: (finding: Finding) => void): Promise<void> | undefined {
  if (!(Symbol.iterator in findings)) return eachLater(findings, take);
  for (const finding of findings) take(finding);
  return undefined;
}

async function eachLater(findings: AsyncIterable<Finding>, take: (finding: Finding) => void): Promise<void> {
  for await (const finding of findings) take(finding);
}

function frontmatterState(document: Document): FileFacts['frontmatterState'] {
  const { frontmatter, frontmatterProblems } = document;
  if (frontmatterProblems.some(({ kind }) => kind !== 'duplicate-key')) return 'broken';
  if (frontmatterProblems.length > 0 && frontmatter?.root === undefined) return 'broken';
  if (frontmatter !== undefined) return 'read';
  if (document.mdxProblem !== undefined) return METADATA_EXPORT.test(document.text) ? 'in-code' : 'none';
  return document.all('mdxjsEsm').some((node) => METADATA_EXPORT.test(node.value)) ? 'in-code' : 'none';
}

/** The dialect by the collection where it says, else by the extension. */
function readingOf(path: string, collection: Collection | undefined): ReadingSettings {
  const chosen = collection?.dialect ?? 'auto';
  const dialect = chosen !== 'auto' ? chosen : extensionOf(path) === '.mdx' ? 'mdx' : 'markdown';
  // Most sites, and the hosts of repositories, make anchors as GitHub does.
  if (collection === undefined) return { dialect, anchors: 'github' };
  const { anchors, opaque, site } = collection;
  return { dialect, anchors, opaque, headingIds: site.framework !== 'astro' && site.framework !== 'starlight' };
}

export function ruleFailure(id: string, error: unknown): string {
  return `Rule ${id} failed: ${error instanceof Error ? error.message : String(error)}`;
}
