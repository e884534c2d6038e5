import { dirname, sep } from 'node:path';
import { findConfig } from '../config/load.ts';
import type { Session } from './session.ts';

/** The sessions of the folders that are open, and of files that lie in none of them. */
export interface Folders {
  open(folder: string): void;
  close(folder: string): void;
  /** The one that a file belongs to: of the nearest config, of the innermost folder, or one of its own. */
  sessionFor(path: string): Session;
  /** The same, where there is one already. */
  ownerOf(path: string): Session | undefined;
  all(): Iterable<Session>;
}

export function createFolders(start: (folder: string, isLone: boolean) => Session): Folders {
  const sessions = new Map<string, Session>();

  function begin(folder: string, isLone: boolean): Session {
    const session = sessions.get(folder) ?? start(folder, isLone);
    sessions.set(folder, session);
    return session;
  }

  function ownerOf(path: string): Session | undefined {
    const around = [...sessions.values()].filter(({ folder }) => isBelow(folder, path));
    return around.sort((a, b) => b.folder.length - a.folder.length)[0];
  }

  return {
    open: (folder) => void begin(folder, false),
    close(folder) {
      void sessions.get(folder)?.end();
      sessions.delete(folder);
    },
    sessionFor(path) {
      const owner = ownerOf(path);
      const config = findConfig(dirname(path));
      const home = config === undefined ? dirname(path) : dirname(config);
      if (owner === undefined) return begin(home, true);
      return config !== undefined && home !== owner.folder && isBelow(owner.folder, home) ? begin(home, false) : owner;
    },
    ownerOf,
    all: () => sessions.values(),
  };
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
