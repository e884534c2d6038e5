import { openDocument } from '../document/document.ts';
import type { FileFacts } from '../model/corpus.ts';
import type { Document } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Failure } from '../model/report.ts';
import type { FileResult, Mapped, MapSettings, Signed } from '../model/result.ts';
import type { Findings, RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';

/** Next.js and others take the metadata of an MDX page from an export. */
const METADATA_EXPORT =
  /^[ \t]*export\s+(?:const|let|var|function|async)\s+(?:function\s+)?(?:metadata|generateMetadata|frontmatter|meta)\b/m;

/** Runs the file rules over one text, and keeps the facts that corpus rules will ask for. */
export async function mapText(path: string, text: string, settings: MapSettings, rules: RuleSet, watch?: Stopwatch): Promise<Mapped> {
  const document = await openDocument(path, text, settings.reading);
  watch?.lap('parse');
  const findings: Signed[] = [];
  const failures: Failure[] = [];
  for (const [id, options] of settings.rules) {
    const rule = rules.get(id);
    if (rule?.kind !== 'file') continue;
    try {
      const pending = each(rule.check(document, options as never), (finding) => findings.push({ rule: id, finding }));
      if (pending !== undefined) await pending;
    } catch (error) {
      failures.push({ path, message: ruleFailure(id, error) });
    }
    watch?.lap(id);
  }
  const result: FileResult = { facts: factsOf(document), findings };
  watch?.lap('facts');
  return { result, failures };
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
    marks: document.marks,
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

export function ruleFailure(id: string, error: unknown): string {
  return `Rule ${id} failed: ${error instanceof Error ? error.message : String(error)}`;
}
