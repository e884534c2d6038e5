import { HostError } from '../model/errors.ts';
import type { EntryKind, Host } from '../model/host.ts';
import { dirOf } from '../model/path.ts';

/** Files laid over another host: unsaved buffers, the text of `--stdin`, examples. Texts become UTF-8. */
export function overlayHost(files: ReadonlyMap<string, string | Uint8Array>, below: Host): Host {
  const bytesOf = (path: string): Uint8Array | undefined => {
    const content = files.get(path);
    return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  };
  return {
    read: (path) => bytesOf(path) ?? below.read(path),
    readHead(path, length) {
      const bytes = bytesOf(path);
      return bytes === undefined ? below.readHead(path, length) : { bytes: bytes.subarray(0, length), size: bytes.length };
    },
    list(folder) {
      const own = entriesIn(folder, files.keys());
      const others = below.list(folder);
      return own.size === 0 ? others : new Map([...(others ?? []), ...own]);
    },
    stamp: (path) => (files.has(path) ? undefined : below.stamp?.(path)),
    identity: (folder) => (below.list(folder) === undefined ? `overlay:${folder}` : below.identity(folder)),
  };
}

/** A world with nothing in it, to lay files over. */
export const emptyHost: Host = {
  read() {
    throw new HostError('The file does not exist');
  },
  readHead() {
    throw new HostError('The file does not exist');
  },
  list: () => undefined,
  identity: (folder) => folder,
};

function entriesIn(folder: string, paths: Iterable<string>): Map<string, EntryKind> {
  const entries = new Map<string, EntryKind>();
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const rest = path.slice(prefix.length);
    const name = rest.split('/')[0] ?? rest;
    entries.set(name, dirOf(rest) === '' ? 'file' : 'directory');
  }
  return entries;
}
