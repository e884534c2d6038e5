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
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : passed?.test(rest) ? doctypeEnd(text, at) : undefined;
    if (end === undefined) {
      const name = /^<(!doctype\s+html|[\w:-]+)/i.exec(rest)?.[1] ?? '';
      return { name: name.toLowerCase().replace(/\s+/, ' '), at };
    }
    const close = text.indexOf(end, at);
    if (close === -1) return { name: '', at };
    at = close + end.length;
  }
}

/** A doctype with declarations of its own ends behind their bracket. */
function doctypeEnd(text: string, at: number): string {
  const bracket = text.indexOf('[', at);
  const close = text.indexOf('>', at);
  return bracket !== -1 && bracket < close ? ']>' : '>';
}
