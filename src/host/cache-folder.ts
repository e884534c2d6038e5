import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../engine/read.ts';
import { userCaches } from './user-caches.ts';

/** Where the cache of a project lies: in a folder that other tools ignore, else among the user's caches. */
export function cacheFolder(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const modules = join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'stet') : join(userCaches(env, platform), 'stet', hashOf(root).slice(0, 16));
}
