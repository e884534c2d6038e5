/** A start tag. Names keep their prefix; the values of attributes are as they are written. */
export interface StartTag {
  readonly name: string;
  readonly at: number;
  readonly attributes: ReadonlyMap<string, string>;
  /** Set once the element is closed: whether anything but white space stood in it. */
  readonly empty: boolean;
}

/** Why a text is no well-formed XML, in words that follow `line 3`. */
export interface XmlProblem {
  readonly at: number;
  readonly problem: string;
  /** The text ended before its root element did. */
  readonly cutOff: boolean;
}

interface Declared {
  readonly entities: ReadonlySet<string>;
  /** Declarations stand elsewhere as well: an entity that is not known here may be known there. */
  readonly elsewhere: boolean;
  readonly end: number;
}

const NAME = /[A-Za-z_:\u0080-\uffff][-.\w:\u0080-\uffff]*/y;
const SPACE = /[ \t\r\n]*/y;
const REFERENCE = /&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z_:\u0080-\uffff][-.\w:\u0080-\uffff]*);/y;
const PREDEFINED = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const NO_DECLARATIONS: Declared = { entities: PREDEFINED, elsewhere: false, end: 0 };

/**
 * Holds a text to what every XML parser demands: one root, tags in balance, attributes in quotes and each once, entities
 * that are known. What some parsers let pass is let pass. Each start tag is told, in order; answers what is wrong first.
 */
export function readXml(text: string, onTag: (tag: StartTag) => void): XmlProblem | undefined {
  const open: { name: string; at: number; tag: { empty: boolean } }[] = [];
  let declared = NO_DECLARATIONS;
  let hadRoot = false;
  const fail = (at: number, problem: string, cutOff = false): XmlProblem => ({ at, problem, cutOff });
  const unclosed = () => {
    const { name, at } = open.at(-1) ?? { name: '', at: 0 };
    return fail(at, `opens \`<${name}>\`, which is not closed`, true);
  };

  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let at = start;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next === -1 ? text.length : next;
    const inner = open.at(-1);
    if (inner === undefined) {
      const stray = after(SPACE, text, at);
      if (stray < end) return fail(stray, hadRoot ? 'holds text behind the root element' : 'holds text before the root element');
    } else {
      if (inner.tag.empty && after(SPACE, text, at) < end) inner.tag.empty = false;
      const wrong = wrongReference(text, at, end, declared);
      if (wrong !== undefined) return wrong;
    }
    if (next === -1) break;
    const skipped = SKIPPED.find(([opening]) => text.startsWith(opening, next));
    if (skipped !== undefined) {
      const [opening, closing] = skipped;
      if (next > start && DECLARATION.test(text.slice(next, next + 6)))
        return fail(next, 'holds the XML declaration, which must come first');
      const close = text.indexOf(closing, next + opening.length);
      if (close === -1) return fail(next, `opens \`${opening}\`, which is not closed`, true);
      if (inner && opening === '<![CDATA[') inner.tag.empty = false;
      at = close + closing.length;
    } else if (text.startsWith('<!', next)) {
      if (hadRoot || !text.startsWith('<!DOCTYPE', next)) return fail(next, 'holds `<!` where no declaration may be');
      declared = readDoctype(text, next);
      if (declared.end === -1) return fail(next, 'opens `<!DOCTYPE`, which is not closed', true);
      at = declared.end;
    } else if (text[next + 1] === '/') {
      const nameEnd = after(NAME, text, next + 2);
      const name = text.slice(next + 2, nameEnd);
      const close = after(SPACE, text, nameEnd);
      if (close >= text.length) return open.length > 0 ? unclosed() : fail(next, 'ends in a tag', true);
      if (name === '' || text[close] !== '>') return fail(next, 'holds `</` that begins no closing tag');
      if (inner?.name !== name)
        return fail(next, inner ? `closes \`<${inner.name}>\` with \`</${name}>\`` : `closes \`<${name}>\`, which is not open`);
      open.pop();
      at = close + 1;
    } else {
      if (hadRoot && inner === undefined) return fail(next, 'holds a tag behind the root element');
      const read = readTag(text, next, declared);
      if ('problem' in read) return read;
      hadRoot = true;
      if (inner) inner.tag.empty = false;
      onTag(read.tag);
      if (!read.closed) open.push({ name: read.tag.name, at: next, tag: read.tag });
      at = read.end;
    }
  }
  return open.length > 0 ? unclosed() : undefined;
}

const DECLARATION = /^<\?xml\s/;

/** What may hold signs that are no markup. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

type Read = { readonly tag: StartTag & { empty: boolean }; readonly closed: boolean; readonly end: number } | XmlProblem;

function readTag(text: string, start: number, declared: Declared): Read {
  const nameEnd = after(NAME, text, start + 1);
  const name = text.slice(start + 1, nameEnd);
  if (name === '') return { at: start, problem: 'holds `<` that begins no tag', cutOff: start + 1 >= text.length };
  const attributes = new Map<string, string>();
  const tag = { name, at: start, attributes, empty: true };
  const cut: XmlProblem = { at: start, problem: `ends in the tag \`<${name}\``, cutOff: true };
  for (let at = nameEnd; ; ) {
    const spaced = after(SPACE, text, at);
    if (spaced >= text.length) return cut;
    if (text[spaced] === '>') return { tag, closed: false, end: spaced + 1 };
    if (text[spaced] === '/' && spaced + 1 >= text.length) return cut;
    if (text.startsWith('/>', spaced)) return { tag, closed: true, end: spaced + 2 };
    const attributeEnd = after(NAME, text, spaced);
    const attribute = text.slice(spaced, attributeEnd);
    const fail = (problem: string): XmlProblem => ({ at: spaced, problem: `${problem} in the tag \`<${name}\``, cutOff: false });
    if (attribute === '') return fail(`holds \`${text[spaced]}\``);
    if (spaced === at) return fail(`lacks a space before \`${attribute}\``);
    const equals = after(SPACE, text, attributeEnd);
    const opening = after(SPACE, text, equals + 1);
    const quote = text[opening];
    if (equals >= text.length || (text[equals] === '=' && quote === undefined)) return cut;
    if (text[equals] !== '=') return fail(`gives \`${attribute}\` no value`);
    if (quote !== '"' && quote !== "'") return fail(`gives \`${attribute}\` a value without quotes`);
    const closing = text.indexOf(quote, opening + 1);
    if (closing === -1) return cut;
    if (text.slice(opening, closing).includes('<')) return fail(`gives \`${attribute}\` a value with \`<\` in it`);
    const wrong = wrongReference(text, opening + 1, closing, declared);
    if (wrong !== undefined) return wrong;
    if (attributes.has(attribute)) return fail(`gives \`${attribute}\` twice`);
    attributes.set(attribute, text.slice(opening + 1, closing));
    at = closing + 1;
  }
}

function wrongReference(text: string, start: number, end: number, { entities, elsewhere }: Declared): XmlProblem | undefined {
  // Within a slice: a search to the end of the text, once for each attribute, would take its time squared.
  const part = text.slice(start, end);
  for (let found = part.indexOf('&'); found !== -1; found = part.indexOf('&', found + 1)) {
    const at = start + found;
    const close = after(REFERENCE, text, at);
    if (close === at) return { at, problem: 'holds `&` that is not written `&amp;`', cutOff: false };
    const name = text.slice(at + 1, close - 1);
    if (!name.startsWith('#') && !elsewhere && !entities.has(name))
      return { at, problem: `holds the unknown entity \`&${name};\``, cutOff: false };
  }
  return undefined;
}

/** Behind the doctype that begins at an offset; undefined where the text ends before. */
export function doctypeEnd(text: string, start: number): number | undefined {
  const { end } = readDoctype(text, start);
  return end === -1 ? undefined : end;
}

/** Declarations of its own stand between brackets; an identifier before them leads to others. */
function readDoctype(text: string, start: number): Declared {
  const entities = new Set(PREDEFINED);
  let elsewhere = false;
  let inside = false;
  for (let at = start + '<!DOCTYPE'.length; at < text.length; ) {
    const char = text[at];
    if (char === '"' || char === "'") {
      const close = text.indexOf(char, at + 1);
      if (close === -1) break;
      if (!inside) elsewhere = true;
      at = close + 1;
      continue;
    }
    const skipped = inside ? SKIPPED.find(([opening]) => text.startsWith(opening, at)) : undefined;
    if (skipped !== undefined) {
      const close = text.indexOf(skipped[1], at + skipped[0].length);
      if (close === -1) break;
      at = close + skipped[1].length;
      continue;
    }
    if (inside && text.startsWith('<!ENTITY', at)) {
      const nameAt = after(SPACE, text, at + '<!ENTITY'.length);
      const nameEnd = after(NAME, text, nameAt);
      if (nameEnd > nameAt) entities.add(text.slice(nameAt, nameEnd));
      else elsewhere = true;
    }
    if (char === '%') elsewhere = true;
    if (char === '[') inside = true;
    if (char === ']') inside = false;
    if (char === '>' && !inside) return { entities, elsewhere, end: at + 1 };
    at++;
  }
  return { entities, elsewhere, end: -1 };
}

/** Behind what a sticky pattern matches at an offset; the offset itself, where it does not. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
