import { closing } from './braces.ts';
import { holdsCode } from './code-words.ts';
import { nextOf, type Reader } from './source.ts';

const SHORTCODE = /\{\{([<%])[ \t\r\n]*(?:(\/)[ \t]*)?([\w./-]+)?/y;
const ALL_SHORTCODES = /\{\{[<%][ \t]*(\/)?[ \t]*([\w./-]+)/g;
const TEXT_TABS = /\btext=["']?true/;
/** What a shortcode holds is code in a language that it names, as in the tabs of Kubernetes. */
const CODE_LANGUAGE = /\bcode-?lang(?:uage)?\s*=/i;

interface Tag {
  readonly at: number;
  readonly ends: boolean;
}

/** `{{< shortcode >}}`, `{{% shortcode %}}` and `{{/* comment *\/}}`; text between two of a name stays, code does not. */
export function hugoReader(): Reader {
  let tags: Map<string, Tag[]> | undefined;
  /** Docsy's tabs hold code, if they don't say otherwise. */
  let hasCodeTabs = false;
  return {
    starts: '{',
    read({ at, startsLine }, source) {
      const { text } = source;
      if (text.startsWith('{{/*', at)) {
        const end = source.find('*/}}', at + 4);
        return end === -1 ? undefined : { end: end + 4, how: 'blank' };
      }
      SHORTCODE.lastIndex = at;
      const opening = SHORTCODE.exec(text);
      if (opening === null) return undefined;
      const [, mark, slash, name = ''] = opening;
      const ending = mark === '<' ? '>}}' : '%}}';
      const end = closing(source, at, `{{${mark}`, ending);
      if (end === undefined) return undefined;
      // `{{</* shown */>}}` is written to be seen.
      if (name.startsWith('/*') || text.startsWith('/*', at + 3)) return { end, how: 'quiet' };
      const parameters = text.slice(at, end);
      if (name === 'tabpane') hasCodeTabs = slash === undefined && mark === '<' && !TEXT_TABS.test(parameters);
      const isCodeTab = (hasCodeTabs && name === 'tab' && mark === '<' && !TEXT_TABS.test(parameters)) || CODE_LANGUAGE.test(parameters);
      tags ??= tagsOf(text);
      const next = nextOf(tags.get(name) ?? [], at);
      if (slash !== undefined || !next?.ends || next.at < end) return { end, how: 'tag' };
      if (!holdsCode(isCodeTab ? 'code' : name, text.slice(end, next.at))) return { end, how: 'tag' };
      const last = source.find('}}', next.at);
      if (last === -1) return { end, how: 'tag' };
      return { end: last + 2, how: !startsLine && source.lineEnd(at) >= last ? 'quiet' : 'blank' };
    },
  };
}

function tagsOf(text: string): Map<string, Tag[]> {
  const tags = new Map<string, Tag[]>();
  for (const { index, 1: slash, 2: name = '' } of text.matchAll(ALL_SHORTCODES)) {
    const list = tags.get(name);
    const tag = { at: index, ends: slash !== undefined };
    if (list === undefined) tags.set(name, [tag]);
    else list.push(tag);
  }
  return tags;
}
