import { fixAll } from '../../engine/fix/fix.ts';
import type { Edit } from '../../model/finding.ts';
import type { Scene } from '../scene.ts';

/** What the safe fixes of a file come to, one after the other, with none that does harm in it. */
export async function fixAllEdits(scene: Scene, path: string): Promise<Edit[]> {
  const findings = await scene.findingsOf(path);
  const before = scene.textOf(path);
  if (before === undefined || !findings.some(({ fix }) => fix?.safety === 'safe')) return [];
  let text = before;
  const { texts } = await fixAll({
    project: {
      update: (_, now = before) => {
        text = now;
      },
      check: () => scene.judge(path, text),
    },
    textOf: (other) => (other === path ? before : undefined),
    readingOf: scene.readingOf,
    wanted: ({ fix }) => fix?.safety === 'safe',
  });
  const after = texts.get(path)?.after;
  return after === undefined ? [] : changedLines(before, after);
}

/** The lines that differ, so that cursors and folds elsewhere stay. */
async function changedLines(before: string, after: string): Promise<Edit[]> {
  const { diffLines } = await import('diff');
  const changes: { start: number; end: number; text: string }[] = [];
  let at = 0;
  let isOpen = false;
  for (const { value, added, removed } of diffLines(before, after)) {
    if (!isOpen && (added || removed)) changes.push({ start: at, end: at, text: '' });
    isOpen = added || removed;
    const change = changes.at(-1);
    if (change !== undefined && added) change.text += value;
    if (change !== undefined && removed) change.end += value.length;
    if (!added) at += value.length;
  }
  return changes.map(({ start, end, text }) => ({ span: [start, end], text }));
}
