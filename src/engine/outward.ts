import type { Config } from '../model/config.ts';
import type { FileFacts } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import { mapFile } from './map-file.ts';
import { settingsBy } from './settings.ts';

/** Places in the text: others refer to what stands there, not to where it stands. */
const PLACES = new Set(['span', 'keySpan', 'opening', 'content', 'firstLine']);

/** The facts of a post; undefined for a file that is no post, or can't be read. */
export async function factsOf(path: string, host: Host, config: Config): Promise<FileFacts | undefined> {
  if (config.collectionOf(path) === undefined) return undefined;
  const rules = new Map();
  const { result } = await mapFile(path, settingsBy(config, rules)(path), { host, rules, hashed: false });
  return result?.facts;
}

/** Whether all that other files can see of a post is the same: its address, its anchors, where it links to, and so on. */
export const looksSame: (one: FileFacts | undefined, other: FileFacts | undefined) => boolean = isAlike;

function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => isAlike(item, other[at]));
  // What comes from a cache lacks the keys that have no value.
  for (const key in one) if (!PLACES.has(key) && !isAlike(one[key as never], other[key as never])) return false;
  for (const key in other) if (!PLACES.has(key) && !(key in one) && other[key as never] !== undefined) return false;
  return true;
}
