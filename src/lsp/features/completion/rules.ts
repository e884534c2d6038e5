import type { Scene } from '../../scene.ts';
import type { Cursor } from './cursor.ts';
import type { Suggestion, Suggestions } from './item.ts';

const MARK = /(?:<!--|\{\/\*|^\s*#)\s*stet(?:-file|-start|-end)?[ \t]+(?:[\w/-]+[ \t]+)*?([\w/-]*)$/;

/** The rules that a mark may name, those that find something in the file first; undefined outside of marks. */
export async function ruleNames({ path, head, tail }: Cursor, scene: Scene): Promise<Suggestions | undefined> {
  const [, typed] = MARK.exec(head) ?? [];
  if (typed === undefined || /\s--\s/.test(head)) return undefined;
  const found = new Set((await scene.findingsOf(path)).map(({ rule }) => rule));
  const known = [...scene.rules].filter(([, { kind }]) => kind !== 'mark');
  const others = [...found].filter((rule) => !scene.rules.has(rule)).map((label): Suggestion => ({ label, kind: 'rule', rank: 0 }));
  const all = known.map(([label, { meta }]): Suggestion => ({ label, kind: 'rule', detail: meta.summary, rank: found.has(label) ? 0 : 1 }));
  return { all: [...others, ...all], before: typed.length, behind: /^[\w/-]*/.exec(tail)?.[0].length ?? 0 };
}
