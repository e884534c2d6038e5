import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { type Encoding, placesIn } from './encoding.ts';

/** A document that is open in the editor. */
export interface Buffer {
  /** As the client writes it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** The text after a client's changes, each of which is told in places of the text that the one before it has left. */
export function changedText(text: string, changes: readonly TextDocumentContentChangeEvent[], encoding: Encoding): string {
  let changed = text;
  for (const change of changes) {
    if (!('range' in change)) {
      changed = change.text;
      continue;
    }
    const { offsetAt } = placesIn(changed, encoding);
    const { start, end } = change.range;
    changed = changed.slice(0, offsetAt(start)) + change.text + changed.slice(offsetAt(end));
  }
  return changed;
}
