import { deepStrictEqual, fail } from 'node:assert/strict';
import { collectionsOf } from './config/collections.ts';
import { guarded } from './config/guard-rule.ts';
import { resolveConfig } from './config/resolve.ts';
import { ruleProblem } from './config/rule-shape.ts';
import { configShape } from './config/shape.ts';
import type { UserConfig } from './config/user-config.ts';
import { validate } from './config/validate.ts';
import { createProject } from './engine/project.ts';
import { discover } from './host/discover.ts';
import { emptyHost, overlayHost } from './host/memory.ts';
import { basesOf } from './model/glob.ts';
import type { Diagnostic } from './model/report.ts';
import type { Rule } from './model/rule.ts';

/** What a rule is tried on: the text of a post, or files with their paths from the root. */
export interface RuleCase {
  /** The text of `post.md`; `files` says more. */
  readonly text?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Collections with schemas and so on; without it, all Markdown and MDX files are one collection. */
  readonly config?: UserConfig;
}

/** A finding that must be there. Only what is stated is compared. */
export interface ExpectedFinding {
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** The text that the finding covers. */
  readonly covers?: string;
  readonly message?: string;
  readonly hint?: string;
}

export interface RuleCases {
  /** Where the rule must find nothing. */
  readonly ok?: readonly (string | RuleCase)[];
  /** Where it must find just these, in order of path and place; `fixed` is `text` with all its fixes. */
  readonly findings?: readonly (RuleCase & { readonly found: readonly ExpectedFinding[]; readonly fixed?: string })[];
}

/** Tries a rule in every case, with no need of a test framework. Rejects with an `AssertionError` at the first case that fails. */
export async function testRule(rule: Rule, { ok = [], findings = [] }: RuleCases): Promise<void> {
  const problem = ruleProblem(rule);
  if (problem !== undefined) fail(`The rule can't be run: ${problem}`);
  for (const [index, given] of ok.entries()) {
    const own = typeof given === 'string' ? { text: given } : given;
    const { diagnostics, filesOf } = await run(rule, own);
    deepStrictEqual(
      diagnostics.map((found) => described(found, filesOf)),
      [],
      `ok[${index}]: the rule finds something`,
    );
  }
  for (const [index, { found, fixed, ...own }] of findings.entries()) {
    const { diagnostics, filesOf } = await run(rule, own);
    const all = diagnostics.map((finding) => described(finding, filesOf));
    const compared = all.map((finding, at) => pick(finding, found[at] ?? finding));
    deepStrictEqual(compared, found, `findings[${index}]: the rule finds something else`);
    if (fixed !== undefined)
      deepStrictEqual(withFixes(own.text ?? '', diagnostics), fixed, `findings[${index}]: the fixes make another text`);
  }
}

const ID = 'own/rule';

async function run(rule: Rule, { text, files, options = {}, config = {} }: RuleCase) {
  const all = new Map<string, string | Uint8Array>([
    ...(text === undefined ? [] : [['post.md', text] as const]),
    ...Object.entries(files ?? {}),
  ]);
  const rules = new Map([[ID, guarded(rule)]]);
  const host = overlayHost(all, emptyHost);
  const level = rule.meta.level === 'off' ? 'warn' : rule.meta.level;
  const user: UserConfig = {
    framework: 'none',
    ...config,
    collections: config.collections ?? { content: { include: ['**/*.{md,mdx,markdown}'] } },
    rules: { [ID]: [level, options] },
  };
  const [issue] = validate(user, configShape(rules));
  if (issue !== undefined) fail(`The options or the config are wrong: ${issue.path.join('.')}: ${issue.message}`);
  const { collections } = await collectionsOf({ file: 'the config', config: user }, host);
  const resolved = resolveConfig(user, collections, rules, []);
  const bases = basesOf(collections.flatMap(({ include }) => include));
  const paths = discover(host, bases, (path) => resolved.collectionOf(path) !== undefined).files;
  const report = await createProject({ host, config: resolved, rules, ruleUrl: () => undefined, paths }).check();
  for (const failure of report.failures) fail(`${failure.path}: ${failure.message}`);
  return { diagnostics: report.diagnostics, filesOf: (path: string) => String(all.get(path) ?? '') };
}

function described({ path, range: { start, end }, message, hint }: Diagnostic, filesOf: (path: string) => string): ExpectedFinding {
  const covers = filesOf(path).slice(start.offset, end.offset);
  return { path, line: start.line, column: start.column, covers, message, ...(hint !== undefined && { hint }) };
}

function pick(finding: ExpectedFinding, wanted: ExpectedFinding): ExpectedFinding {
  return Object.fromEntries(Object.entries(finding).filter(([key]) => Object.hasOwn(wanted, key)));
}

function withFixes(text: string, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => b.range.start.offset - a.range.start.offset);
  return edits.reduce((at, edit) => at.slice(0, edit.range.start.offset) + edit.text + at.slice(edit.range.end.offset), text);
}
