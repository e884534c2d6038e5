import { decodeHTMLAttribute } from 'entities';
import { Tokenizer } from 'htmlparser2';
import type { Tag, TagAttribute } from '../model/document.ts';
import type { Span } from '../model/span.ts';

/** The opening tags of raw HTML that stands at `base` in the file. Comments, scripts and styles hold none. */
export function htmlTags(source: string, base: number): Tag[] {
  const tags: Tag[] = [];
  let name: Span = [0, 0];
  let attributes: TagAttribute[] = [];
  let attribute: Span = [0, 0];
  let value: Span | undefined;

  const slice = ([start, end]: Span) => source.slice(start, end);
  const shift = ([start, end]: Span): Span => [base + start, base + end];
  const close = (end: number) => {
    tags.push({ name: slice(name).toLowerCase(), span: shift([name[0] - 1, end + 1]), attributes });
  };
  const ignore = () => {};

  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname(start, end) {
        name = [start, end];
        attributes = [];
      },
      onattribname(start, end) {
        attribute = [start, end];
        value = undefined;
      },
      onattribdata(start, end) {
        value = [value?.[0] ?? start, end];
      },
      onattribend() {
        attributes.push({
          name: slice(attribute).toLowerCase(),
          value: value && decodeHTMLAttribute(slice(value)),
          span: shift(value ?? attribute),
        });
      },
      onopentagend: close,
      onselfclosingtag: close,
      onattribentity: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return tags;
}
