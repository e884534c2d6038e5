import type { Collection } from '../model/config.ts';
import type { FileFacts, Post, SchemaIssue } from '../model/corpus.ts';
import { ContentError } from '../model/errors.ts';
import type { ImageReference } from '../model/image.ts';
import type { Failure } from '../model/report.ts';

/** A file with what its collection's schema says of it; and the failure, where the schema's own code threw. */
export async function postOf(
  path: string,
  collection: Collection | undefined,
  facts: FileFacts,
): Promise<{ post: Post; failure?: Failure }> {
  const images = [...frontmatterImages(collection, facts), ...facts.bodyImages];
  const post = (schemaIssues: readonly SchemaIssue[]): Post => ({ path, collection, facts, images, schemaIssues });
  const isJudged = facts.frontmatterState === 'read' || facts.frontmatterState === 'none';
  if (!isJudged || collection?.schema === undefined) return { post: post([]) };
  try {
    return { post: post(await collection.schema.check(facts.frontmatter?.root)) };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { post: post([]), failure: { path, message: error.message } };
  }
}

function frontmatterImages(collection: Collection | undefined, { frontmatter }: FileFacts): readonly ImageReference[] {
  return frontmatter?.root === undefined ? [] : (collection?.schema?.images(frontmatter.root) ?? []);
}
