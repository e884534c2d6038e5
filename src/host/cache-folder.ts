import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../engine/read.ts';

/** Where the cache of a project lies: in a folder that other tools ignore, else among the user's caches. */
export function cacheFolder(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const modules = join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'stet') : join(userCaches(env, platform), 'stet', hashOf(root).slice(0, 16));
}

function userCaches(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (env['XDG_CACHE_HOME']) return env['XDG_CACHE_HOME'];
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
