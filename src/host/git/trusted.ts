import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { extensionOf } from '../../model/path.ts';
import { openBlobs } from './blobs.ts';
import { type Entries, LINK, readCommit, SUBMODULE } from './entries.ts';
import { openGit } from './git.ts';

/** A config that is read from a commit, whatever the working tree has in its place. */
export interface CommitConfig {
  /** Where it would be in the working tree; absolute. */
  readonly path: string;
  /** Where it lies, in a folder of its own with the code that it may import; absolute. */
  readonly copy: string;
  /** Removes that folder. */
  dispose(): void;
}

/** What a config in code can import. Packages are not among it: those that are installed may be those of the change. */
const CODE = /^\.(?:[cm]?[jt]sx?|json)$/;

/** The config of a commit: the one that is `asked` for, else the nearest of these names upwards. Undefined when it has none. */
export function configOfCommit(ref: string, cwd: string, names: readonly string[], asked: string | undefined): CommitConfig | undefined {
  const purpose = `\`--config-from ${ref}\``;
  const here = openGit(cwd, purpose);
  const top = here.run(['rev-parse', '--show-toplevel']).toString('utf8').trim();
  const git = openGit(top, purpose);
  const commit = git.commit(ref);
  const entries = readCommit(git, commit);
  const folder = relative(realpathSync.native(top), realpathSync.native(cwd)).split(sep).join('/');
  const path = asked === undefined ? nearest(entries, folder, names) : posix.normalize(posix.join(folder, asked.split(sep).join('/')));
  if (path === undefined) return undefined;
  const entry = entries.get(path);
  if (entry === undefined) throw new UserError(`${purpose}: that commit has no \`${path}\``);

  const needed = [...entries].filter(
    ([name, { mode }]) => mode !== LINK && mode !== SUBMODULE && CODE.test(extensionOf(name)) && !name.split('/').includes('node_modules'),
  );
  const blobs = openBlobs(
    git,
    needed.map(([, { oid }]) => oid),
  );
  const copy = mkdtempSync(join(tmpdir(), 'stet-config-'));
  for (const [name, { oid }] of needed) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), blobs.read(oid));
  }
  return { path: resolve(top, path), copy: join(copy, path), dispose: () => rmSync(copy, { recursive: true, force: true }) };
}

function nearest(entries: Entries, folder: string, names: readonly string[]): string | undefined {
  for (let at = folder; ; at = posix.dirname(at)) {
    const inside = at === '.' || at === '' ? '' : `${at}/`;
    const found = names.find((name) => entries.has(`${inside}${name}`));
    if (found !== undefined || inside === '') return found && `${inside}${found}`;
  }
}
