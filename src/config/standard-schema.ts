import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import type { ContentSchema, SchemaForm } from '../model/config.ts';
import { parseDate } from '../model/date.ts';
import { ContentError } from '../model/errors.ts';
import { EMPTY_MAP, type KeyPath, type MapNode, nodeAt, toData } from '../model/frontmatter.ts';
import { collectionsOf, imagesOf, issuesOf, knownKeys, pathOf, referencesOf, type ZodIssue } from './zod.ts';

/** Zod's issues come through the standard door with all that Zod knows; other libraries give a message and a path. */
type Issue = StandardSchemaV1.Issue & Partial<ZodIssue>;

export function fromStandardSchema(schema: StandardSchemaV1, where: string): ContentSchema {
  // Zod 3 is a Standard Schema as well, with other insides.
  const isZod = '_zod' in schema;
  return {
    images: (root) => (isZod ? imagesOf(schema, root) : []),
    references: (root) => (isZod ? referencesOf(schema, root) : []),
    collections: isZod ? collectionsOf(schema) : [],
    form: async () => (isZod ? (await import('./zod-form.ts')).zodForm(schema) : ownForm(schema)),
    async check(root = EMPTY_MAP) {
      try {
        const issues = await validate(schema, root);
        const found = issues.flatMap((issue) => issuesOf(issue, pathOf(issue), root));
        return isZod
          ? found.map((issue) => (issue.kind === 'unknown-key' ? { ...issue, known: knownKeys(schema, issue.path, root) } : issue))
          : found;
      } catch (error) {
        throw new ContentError(`The schema of ${where} threw: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
  };
}

/** As the library writes it, where it can. */
function ownForm(schema: StandardSchemaV1): SchemaForm | undefined {
  try {
    const { jsonSchema } = schema['~standard'] as Partial<StandardJSONSchemaV1.Props>;
    return jsonSchema?.input({ target: 'draft-2020-12' });
  } catch {
    return undefined;
  }
}

/**
 * Validates what the writer wrote. An unquoted date is a Date, as js-yaml has it; a quoted one becomes a Date only
 * where the schema says that it wants one.
 */
async function validate(schema: StandardSchemaV1, root: MapNode): Promise<readonly Issue[]> {
  const asDates = new Set<string>();
  for (;;) {
    const data = toData(root, (leaf, path) =>
      leaf.date === true || asDates.has(path.join('\0')) ? (parseDate(String(leaf.value)) ?? leaf.value) : leaf.value,
    );
    const { issues: all = [] } = await schema['~standard'].validate(data);
    const issues = withoutEchoes(all as readonly Issue[]);
    const wanted = issues.flatMap((issue) => datesWanted(issue, pathOf(issue))).filter((path) => isWrittenDate(root, path));
    const fresh = wanted.map((path) => path.join('\0')).filter((key) => !asDates.has(key));
    if (fresh.length === 0) return issues;
    for (const key of fresh) asDates.add(key);
  }
}

/** A value of the wrong type fails other checks as well, which say nothing more. */
function withoutEchoes(issues: readonly Issue[]): readonly Issue[] {
  const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map((issue) => pathOf(issue).join('\0')));
  return issues.filter((issue) => issue.code === 'invalid_type' || !mistyped.has(pathOf(issue).join('\0')));
}

function datesWanted(issue: Issue, path: KeyPath): KeyPath[] {
  const nested = (issue.errors ?? []).flat().flatMap((inner) => datesWanted(inner, [...path, ...pathOf(inner)]));
  return typeof issue.expected === 'string' && issue.expected.toLowerCase() === 'date' ? [path, ...nested] : nested;
}

function isWrittenDate(root: MapNode, path: KeyPath): boolean {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' && typeof node.value === 'string' && parseDate(node.value) !== undefined;
}
