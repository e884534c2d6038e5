import type { Piece, Reader, Source } from './source.ts';

const CONTAINER = /^(:{3,})(?:[ \t]*[\p{L}\w{[].*)?$/u;
const LEAF = /^::[A-Za-z][\w-]*(?:[ \t]*[[{].*)?$/;
const COMPONENT = /^(:{2,})(?:[A-Za-z][\w.-]*(?:[ \t]*[[{].*)?)?$/;
const SLOT = /^#[A-Za-z][\w-]*(?:\{.*\})?$/;
/** `{…}` behind `:name` or `:name[label]`. */
const NAMED = /(?<=(?<![\w:/]):[A-Za-z][\w-]*(?:\[[^\]\r\n]*\])?)\{/y;
/** In MDC also behind any inline element. */
const ATTACHED = /(?<=[\])`*_])\{(?=[.#:\w])/y;

/** Directives of remark, markdown-it and Pandoc: `:::note[Title]`, `::: tip`, `::youtube{#id}`, `:abbr[x]{title=y}`. */
export function directivesReader(): Reader {
  return {
    starts: '{',
    lineStarts: ':',
    read: ({ at, inHeading }, source) => (inHeading ? undefined : attributes(at, source, [NAMED])),
    readLine: (line, { at }) => (line.startsWith('::') && (CONTAINER.test(line) || LEAF.test(line)) ? wholeLine(line, at) : undefined),
  };
}

/** Nuxt's components: `::card{to="/"}`, YAML between `---` lines below it, `#slot` lines, `:icon{name="x"}`. */
export function mdcReader(): Reader {
  let depth = 0;
  return {
    starts: '{',
    lineStarts: ':#',
    read: ({ at, inHeading }, source) => (inHeading ? undefined : attributes(at, source, [NAMED, ATTACHED])),
    readLine(line, { at }, source) {
      if (depth > 0 && SLOT.test(line)) return wholeLine(line, at);
      const colons = line.startsWith('::') ? COMPONENT.exec(line)?.[1] : undefined;
      if (colons === undefined) return undefined;
      depth += colons.length === line.length ? -1 : 1;
      return { end: yamlEnd(source, at + line.length) ?? at + line.length, how: 'blank' };
    },
  };
}

function wholeLine(line: string, at: number): Piece {
  return { end: at + line.length, how: 'blank' };
}

function attributes(at: number, { text, find, lineEnd }: Source, patterns: readonly RegExp[]): Piece | undefined {
  const isOne = patterns.some((pattern) => {
    pattern.lastIndex = at;
    return pattern.test(text);
  });
  const end = isOne ? find('}', at) : -1;
  return end === -1 || end > lineEnd(at) ? undefined : { end: end + 1, how: 'quiet' };
}

const YAML = /(?:\r\n|\r|\n)[ \t>]*---[ \t]*(?=[\r\n])/y;
const YAML_END = /[\r\n][ \t>]*---[ \t]*(?=[\r\n]|$)/g;

/** The end of the YAML that begins on the line behind `from`. */
function yamlEnd({ text }: Source, from: number): number | undefined {
  while (text[from] === ' ' || text[from] === '\t') from++;
  YAML.lastIndex = from;
  if (!YAML.test(text)) return undefined;
  YAML_END.lastIndex = YAML.lastIndex;
  return YAML_END.test(text) ? YAML_END.lastIndex : undefined;
}
