import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../src/document/document.ts';
import { type FrontMatterFormat, nodeAt, toData, type ValueNode } from '../src/model/frontmatter.ts';
import { lineStarts, positionAt } from '../src/model/span.ts';

/** Data to print; a leaf is what a reader makes of it, `date` where it is an unquoted one. */
type Data =
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, value: Data])[] }
  | { readonly kind: 'list'; readonly items: readonly Data[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'null'; readonly value: null };

/** What is expected at a place of the text. */
interface Place {
  readonly path: string;
  readonly covered: string;
  readonly at: number;
}

const TEXTS = [
  'plain',
  'two words',
  "it's",
  'say "x"',
  'a: b',
  'a:b',
  '# no comment',
  'a #b',
  'a#b',
  'é 漢 😀',
  '',
  '  padded ',
  'true',
  '123',
  'null',
  '2024-01-05',
  'back\\slash',
  'tab\there',
  'two\nlines',
  'three\n\nlines: # here',
  '- x',
  '[x]',
  '{x}',
  '&a',
  '*a',
  '!x',
  '%x',
  '@x',
  '|',
  '>',
  '---x',
  'https://example.com/a?b=c&d=e#f',
];
const KEYS = [
  'title',
  'a-b',
  'x_1',
  'é',
  'two words',
  '😀',
  '1',
  'a.b',
  'true',
  '"quoted"',
  "it's",
  '# x',
  'a: b',
  'toString',
  '__proto__',
];
const DATES = ['2024-01-05', '2024-01-05T10:20:30Z', '2024-01-05 10:20:30', '2024-01-05T10:20:30.5+02:00'];

const leaf = (kinds: readonly Data['kind'][]): fc.Arbitrary<Data> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TEXTS).map((value) => ({ kind: 'text', value }) as const) },
    fc.constantFrom(0, 7, -5, 1.5, 1000, 31, -0.25).map((value) => ({ kind: 'number', value }) as const),
    fc.boolean().map((value) => ({ kind: 'flag', value }) as const),
    ...(kinds.includes('date') ? [fc.constantFrom(...DATES).map((value) => ({ kind: 'date', value }) as const)] : []),
    ...(kinds.includes('null') ? [fc.constant({ kind: 'null', value: null } as const)] : []),
  );

/** A map of maps, lists and leaves. */
function dataOf(kinds: readonly Data['kind'][]): fc.Arbitrary<Data & { kind: 'map' }> {
  const { map } = fc.letrec<{ any: Data; map: Data & { kind: 'map' }; list: Data }>((tie) => ({
    any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf(kinds), tie('list'), tie('map')),
    map: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('any')), { maxLength: 4, selector: ([key]) => key })
      .map((entries) => ({ kind: 'map', entries }) as const),
    list: fc.array(tie('any'), { maxLength: 3 }).map((items) => ({ kind: 'list', items }) as const),
  }));
  return map.filter(({ entries }) => entries.length > 0);
}

/** A text in the making that notes where keys and values stand. Its style is chosen by dice. */
class Printer {
  text = '';
  readonly places: Place[] = [];
  readonly #dice: readonly number[];
  #thrown = 0;
  #trail = '';

  constructor(dice: readonly number[]) {
    this.#dice = dice;
  }

  choose<T>(...options: readonly [T, ...T[]]): T {
    const eyes = this.#dice[this.#thrown++ % this.#dice.length] ?? 0;
    return options[eyes % options.length] ?? options[0];
  }

  write(text: string): void {
    this.text += this.#trail + text;
    this.#trail = '';
  }

  /** Written behind the value, and no part of what holds it. */
  trail(text: string): void {
    this.#trail += text;
  }

  /** Writes by `print`, and notes what it wrote as the place of `path`. */
  noting(path: string, print: () => void): void {
    this.write('');
    const at = this.text.length;
    print();
    this.places.push({ path, covered: this.text.slice(at), at });
  }
}

const dice = fc.array(fc.nat(11), { minLength: 30, maxLength: 60 });
const at = (path: string, step: string | number) => `${path}/${step}`;

function printJson(data: Data, out: Printer): void {
  const space = () => out.write(out.choose('', ' ', '\n', '\n  ', '\t', ''));
  const string = (text: string) => {
    const plain = JSON.stringify(text);
    out.write(
      out.choose(
        plain,
        plain,
        plain.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
        plain.replaceAll('/', '\\/'),
      ),
    );
  };
  const print = (data: Data, path: string): void => {
    out.noting(path, () => {
      if (data.kind === 'map') {
        out.write('{');
        for (const [index, [key, value]] of data.entries.entries()) {
          if (index > 0) out.write(',');
          space();
          out.noting(`${at(path, key)} key`, () => string(key));
          space();
          out.write(':');
          space();
          print(value, at(path, key));
          space();
        }
        out.write('}');
      } else if (data.kind === 'list') {
        out.write('[');
        for (const [index, item] of data.items.entries()) {
          if (index > 0) out.write(',');
          space();
          print(item, at(path, index));
          space();
        }
        out.write(']');
      } else if (data.kind === 'number') out.write(out.choose(String(data.value), data.value.toExponential().replace('e+', 'E')));
      else if (data.kind === 'text' || data.kind === 'date') string(data.value);
      else out.write(String(data.value));
    });
  };
  print(data, '');
}

const YAML_PLAIN = new Set([
  'plain',
  'two words',
  "it's",
  'a:b',
  'a#b',
  'é 漢 😀',
  'back\\slash',
  'title',
  'a-b',
  'x_1',
  'é',
  '😀',
  'a.b',
  'toString',
  '__proto__',
  '---x',
  TEXTS.at(-1),
]);

function printYaml(data: Data & { kind: 'map' }, out: Printer): void {
  const quoted = (text: string) => {
    const isOneLine = !/[\n\t]/.test(text);
    const double = JSON.stringify(text);
    const single = isOneLine ? `'${text.replaceAll("'", "''")}'` : double;
    return out.choose(double, single, YAML_PLAIN.has(text) ? text : single);
  };
  const key = (path: string, key: string) =>
    out.noting(`${at(path, key)} key`, () => out.write(key === '1' || key === 'true' ? out.choose(key, `"${key}"`) : quoted(key)));
  const scalar = (data: Exclude<Data, { kind: 'map' | 'list' }>) => {
    if (data.kind === 'text') out.write(quoted(data.value));
    else if (data.kind === 'flag') out.write(out.choose(String(data.value), String(data.value).toUpperCase()));
    else if (data.kind === 'null') out.write(out.choose('null', '~', 'Null'));
    else if (data.kind === 'number')
      out.write(data.value === 31 ? out.choose('31', '0x1F', '0o37') : out.choose(String(data.value), data.value.toExponential()));
    else out.write(data.value);
  };
  const gap = () => out.write(out.choose('', '', ' ', `\n${' '.repeat(40)}`, ` # note, }\n${' '.repeat(40)}`));
  const flow = (data: Data, path: string): void => {
    out.noting(path, () => {
      if (data.kind === 'map') {
        out.write('{');
        for (const [index, [name, value]] of data.entries.entries()) {
          out.write(index > 0 ? ', ' : '');
          gap();
          key(path, name);
          out.write(': ');
          flow(value, at(path, name));
          gap();
        }
        out.write('}');
      } else if (data.kind === 'list') {
        out.write('[');
        for (const [index, item] of data.items.entries()) {
          out.write(index > 0 ? ', ' : '');
          gap();
          flow(item, at(path, index));
          gap();
        }
        out.write(']');
      } else scalar(data);
    });
  };

  const nextLine = (indent: number) =>
    out.write(`\n${out.choose('', '', '', '\n', `${' '.repeat(indent)}# - note: x\n`)}${' '.repeat(indent)}`);
  const blockMap = (data: Data & { kind: 'map' }, path: string, indent: number): void =>
    out.noting(path, () => {
      for (const [index, [name, value]] of data.entries.entries()) {
        if (index > 0) nextLine(indent);
        key(path, name);
        out.write(':');
        if (!isBlock(value)) {
          out.write(out.choose(' ', ' ', '  '));
          inLine(value, at(path, name), indent);
          continue;
        }
        out.trail(out.choose('', '', ' ', ' # note: x'));
        const inner = indent + (value.kind === 'list' ? out.choose(0, 1, 2, 4) : out.choose(1, 2, 4));
        nextLine(inner);
        block(value, at(path, name), inner);
      }
    });
  const blockList = (data: Data & { kind: 'list' }, path: string, indent: number): void =>
    out.noting(path, () => {
      for (const [index, item] of data.items.entries()) {
        if (index > 0) nextLine(indent);
        const space = out.choose(' ', ' ', '   ');
        out.write(`-${space}`);
        if (isBlock(item)) block(item, at(path, index), indent + 1 + space.length);
        else inLine(item, at(path, index), indent + 1);
      }
    });
  const block = (data: Data, path: string, indent: number): void => {
    if (data.kind === 'map') blockMap(data, path, indent);
    if (data.kind === 'list') blockList(data, path, indent);
  };
  const isBlock = (data: Data): boolean =>
    ((data.kind === 'map' && data.entries.length > 0) || (data.kind === 'list' && data.items.length > 0)) && out.choose(true, true, false);
  /** A value that begins on the line of its key or dash. */
  const inLine = (data: Data, path: string, indent: number): void => {
    if (data.kind === 'text' && data.value.includes('\n') && out.choose(true, true, false)) {
      out.noting(path, () =>
        out.write(`${out.choose('|-', '|-  ', '|- # note')}\n${data.value.replace(/^(?=.)/gm, ' '.repeat(indent + 2))}`),
      );
      out.trail(out.choose('', '', '\n', '\n\n'));
    } else {
      flow(data, path);
      out.trail(out.choose('', '', ' ', ' # note: x', '\t# note'));
    }
  };
  blockMap(data, '', 0);
  out.write('');
}

const isTable = (data: Data): data is Data & { kind: 'map' } => data.kind === 'map';

function printToml(data: Data & { kind: 'map' }, out: Printer): void {
  const basic = (text: string) =>
    JSON.stringify(text).replace(/[^\x20-\x7e]/gu, (letter) =>
      out.choose(letter, `\\U${letter.codePointAt(0)?.toString(16).padStart(8, '0')}`),
    );
  const quotedKey = (text: string) => {
    const isBare = /^[\w-]+$/.test(text);
    return out.choose(
      basic(text),
      text.includes("'") ? basic(text) : `'${text}'`,
      isBare ? text : basic(text),
      isBare ? text : basic(text),
    );
  };
  const key = (path: string, name: string) => out.noting(`${at(path, name)} key`, () => out.write(quotedKey(name)));
  const string = (text: string) => {
    const isOneLine = !/\n/.test(text);
    const literal = isOneLine && !text.includes("'") ? `'${text}'` : basic(text);
    const longBasic = `"""${out.choose('', '\n')}${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"""`;
    const longLiteral = text.includes("'") ? basic(text) : `'''\n${text}'''`;
    return out.choose(basic(text), literal, longBasic, longLiteral);
  };
  const numbers: Readonly<Record<string, readonly [string, ...string[]]>> = {
    7: ['7', '+7', '0x7', '7.0'],
    1000: ['1000', '1_000', '1e3', '0b1111101000'],
    31: ['31', '0x1F', '0o37'],
    '-0.25': ['-0.25', '-2.5e-1'],
  };
  const gap = () => out.write(out.choose('', '', ' ', '\n', ' # note ]\n  '));
  const value = (data: Data, path: string): void =>
    out.noting(path, () => {
      if (data.kind === 'list') {
        out.write('[');
        for (const [index, item] of data.items.entries()) {
          if (index > 0) out.write(',');
          gap();
          value(item, at(path, index));
          gap();
        }
        out.write(data.items.length > 0 ? out.choose(']', ',]') : ']');
      } else if (data.kind === 'map') {
        out.write('{');
        for (const [index, [name, item]] of data.entries.entries()) {
          out.write(index > 0 ? ', ' : ' ');
          key(path, name);
          out.write(out.choose(' = ', '='));
          value(item, at(path, name));
        }
        out.write(' }');
      } else if (data.kind === 'text') out.write(string(data.value));
      else if (data.kind === 'number') out.write(out.choose(...(numbers[data.value] ?? [String(data.value)])));
      else out.write(String(data.value));
    });
  const line = (print: () => void) => {
    out.write(out.choose('', '', '  ', '\n', '# [note]\n'));
    print();
    out.write(out.choose('\n', '\n', ' \n', ' # note = 1\n'));
  };
  /** Writes `a.b.c = x` for maps within maps of one entry, now and then. */
  const assign = (path: string, [name, data]: readonly [string, Data]): void => {
    key(path, name);
    const [only] = data.kind === 'map' ? data.entries : [];
    if (data.kind === 'map' && data.entries.length === 1 && only !== undefined && out.choose(true, true, false)) {
      out.write(out.choose('.', ' . '));
      assign(at(path, name), only);
      return;
    }
    out.write(out.choose(' = ', '=', '\t=  '));
    value(data, at(path, name));
  };
  const table = (data: Data & { kind: 'map' }, path: string, header: readonly string[]): void => {
    const [inline, tables] = [[], []] as [(readonly [string, Data])[], (readonly [string, Data])[]];
    for (const entry of data.entries) {
      const isTables = entry[1].kind === 'list' && entry[1].items.length > 0 && entry[1].items.every(isTable);
      ((isTable(entry[1]) || isTables) && out.choose(true, false) ? tables : inline).push(entry);
    }
    for (const entry of inline) line(() => assign(path, entry));
    for (const [name, child] of tables) {
      const open = [...header, name];
      const names = open.map(quotedKey).join(out.choose('.', ' . '));
      if (child.kind === 'map') {
        line(() => out.write(`[${out.choose('', ' ')}${names}]`));
        table(child, at(path, name), open);
      }
      if (child.kind !== 'list') continue;
      for (const [index, item] of child.items.entries()) {
        line(() => out.write(`[[${names}${out.choose('', ' ')}]]`));
        if (isTable(item)) table(item, at(at(path, name), index), open);
      }
    }
  };
  table(data, '', []);
}

/** Maps as sorted lists: TOML can't keep the order of keys and tables. */
function sorted(data: Data | ValueNode): unknown {
  if (data.kind === 'list') return data.items.map(sorted);
  if (data.kind !== 'map')
    return 'span' in data && data.date ? { date: data.value } : data.kind === 'date' ? { date: data.value } : data.value;
  const entries = data.entries.map((entry) =>
    'key' in entry ? ([entry.key, sorted(entry.value)] as const) : ([entry[0], sorted(entry[1])] as const),
  );
  return { map: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** What the spans of keys and values cover. */
function* placesOf(node: ValueNode, text: string, path = ''): Generator<Place> {
  const place = (path: string, span: readonly [number, number]): Place => ({ path, covered: text.slice(...span), at: span[0] });
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      yield place(`${at(path, entry.key)} key`, entry.keySpan);
      yield* placesOf(entry.value, text, at(path, entry.key));
    }
  }
  if (node.kind === 'list') for (const [index, item] of node.items.entries()) yield* placesOf(item, text, at(path, index));
  yield place(path, node.span);
}

async function open(text: string) {
  return openDocument('post.md', text, { dialect: 'markdown' });
}

describe('keys and values', () => {
  interface Format {
    readonly format: FrontMatterFormat;
    readonly print: (data: Data & { kind: 'map' }, out: Printer) => void;
    readonly kinds: readonly Data['kind'][];
    readonly fences: readonly (readonly [opening: string, closing: string])[];
    readonly eols: readonly string[];
  }
  const formats: readonly Format[] = [
    {
      format: 'yaml',
      print: printYaml,
      kinds: ['date', 'null'],
      fences: [
        ['---\n', '\n---\n'],
        ['--- \n', '\n...\n'],
        ['---yaml\n', '\n--- \n'],
        ['---\n\n', '\n\n---'],
      ],
      eols: ['\n', '\r\n', '\r'],
    },
    {
      format: 'toml',
      print: printToml,
      kinds: ['date'],
      fences: [
        ['+++\n', '\n+++\n'],
        ['---toml\n', '\n---\n'],
        ['+++\n\n', '+++'],
      ],
      // A lone CR ends no line of TOML.
      eols: ['\n', '\r\n'],
    },
    {
      format: 'json',
      print: printJson,
      kinds: ['null'],
      fences: [
        ['---json\n', '\n---\n'],
        [';;;\n', '\n;;;\n'],
        ['--- JSON\n', '\n---'],
      ],
      eols: ['\n', '\r\n', '\r'],
    },
  ];

  it.each(formats)('of $format have their data and their exact places', async ({ format, print, kinds, fences, eols }) => {
    const cases = fc.tuple(
      dataOf(kinds),
      dice,
      fc.constantFrom(...fences),
      fc.constantFrom(...eols),
      fc.constantFrom('', '\ufeff'),
      fc.constantFrom('', '# Body\n'),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([data, dice, [opening, closing], eol, mark, body]) => {
        const out = new Printer(dice);
        print(data, out);
        const head = `${mark}${opening}`;
        const source = `${head}${out.text}${closing}${closing.endsWith('\n') ? body : ''}`;
        const text = source.replaceAll('\n', eol);
        const { frontmatter, frontmatterProblems } = await open(text);
        expect({ text, problems: frontmatterProblems }).toEqual({ text, problems: [] });
        const root = frontmatter?.root;
        if (root === undefined) throw new Error(`nothing read of ${JSON.stringify(text)}`);
        // A line break inside of a TOML text is the file's own.
        const unix = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('\\r\\n', '\\n'));
        expect({ text, format: frontmatter?.format, data: unix(sorted(root)) }).toEqual({ text, format, data: unix(sorted(data)) });

        const read = new Map([...placesOf(root, text)].map((place) => [place.path, place]));
        for (const { path, covered, at } of out.places) {
          const place = {
            path,
            covered: covered.replaceAll('\n', eol),
            at: `${head}${out.text.slice(0, at)}`.replaceAll('\n', eol).length,
          };
          expect({ text, ...read.get(path) }).toEqual({ text, ...place });
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** What a text is read as: the format and data of its front matter, and the body. */
async function split(text: string) {
  const { frontmatter, bodyStart } = await open(text);
  return { format: frontmatter?.format, data: frontmatter?.root && toData(frontmatter.root), body: text.slice(bodyStart) };
}

/** Each problem as `line:column "covered" message (hint)`. */
async function problemsOf(text: string): Promise<string> {
  const { frontmatterProblems } = await open(text);
  const starts = lineStarts(text);
  return frontmatterProblems
    .map(({ kind, span, message, hint }) => {
      const { line, column } = positionAt(starts, span[0]);
      return `${line}:${column} ${JSON.stringify(text.slice(...span))} ${kind}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
    })
    .join('\n');
}

/** What the span of each value covers, by path. */
async function coveredBy(text: string): Promise<Record<string, string>> {
  const { frontmatter } = await open(text);
  if (frontmatter?.root === undefined) throw new Error(await problemsOf(text));
  return Object.fromEntries([...placesOf(frontmatter.root, text)].map(({ path, covered }) => [path, covered]));
}

describe('front matter', () => {
  it.each([
    ['---\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['---\na: 1\n---', 'yaml', { a: 1 }, ''],
    ['---\na: 1\n...\nBody', 'yaml', { a: 1 }, 'Body'],
    ['\ufeff---\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['---\r\na: 1\r\n---\r\n\r\nBody', 'yaml', { a: 1 }, '\r\nBody'],
    ['---  \t\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['---yaml\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['--- YML\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['---\n\na: 1\n---\nBody', 'yaml', { a: 1 }, 'Body'],
    ['---\na: |\n  ---\n  +++\n---\nBody', 'yaml', { a: '---\n+++\n' }, 'Body'],
    ['---\na: 1\n----\nb: 2\n---x: 3\n---\nBody', 'yaml', undefined, 'Body'],
    ['---\n---\nBody', 'yaml', undefined, 'Body'],
    ['---\n\n---\nBody', 'yaml', undefined, 'Body'],
    ['---\n# a note\n---\nBody', 'yaml', undefined, 'Body'],
    ['+++\na = 1\n+++\nBody', 'toml', { a: 1 }, 'Body'],
    ['\ufeff+++\r\na = 1\r\n+++', 'toml', { a: 1 }, ''],
    ['---toml\na = 1\n---\nBody', 'toml', { a: 1 }, 'Body'],
    ['---json\n{ "a": 1 }\n---\nBody', 'json', { a: 1 }, 'Body'],
    [';;;\n{ "a": 1 }\n;;;\nBody', 'json', { a: 1 }, 'Body'],
    [';;;\n;;;\nBody', 'json', undefined, 'Body'],
    ['{\n  "a": 1,\n  "b": {\n    "c": [\n    ]\n  }\n}\nBody', 'json', { a: 1, b: { c: [] } }, 'Body'],
    ['\ufeff{\r\n\t"a": 1\r\n}', 'json', { a: 1 }, ''],
    ['{\r"a": 1\r}\rBody', 'json', { a: 1 }, 'Body'],
    [';;;\r{ "a": 1 }\r;;;\rBody', 'json', { a: 1 }, 'Body'],
  ])('is recognised: %j', async (text, format, data, body) => {
    expect(await split(text)).toEqual({ format, data, body });
  });

  it('has the places of its block, its opening line and its content', async () => {
    const text = '\ufeff--- yaml \r\na: 1\r\n---\r\nBody';
    const { frontmatter } = await open(text);
    const cover = (span: readonly [number, number] | undefined) => span && text.slice(...span);
    expect([cover(frontmatter?.span), cover(frontmatter?.opening), cover(frontmatter?.content)]).toEqual([
      '--- yaml \r\na: 1\r\n---',
      '--- yaml',
      'a: 1\r\n',
    ]);
  });

  it.each([
    '',
    '\ufeff',
    'Text',
    '---',
    '---\n',
    '---\n\nText between\n\n---\n\nthematic breaks\n',
    '---\n\n# Heading: with a colon\n\n---\n',
    '----\na: 1\n----\n',
    '- - -\na: 1\n- - -\n',
    '***\na: 1\n***\n',
    '___\na: 1\n___\n',
    '--- -\na: 1\n---\n',
    '++++\na = 1\n++++\n',
    '---\nText\n',
    '---\n- item\n',
    '{"a": 1}\n',
    '{\n  a: 1\n}\n',
    '{{< shortcode >}}\n',
    '```\n---\na: 1\n---\n```\n',
    'Text\n---\ntitle: a\n---\n',
    'Text\n\n---\nnote: a\n---\n',
    '<!-- note -->\n---\ntitle: a\n---\n',
  ])('is not taken from %j', async (text) => {
    expect(await split(text)).toEqual({ format: undefined, data: undefined, body: text.replace('\ufeff', '') });
    expect(await problemsOf(text)).toBe('');
  });

  it('must begin on the first line', async () => {
    expect(await problemsOf('\n\n---\ntitle: a\n---\n')).toMatchInlineSnapshot(
      `"3:1 "---" syntax: Front matter must begin on the first line; blank lines or spaces above \`---\` make it part of the text (Move it to the top: remove what is above it.)"`,
    );
    expect(await problemsOf(' ---\r\ntitle: a\r\n---\r\n')).toMatchInlineSnapshot(
      `"1:2 "---" syntax: Front matter must begin on the first line; blank lines or spaces above \`---\` make it part of the text (Move it to the top: remove what is above it.)"`,
    );
    expect(await problemsOf('\n+++\ntitle = "a"\n+++\n')).toMatchInlineSnapshot(
      `"2:1 "+++" syntax: Front matter must begin on the first line; blank lines or spaces above \`+++\` make it part of the text (Move it to the top: remove what is above it.)"`,
    );
    expect(await problemsOf('# Heading\n\n---\ntitle: a\n---\n')).toMatchInlineSnapshot(
      `"3:1 "---" syntax: Front matter must begin on the first line; the text above \`---\` makes it part of the text (Move it to the top.)"`,
    );
  });

  it('must be closed', async () => {
    expect(await problemsOf('---\ntitle: a\n\nText\n')).toMatchInlineSnapshot(
      `"1:1 "---" syntax: Front matter is opened by \`---\` and never closed (Put \`---\` on a line of its own behind the last key.)"`,
    );
    expect(await problemsOf('---\ntitle: a\n----\nText\n')).toMatchInlineSnapshot(
      `"1:1 "---" syntax: Front matter is opened by \`---\` and never closed (Put \`---\` on a line of its own behind the last key.)"`,
    );
    expect(await problemsOf('---\r\n"title": a\r\n ---\r\nText\r\n')).toMatchInlineSnapshot(
      `"1:1 "---" syntax: Front matter is opened by \`---\` and never closed (Put \`---\` on a line of its own behind the last key.)"`,
    );
    expect(await problemsOf('+++\ntitle = "a"\n---\nText\n')).toMatchInlineSnapshot(
      `"1:1 "+++" syntax: Front matter is opened by \`+++\` and never closed (Put \`+++\` on a line of its own behind the last key.)"`,
    );
  });

  it('must be in a language of data', async () => {
    expect(await problemsOf('---js\nmodule.exports = {}\n---\n')).toMatchInlineSnapshot(
      `"1:1 "---js" executable: Front matter in \`js\` is code, no data: gray-matter runs it when it reads the post (Write it as YAML, or move the code out of the content.)"`,
    );
    expect(await problemsOf('--- JavaScript\n{}\n---\n')).toMatchInlineSnapshot(
      `"1:1 "--- JavaScript" executable: Front matter in \`javascript\` is code, no data: gray-matter runs it when it reads the post (Write it as YAML, or move the code out of the content.)"`,
    );
    expect(await problemsOf('---coffee\na: 1\n---\n')).toMatchInlineSnapshot(
      `"1:1 "---coffee" executable: Front matter in \`coffee\` is code, no data (Write it as YAML, or move the code out of the content.)"`,
    );
    expect(await problemsOf('---ruby\na: 1\n---\n')).toMatchInlineSnapshot(
      `"1:1 "---ruby" syntax: \`ruby\` is no front matter language (Use YAML, TOML or JSON.)"`,
    );
    expect(await problemsOf('---constructor\na: 1\n---\n')).toMatchInlineSnapshot(
      `"1:1 "---constructor" syntax: \`constructor\` is no front matter language (Use YAML, TOML or JSON.)"`,
    );
    expect(await split('---js\nmodule.exports = {}\n---\nBody')).toEqual({ format: undefined, data: undefined, body: 'Body' });
  });

  it('must be keys with values', async () => {
    expect(await problemsOf('---\n- a\n- b\n---\n')).toMatchInlineSnapshot(
      `"2:1 "- a\\n- b" syntax: Front matter must be keys with values, such as \`title: …\`; this is a list"`,
    );
    expect(await problemsOf('---\nText\n---\n')).toMatchInlineSnapshot(
      `"2:1 "Text" syntax: Front matter must be keys with values, such as \`title: …\`; this is text"`,
    );
    expect(await problemsOf('---json\n[1]\n---\n')).toMatchInlineSnapshot(
      `"2:1 "[1]" syntax: Front matter must be keys with values, such as \`title: …\`; this is a list"`,
    );
  });

  it.each([
    '+++\n\na=0\n+++\n',
    ';;;\n\n{ "a": 0 }\n;;;\n',
    '---json\n\n{\n  "a": 0\n}\n---\n',
    '---\n\né: 0\n---\n',
    '---\n\n"two words": 0\n---\n',
  ])('is recognised behind a blank first line: %j', async (text) => {
    expect((await split(text)).format).toBeDefined();
  });

  it.each(['---\ra: 1\r---\rBody', '---\ra: b\rc:\r  - d\r---\r'])('is read with lone CR: %j', async (text) => {
    const { format, data } = await split(text);
    const unix = await split(text.replaceAll('\r', '\n'));
    expect({ format, data }).toEqual({ format: unix.format, data: unix.data });
  });

  it('ends behind the spaces of its closing line', async () => {
    expect((await split('---\na: 1\n---  \nBody')).body).toBe('Body');
  });

  it.each([';;;\n{ "a": 1 }\n', '{\n  "a": 1\n\nText\n', '---json\n{ "a": 1 }\n\nText\n'])('must be closed: %j', async (text) => {
    expect(await problemsOf(text)).toContain('never closed');
  });

  it('has no values when it is empty', async () => {
    expect((await open('+++\n+++\n')).frontmatter?.root).toBeUndefined();
  });
});

describe('YAML', () => {
  const yaml = (text: string) => `---\n${text}\n---\n`;

  it('reads a value where its alias stands', async () => {
    const text = yaml('a: &x [1, b]\nc: *x\nd: [*x, &y z]\ne: *y');
    expect((await split(text)).data).toEqual({ a: [1, 'b'], c: [1, 'b'], d: [[1, 'b'], 'z'], e: 'z' });
    expect(await coveredBy(text)).toMatchObject({
      '/a': '[1, b]',
      '/a/1': 'b',
      '/c': '*x',
      '/c/1': '*x',
      '/d/0': '*x',
      '/d/1': 'z',
      '/e': '*y',
    });
  });

  it('merges maps', async () => {
    const text = yaml('a: &x\n  b: 1\n  c: 2\nd:\n  <<: *x\n  c: 3\n<<: text');
    expect((await split(text)).data).toEqual({ a: { b: 1, c: 2 }, d: { b: 1, c: 3 }, '<<': 'text' });
    expect(await coveredBy(text)).toMatchObject({ '/d/b key': '*x', '/d/b': '*x', '/d/c': '3' });
  });

  it.each([
    [yaml('a: &x {b: 1}\nd:\n  b: 3\n  <<: *x'), { a: { b: 1 }, d: { b: 3 } }],
    [yaml('a: &x {b: 1}\nc: &y {b: 2, e: 3}\nd:\n  <<: [*x, *y]'), { a: { b: 1 }, c: { b: 2, e: 3 }, d: { b: 1, e: 3 } }],
  ])('merges maps as others do: %j', async (text, data) => {
    expect((await split(text)).data).toEqual(data);
  });

  it('refuses aliases that lead nowhere, and those that grow without bound', async () => {
    expect(await problemsOf(yaml('a: *important*'))).toMatchInlineSnapshot(
      `"2:4 "*important*" syntax: Alias \`*important*\` has no anchor; quote the value if the \`*\` is text"`,
    );
    expect(await problemsOf(yaml('*key : b'))).toMatchInlineSnapshot(
      `"2:1 "*key" syntax: Alias \`*key\` has no anchor; quote the value if the \`*\` is text"`,
    );
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'])
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(',')}]`);
    expect(await problemsOf(yaml(bomb.join('\n')))).toMatchInlineSnapshot(
      `"6:11 "*d" syntax: Aliases expand to more values than can be read"`,
    );
    expect((await split(yaml(bomb.join('\n')))).data).toBeUndefined();
  });

  it('refuses an alias inside of its own anchor', async () => {
    expect(await problemsOf(yaml('a: &a [*a]'))).toContain('2:');
  });

  it('tells of every key that is written again, and has the last value', async () => {
    const text = yaml('a: 1\n"b": 1\nm:\n  c: 1\n  c: 2\nn: {d: 1, d: 2}\nb : 2\na: 3\nA: 4');
    expect(await problemsOf(text)).toMatchInlineSnapshot(`
      "6:3 "c" duplicate-key: Key \`c\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)
      7:11 "d" duplicate-key: Key \`d\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)
      8:1 "b" duplicate-key: Key \`b\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)
      9:1 "a" duplicate-key: Key \`a\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"
    `);
    const { frontmatter } = await open(text);
    expect(frontmatter?.root && nodeAt(frontmatter.root, ['a'])).toMatchObject({ value: 3 });
  });

  it('keeps dates as they are written, and knows them from quoted ones', async () => {
    const { frontmatter } = await open(
      yaml(
        [
          'a: 2024-01-05',
          'b: 2024-1-5',
          'c: 2024-01-05T10:20:30Z',
          'd: 2024-01-05 10:20',
          'e: 2024-02-30',
          'f: [2024-01-05 10:20:30.5 +02:00]',
          'g: "2024-01-05"',
          "h: '2024-01-05'",
          'i: Jan 5, 2024',
          'j: 2024-01',
          'k: 20240105',
          'l: |\n  2024-01-05',
        ].join('\n'),
      ),
    );
    const entries = frontmatter?.root?.entries.map(({ key, value }) => [key, value.kind === 'list' ? value.items[0] : value] as const);
    expect(entries?.map(([key, value]) => [key, value?.kind === 'scalar' && value.date === true])).toEqual(
      [...'abcdefghijkl'].map((key) => [key, 'abcdef'.includes(key)]),
    );
    expect(entries?.slice(0, 6).map(([, value]) => value?.kind === 'scalar' && value.value)).toEqual([
      '2024-01-05',
      '2024-1-5',
      '2024-01-05T10:20:30Z',
      '2024-01-05 10:20',
      '2024-02-30',
      '2024-01-05 10:20:30.5 +02:00',
    ]);
  });

  it.each(['\n', '\r\n'])('covers values of several lines without the blank lines behind, with %j', async (eol) => {
    const text = yaml(
      'a: one\n  two\n\n  three\n\nb: "x\n  y"\n\n\nc: |\n  l1\n\n  l2\n\n\nd: >-\n  f1\n  f2\n\ne: |+\n  kept\n\n\nf:\n  - g\n\n  - h\n\ni:\n  j: k\n\n',
    ).replaceAll('\n', eol);
    expect((await split(text)).data).toEqual({
      a: 'one two\nthree',
      b: 'x y',
      c: 'l1\n\nl2\n',
      d: 'f1 f2',
      e: 'kept\n\n\n',
      f: ['g', 'h'],
      i: { j: 'k' },
    });
    const covered = await coveredBy(text);
    expect(Object.fromEntries(Object.entries(covered).map(([path, source]) => [path, source.replaceAll(eol, '\n')]))).toMatchObject({
      '/a': 'one\n  two\n\n  three',
      '/b': '"x\n  y"',
      '/c': '|\n  l1\n\n  l2',
      '/d': '>-\n  f1\n  f2',
      '/e': '|+\n  kept',
      '/f': '- g\n\n  - h',
      '/i': 'j: k',
    });
  });

  it('lets the key stand for a value that is not there', async () => {
    const text = yaml('a:\nb: # note\nc: ~\nd: ""\n"e":\n');
    expect((await split(text)).data).toEqual({ a: null, b: null, c: null, d: '', e: null });
    expect(await coveredBy(text)).toMatchObject({ '/a': 'a', '/b': 'b', '/c': '~', '/d': '""', '/e': '"e"' });
  });

  it('lets the dash stand for an item that is not there', async () => {
    expect(await coveredBy(yaml('a:\n  - \n  - b'))).toMatchObject({ '/a/0': '-' });
  });

  it('covers a map without the comments behind it', async () => {
    expect(await coveredBy(yaml('a:\n  b: [] # note\nc: d'))).toMatchObject({ '/a': 'b: []' });
  });

  it('reads keys of other types, tags and flow at the top', async () => {
    expect((await split(yaml('1: a\ntrue: b\n? c d\n: e\n"\\u0041": f'))).data).toEqual({ 1: 'a', true: 'b', 'c d': 'e', A: 'f' });
    expect((await split(yaml('a: !!str 5\nb: !custom c'))).data).toEqual({ a: '5', b: 'c' });
    expect((await split(yaml('{a: 1, b: [x]}'))).data).toEqual({ a: 1, b: ['x'] });
    const { data } = await split(yaml('constructor: 1\n__proto__: 2\nx: {toString: 3}'));
    expect(Object.entries(data as object)).toEqual([
      ['constructor', 1],
      ['__proto__', 2],
      ['x', { toString: 3 }],
    ]);
  });

  it('says at the line what is wrong', async () => {
    expect(await problemsOf(yaml('title: a: b'))).toMatchInlineSnapshot(
      `"2:8 "a" syntax: This value holds \`: \`, which YAML reads as another key (Put the value in quotes.)"`,
    );
    expect(await problemsOf(yaml('x: 1\ntitle: @a'))).toMatchInlineSnapshot(
      `"3:8 "@" syntax: A value can't begin with \`@\` in YAML (Put the value in quotes.)"`,
    );
    expect(await problemsOf(yaml('title: `a`'))).toMatchInlineSnapshot(
      `"2:8 "\`" syntax: A value can't begin with a backtick in YAML (Put the value in quotes.)"`,
    );
    expect(await problemsOf(yaml('title: %a'))).toMatchInlineSnapshot(
      `"2:8 "%" syntax: A value can't begin with \`%\` in YAML (Put the value in quotes.)"`,
    );
    expect(await problemsOf(yaml('x: 1\ntitle: "a\ny: 2'))).toMatchInlineSnapshot(
      `"3:8 "\\"a" syntax: A quote is opened and never closed (Close it, or use the other kind of quote around the value.)"`,
    );
    expect(await problemsOf(yaml("x: 1\ntitle: 'it's'\ny: 2"))).toMatchInlineSnapshot(
      `"3:12 "s'" syntax: Text behind the end of the value (Quotes go around the whole value; inside single quotes, write \`''\` for an apostrophe.)"`,
    );
    expect(await problemsOf(yaml('title: "a" b'))).toMatchInlineSnapshot(
      `"2:12 "b" syntax: Text behind the end of the value (Quotes go around the whole value; inside single quotes, write \`''\` for an apostrophe.)"`,
    );
    expect(await problemsOf(yaml('tags:\n\t- a'))).toMatchInlineSnapshot(
      `"3:1 "\\t" syntax: Tabs can't indent YAML (Indent with spaces.)"`,
    );
    expect(await problemsOf(yaml('a: 1\n  b: 2'))).toMatchInlineSnapshot(
      `"2:4 "1" syntax: This value holds \`: \`, which YAML reads as another key (Put the value in quotes.)"`,
    );
    expect(await problemsOf(yaml('a:\n    b: 1\n  c: 2'))).toMatchInlineSnapshot(
      `"4:1 " " syntax: This line is not indented as its neighbours are"`,
    );
    expect(await problemsOf(yaml('a: 1\ntitle\nb: 2'))).toMatchInlineSnapshot(
      `"3:1 "title" syntax: This line has no key (A key needs \`: \` with a space behind it; a text of several lines needs \`|\` or quotes.)"`,
    );
    expect(await problemsOf(yaml('a: 1\ntitle'))).toMatchInlineSnapshot(
      `"3:1 "title" syntax: This line has no key (A key needs \`: \` with a space behind it; a text of several lines needs \`|\` or quotes.)"`,
    );
    expect(await problemsOf(yaml('a: 1\n- b'))).toMatchInlineSnapshot(
      `"3:1 "-" syntax: This line has no key (A key needs \`: \` with a space behind it; a text of several lines needs \`|\` or quotes.)"`,
    );
    expect(await problemsOf(yaml('title:a\nb: 1'))).toMatchInlineSnapshot(
      `"2:1 "title:a" syntax: This line has no key (A key needs \`: \` with a space behind it; a text of several lines needs \`|\` or quotes.)"`,
    );
    expect(await problemsOf(yaml('a: "\\d"'))).toMatchInlineSnapshot(`"2:5 "\\\\" syntax: Invalid escape sequence \\d"`);
    expect(await problemsOf(yaml('a: ]'))).toMatchInlineSnapshot(
      `"2:4 "]" syntax: Text behind the end of the value (Quotes go around the whole value; inside single quotes, write \`''\` for an apostrophe.)"`,
    );
    expect(await problemsOf(yaml('😀: "é" x').replaceAll('\n', '\r\n'))).toMatchInlineSnapshot(
      `"2:9 "x" syntax: Text behind the end of the value (Quotes go around the whole value; inside single quotes, write \`''\` for an apostrophe.)"`,
    );
    expect(await problemsOf(`\ufeff${yaml('a: b: c')}`)).toMatchInlineSnapshot(
      `"2:4 "b" syntax: This value holds \`: \`, which YAML reads as another key (Put the value in quotes.)"`,
    );
  });

  it.each([
    ['tags: [a, b\ny: 2', '2:7 "['],
    ['tags: {a: b\ny: 2', '2:7 "{'],
  ])('says which bracket is never closed: %j', async (text, start) => {
    expect((await problemsOf(yaml(text))).slice(0, start.length)).toBe(start);
  });

  it('has no values when it is not understood', async () => {
    expect(await split(`${yaml('a: b: c')}Body`)).toEqual({ format: 'yaml', data: undefined, body: 'Body' });
  });
});

describe('TOML', () => {
  const toml = (text: string) => `+++\n${text}\n+++\n`;

  it('covers tables and their keys where they are written', async () => {
    const text = toml('[a.b]\nc = 1\n\n[[l]]\nx = 1\n[[l]]\nx = 2\n[l."s t"]\ny = [\n  "z", # note\n]\nd.e = {f = 1}');
    expect((await split(text)).data).toEqual({ a: { b: { c: 1 } }, l: [{ x: 1 }, { x: 2, 's t': { y: ['z'], d: { e: { f: 1 } } } }] });
    expect(await coveredBy(text)).toMatchObject({
      '/a key': 'a',
      '/a/b key': 'b',
      '/a/b/c': '1',
      '/l key': 'l',
      '/l/0/x': '1',
      '/l/1/x': '2',
      '/l/1/s t key': '"s t"',
      '/l/1/s t/y': '[\n  "z", # note\n]',
      '/l/1/s t/d key': 'd',
      '/l/1/s t/d/e/f': '1',
    });
  });

  it('keeps dates and times as they are written', async () => {
    const { frontmatter } = await open(
      toml('a = 2024-01-05\nb = 2024-01-05T10:20:30Z\nc = 2024-01-05 10:20:30\nd = 10:20:30\ne = "2024-01-05"'),
    );
    expect(frontmatter?.root?.entries.map(({ value }) => value.kind === 'scalar' && [value.value, value.date === true])).toEqual([
      ['2024-01-05', true],
      ['2024-01-05T10:20:30Z', true],
      ['2024-01-05 10:20:30', true],
      ['10:20:30', false],
      ['2024-01-05', false],
    ]);
  });

  it.each([
    [toml('a = 2024-02-30\nb = 1'), { a: '2024-02-30', b: 1 }],
    [toml('a = [2024-02-30, 2023-02-29] # note\nb = 2024-13-01T10:20:30Z'), { a: ['2024-02-30', '2023-02-29'], b: '2024-13-01T10:20:30Z' }],
  ])('reads on behind dates that do not exist: %j', async (text, data) => {
    expect((await split(text)).data).toEqual(data);
  });

  it('refuses keys that are written again', async () => {
    expect(await problemsOf(toml('a = 1\nb = 2\na = 3'))).toMatchInlineSnapshot(
      `"4:1 "a" duplicate-key: Key \`a\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"`,
    );
    expect(await problemsOf(toml('"a" = 1\n"a" = 2'))).toMatchInlineSnapshot(
      `"3:1 "\\"a\\"" duplicate-key: Key \`a\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"`,
    );
    expect(await problemsOf(toml('[t]\na = 1\n[t]\nb = 1'))).toMatchInlineSnapshot(
      `"4:2 "t" duplicate-key: Key \`t\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"`,
    );
    expect(await problemsOf(toml('a.b = 1\na.b = 2'))).toMatchInlineSnapshot(
      `"3:3 "b" duplicate-key: Key \`b\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"`,
    );
    expect(await problemsOf(toml('a = { b = 1, b = 2 }'))).toMatchInlineSnapshot(
      `"2:14 "b" duplicate-key: Key \`b\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"`,
    );
  });

  it('refuses quoted keys that are written again', async () => {
    expect(await problemsOf(toml('"two words" = 1\n"two words" = 2'))).toContain('3:1 "\\"two words\\"" duplicate-key: Key `two words`');
  });

  it('says at the line what is wrong', async () => {
    expect(await problemsOf(toml('x = 1\ntitle = a'))).toMatchInlineSnapshot(`"3:9 "a" syntax: Invalid TOML: unexpected character"`);
    expect(await problemsOf(toml('title: a'))).toMatchInlineSnapshot(`"2:6 ":" syntax: Invalid TOML: unexpected character"`);
    expect(await problemsOf(toml('title = "a'))).toMatchInlineSnapshot(`"2:10 "a" syntax: Invalid TOML: unterminated string constant"`);
    expect(await problemsOf(toml('title = "a" b'))).toMatchInlineSnapshot(`"2:13 "b" syntax: Invalid TOML: must be a newline"`);
    expect(await problemsOf(toml('x = 1\ntags = ["a", "b"\ny = 2'))).toMatchInlineSnapshot(
      `"4:1 "y" syntax: Invalid TOML: unexpected character"`,
    );
    expect(await problemsOf(toml('x = 1\ntitle ='))).toMatchInlineSnapshot(
      `"3:7 "=" syntax: Invalid TOML: unspecified values are invalid"`,
    );
    expect(await problemsOf(toml('x = 1\ntitle'))).toMatchInlineSnapshot(`"3:5 "e" syntax: Invalid TOML: expected equal (=) token"`);
    expect(await problemsOf(toml('a = 01'))).toMatchInlineSnapshot(`"2:5 "0" syntax: Invalid TOML: leading zeros are not allowed"`);
    expect(await problemsOf(toml('a = "\\d"'))).toMatchInlineSnapshot(
      `"2:7 "d" syntax: Invalid TOML: invalid character in escape sequence"`,
    );
    expect(await problemsOf(toml('two words = 1'))).toMatchInlineSnapshot(`"2:5 "w" syntax: Invalid TOML: expected equal (=) token"`);
    expect(await problemsOf(toml('[t\na = 1'))).toMatchInlineSnapshot(
      `"3:1 "a" syntax: Invalid TOML: the key, equals sign, and value must be on the same line"`,
    );
    expect(await problemsOf(toml('a = 10:61:00').replaceAll('\n', '\r\n'))).toMatchInlineSnapshot(
      `"2:12 "0" syntax: Invalid TOML: unexpected invalid time"`,
    );
  });
});

describe('JSON', () => {
  const json = (text: string) => `---json\n${text}\n---\n`;

  it('tells of every key that is written again, and has the last value', async () => {
    const text = json('{ "a": 1, "b": { "c": 1, "c": 2 }, "a": 2, "\\u0061": 3 }');
    expect(await problemsOf(text)).toMatchInlineSnapshot(`
      "2:26 "\\"c\\"" duplicate-key: Key \`c\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)
      2:36 "\\"a\\"" duplicate-key: Key \`a\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)
      2:44 "\\"\\\\u0061\\"" duplicate-key: Key \`a\` is written more than once (Most parsers refuse the whole front matter; keep one of them.)"
    `);
    const { frontmatter } = await open(text);
    expect(frontmatter?.root && nodeAt(frontmatter.root, ['a'])).toMatchObject({ value: 3 });
  });

  it('knows no dates', async () => {
    const { frontmatter } = await open(json('{ "a": "2024-01-05" }'));
    expect(frontmatter?.root && nodeAt(frontmatter.root, ['a'])).not.toHaveProperty('date');
  });

  it('says at the line what is wrong', async () => {
    expect(await problemsOf(json('{\n  "a": 1,\n}'))).toMatchInlineSnapshot(`"4:1 "}" syntax: Invalid JSON: property name expected"`);
    expect(await problemsOf(json('{\n  "a": 1\n  "b": 2\n}'))).toMatchInlineSnapshot(
      `"4:3 "\\"b\\"" syntax: Invalid JSON: comma expected"`,
    );
    expect(await problemsOf(json("{ 'a': 1 }"))).toMatchInlineSnapshot(`"2:3 "'a'" syntax: Invalid JSON: invalid symbol"`);
    expect(await problemsOf(json('{ a: 1 }'))).toMatchInlineSnapshot(`"2:3 "a" syntax: Invalid JSON: invalid symbol"`);
    expect(await problemsOf(json('{ "a": 1, // note\n "b": 2 }'))).toMatchInlineSnapshot(
      `"2:11 "// note" syntax: Invalid JSON: invalid comment token"`,
    );
    expect(await problemsOf(json('{ "a": "b }'))).toMatchInlineSnapshot(`"2:8 "\\"b }" syntax: Invalid JSON: unexpected end of string"`);
    expect(await problemsOf(json('{ "a": 01 }'))).toMatchInlineSnapshot(`"2:9 "1" syntax: Invalid JSON: comma expected"`);
    expect(await problemsOf(json('{ "a": "\\d" }'))).toMatchInlineSnapshot(
      `"2:8 "\\"\\\\d\\"" syntax: Invalid JSON: invalid escape character"`,
    );
    expect(await problemsOf(json('{ "a": [1, 2 }'))).toMatchInlineSnapshot(`"2:14 "}" syntax: Invalid JSON: comma expected"`);
    expect(await problemsOf(json('{ "a": 1 } x'))).toMatchInlineSnapshot(`"2:12 "x" syntax: Invalid JSON: invalid symbol"`);
    expect(await problemsOf(json('{ "a" }'))).toMatchInlineSnapshot(`"2:7 "}" syntax: Invalid JSON: colon expected"`);
    expect(await problemsOf('{\n  "a": 1,\n  "b": tru\n}\nText\n')).toMatchInlineSnapshot(
      `"3:8 "tru" syntax: Invalid JSON: invalid symbol"`,
    );
  });

  it('says on its last line that it is not closed', async () => {
    expect(await problemsOf(json('{ "a": 1'))).toMatch(/^2:/);
  });
});
