import { existsSync, statSync } from 'node:fs';
import { fieldsOf, openGit } from '../host/git/git.ts';
import { UserError } from '../model/errors.ts';

/** What posts refer to by name, and posts themselves. All else may be read as settings, or be run. */
const CONTENT = /\.(?:md|mdx|markdown|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|jxl|hei[cf]|pdf|mp[34]|webm|zip)$/i;

/** Without what a build writes: what git ignores is not taken for settings. Content counts wherever it lies. */
export function relevant(changed: ReadonlySet<string>, root: string, configPath: string | undefined): string[] {
  const counts = (path: string) => CONTENT.test(path) || path === configPath;
  const others = [...changed].filter((path) => !counts(path));
  const ignored = ignoredOf(others, root);
  return [...changed].filter((path) => !ignored.has(path));
}

function ignoredOf(paths: readonly string[], root: string): ReadonlySet<string> {
  if (paths.length === 0 || !existsSync(root)) return new Set();
  try {
    return new Set(fieldsOf(openGit(root, '`--watch`').run(['check-ignore', '--stdin', '-z'], paths.map((path) => `${path}\0`).join(''))));
  } catch (error) {
    // None of them is ignored, or there is no git to ask.
    if (error instanceof UserError) return new Set();
    throw error;
  }
}

/** Whether a file may have a part in the config. A folder has none: the files in it are told by themselves. */
export function mayBeSettings(path: string): boolean {
  return !CONTENT.test(path) && !(existsSync(path) && statSync(path).isDirectory());
}
