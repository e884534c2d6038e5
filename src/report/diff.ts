import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import picocolors from 'picocolors';

/** The change of a file as git writes it: `git apply` and `patch -p1` take it. */
export function unifiedDiff(path: string, before: string, after: string, color: boolean): string {
  const { bold, cyan, green, red } = picocolors.createColors(color);
  const hunks = formatPatch(structuredPatch(path, path, before, after, undefined, undefined, { context: 3 }), OMIT_HEADERS);
  const painted = hunks.replace(/^(?:(@@)|(\+)|(-)).*$/gm, (line, place: string, added: string) =>
    (place ? cyan : added ? green : red)(line),
  );
  return `${bold(`--- ${nameOf(`a/${path}`)}`)}\n${bold(`+++ ${nameOf(`b/${path}`)}`)}\n${painted}`;
}

/** As git writes names: in quotes where a character would break the line, with a tab behind where there is a space. */
function nameOf(path: string): string {
  if (/["\\\p{Cc}]/u.test(path)) return JSON.stringify(path);
  return path.includes(' ') ? `${path}\t` : path;
}
