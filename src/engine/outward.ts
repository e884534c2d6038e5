import type { Config } from '../model/config.ts';
import type { FileFacts } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import { mapFile } from './map-file.ts';
import { settingsBy } from './settings.ts';

/** Places in the text: others refer to what stands there, not to where it stands. */
const PLACES = new Set(['span', 'keySpan', 'opening', 'content', 'firstLine']);

/**
 * All that other files can see of a post: its address, its anchors, where it links to, and so on. Undefined for a file
 * that is no post, or can't be read.
 */
export async function outwardOf(path: string, host: Host, config: Config): Promise<string | undefined> {
  if (config.collectionOf(path) === undefined) return undefined;
  const rules = new Map();
  const { result } = await mapFile(path, settingsBy(config, rules)(path), { host, rules, hashed: false });
  return result && outwardFacts(result.facts);
}

/** The same of facts that are known. */
export function outwardFacts(facts: FileFacts): string {
  return JSON.stringify(facts, (key, value) => (PLACES.has(key) ? undefined : value));
}
