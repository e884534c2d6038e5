import { join } from 'node:path';
import { hashOf } from '../engine/read.ts';
import { userCaches } from './user-caches.ts';

/** Where the compiled code of a version of the tool is kept: for this V8 and its flags, and for this user alone. */
export function codeFile(version: string): string {
  const { versions, platform, arch, execArgv, env } = process;
  const name = hashOf(JSON.stringify([version, versions.v8, platform, arch, execArgv, env['NODE_OPTIONS'] ?? '']));
  return join(userCaches(env, platform), 'stet', 'code', name.slice(0, 16));
}
