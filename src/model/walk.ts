import { HostError } from './errors.ts';
import type { EntryKind, Host } from './host.ts';

/**
 * Every file below a folder; hidden folders and node_modules are left out. Links are followed, but never around a loop.
 * What can't be listed has no files.
 */
export function filesBelow(host: Host, folder: string, list: (folder: string) => ReadonlyMap<string, EntryKind>): string[] {
  const walk = (at: string, above: readonly string[]): string[] => {
    const identity = identityOf(host, at);
    if (identity === undefined || above.includes(identity)) return [];
    return [...list(at)].flatMap(([name, kind]) => {
      const path = at === '' ? name : `${at}/${name}`;
      if (kind === 'file') return [path];
      return kind === 'directory' && !name.startsWith('.') && name !== 'node_modules' ? walk(path, [...above, identity]) : [];
    });
  };
  return walk(folder, []);
}

function identityOf(host: Host, folder: string): string | undefined {
  try {
    return host.identity(folder);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
