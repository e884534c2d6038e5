import type { Collection } from '../model/config.ts';
import type { FileFacts, Post, SchemaIssue } from '../model/corpus.ts';
import { ContentError } from '../model/errors.ts';
import type { MapNode } from '../model/frontmatter.ts';
import type { Failure } from '../model/report.ts';
import { readBy } from '../model/yaml-scalar.ts';

/** A file with what its collection's schema says of it, if it is to be judged; and the failure, where the schema's own code threw. */
export async function postOf(
  path: string,
  collection: Collection | undefined,
  facts: FileFacts,
  isJudged: boolean,
): Promise<{ post: Post; failure?: Failure }> {
  const schema = collection?.isEntry?.(path) === false ? undefined : collection?.schema;
  const root = schema && rootAsRead(collection, facts);
  const images = [...((root && schema?.images(root)) ?? []), ...facts.bodyImages];
  const references = (root && schema?.references(root)) ?? [];
  const post = (schemaIssues: readonly SchemaIssue[]): Post => ({ path, collection, facts, images, references, schemaIssues });
  const isKnown = facts.frontmatterState === 'read' || facts.frontmatterState === 'none';
  if (!isJudged || !isKnown || schema === undefined) return { post: post([]) };
  try {
    return { post: post(await schema.check(root)) };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { post: post([]), failure: { path, message: error.message } };
  }
}

/** The values as the site's own YAML engine reads them. */
export function rootAsRead(collection: Collection | undefined, { frontmatter }: FileFacts): MapNode | undefined {
  if (frontmatter?.root === undefined || collection === undefined || frontmatter.format !== 'yaml') return frontmatter?.root;
  return readBy(collection.yaml, frontmatter.root);
}
