import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder below which programs keep what they can make again for this user. */
export function userCaches(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home(), 'AppData', 'Local');
  const named = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return named;
  return platform === 'darwin' ? join(home(), 'Library', 'Caches') : join(home(), '.cache');
}

/** A user whom the system does not know, as in some containers, has none. */
function home(): string {
  try {
    return homedir();
  } catch {
    return tmpdir();
  }
}
