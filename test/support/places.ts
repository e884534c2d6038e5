import type { Position, Range, TextEdit } from 'vscode-languageserver-protocol';

/** The place of the `nth` occurrence of a text, in UTF-16 units. */
export function placeOf(text: string, part: string, nth = 0): Position {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = text.indexOf(part, at + 1);
  if (at === -1) throw new Error(`no ${JSON.stringify(part)} in the text`);
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

export function offsetOf(text: string, { line, character }: Position): number {
  const before = text.split('\n').slice(0, line);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + character;
}

export function covered(text: string, { start, end }: Range): string {
  return text.slice(offsetOf(text, start), offsetOf(text, end));
}

/** The text with the edits of an editor carried out. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => offsetOf(text, b.range.start) - offsetOf(text, a.range.start))
    .reduce((all, { range, newText }) => all.slice(0, offsetOf(text, range.start)) + newText + all.slice(offsetOf(text, range.end)), text);
}
