import picomatch from 'picomatch';

/** The folders in which globs can match: `posts` for `posts/**`, the root for a glob that begins with a star. */
export function basesOf(globs: Iterable<string>): string[] {
  return [...globs].map((glob) => {
    const { base, isGlob } = picomatch.scan(glob);
    const folder = isGlob ? base : base.split('/').slice(0, -1).join('/');
    return folder === '.' ? '' : folder.replace(/^\.\//, '').replace(/\/$/, '');
  });
}

export function matcher(globs: readonly string[]): (path: string) => boolean {
  // With `s` a `*` goes for a line break in a name as well.
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true, flags: 's' });
}
