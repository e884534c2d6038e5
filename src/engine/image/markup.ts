import { doctypeEnd } from './xml.ts';

/** What the first tag of a text is called, and where it begins. */
export interface Markup {
  /** In lower case; `!doctype html` for a web page, nothing where no tag comes first. */
  readonly name: string;
  readonly at: number;
}

/** Comments and processing instructions are passed over one by one, and so is a doctype that `passed` matches. */
export function firstMarkup(text: string, passed?: RegExp): Markup {
  let at = 0;
  for (;;) {
    at += /^[\s\uFEFF\xEF\xBB\xBF]*/.exec(text.slice(at))?.[0].length ?? 0;
    const rest = text.slice(at, at + 200);
    const closing = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : undefined;
    const isPassed = closing === undefined && passed?.test(rest) === true;
    if (closing === undefined && !isPassed) {
      const name = /^<(!doctype\s+html|[\w:-]+)/i.exec(rest)?.[1] ?? '';
      return { name: name.toLowerCase().replace(/\s+/, ' '), at };
    }
    const end = closing === undefined ? doctypeEnd(text, at) : endOf(text, closing, at);
    if (end === undefined) return { name: '', at };
    at = end;
  }
}

function endOf(text: string, closing: string, start: number): number | undefined {
  const at = text.indexOf(closing, start);
  return at === -1 ? undefined : at + closing.length;
}
