import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorWanted } from '../src/cli/color.ts';
import type { Diagnostic, Report } from '../src/model/report.ts';
import { lineStarts, type Range, rangeOf, type Span } from '../src/model/span.ts';
import { type Frame, frameOf } from '../src/report/frame.ts';
import { reporters } from '../src/report/index.ts';
import { displayWidth } from '../src/report/width.ts';
import { contextOf, reportOf } from './support/report.ts';

const SOURCES: Readonly<Record<string, string>> = {
  'posts/a.md': '---\ntitle: x\n---\n\n# Title\n\n### Too deep 😀\n\n![](missing.png)\n\n```\ncode\n',
  'posts/b.mdx': 'Text {a b}\r\n',
};

/** The range of the first place where `part` stands. */
function rangeIn(path: string, part: string): Range {
  const text = SOURCES[path] ?? '';
  return rangeOf(lineStarts(text), [text.indexOf(part), text.indexOf(part) + part.length]);
}

function finding(path: string, part: string, rest: Partial<Diagnostic> & Pick<Diagnostic, 'rule' | 'message'>): Diagnostic {
  return { path, severity: 'error', range: rangeIn(path, part), related: [], url: `rules/${rest.rule}.md`, ...rest };
}

/** What of a report the machine formats carry. */
function publicPart({ summary, diagnostics, failures }: Report) {
  return { summary, diagnostics, failures };
}

const CONTEXT = contextOf(SOURCES);

const REPORT = reportOf(
  [
    finding('posts/a.md', '### Too deep 😀', {
      rule: 'heading/skipped-level',
      severity: 'warning',
      message: 'Heading jumps from level 1 to level 3',
      hint: 'Make it level 2.',
      related: [{ path: 'posts/a.md', range: rangeIn('posts/a.md', '# Title'), message: 'the heading above' }],
    }),
    finding('posts/a.md', 'missing.png', { rule: 'image/missing', message: 'No such file' }),
    finding('posts/a.md', '```\ncode\n', {
      rule: 'code/unclosed',
      message: 'Fence is never closed',
      fix: {
        title: 'Close it',
        safety: 'safe',
        edits: [{ range: rangeOf(lineStarts(SOURCES['posts/a.md'] ?? ''), [71, 71]), text: '```\n' }],
      },
    }),
    finding('posts/b.mdx', ' b', { rule: 'mdx/syntax', message: 'Not MDX', severity: 'warning' }),
    {
      ...finding('posts/gone.md', '', { rule: 'image/missing', message: 'No such file' }),
      related: [{ path: 'posts/b.mdx', range: rangeIn('posts/b.mdx', 'a b'), message: 'as here' }],
    },
  ],
  { failures: [{ path: 'posts/locked.md', message: 'permission denied' }] },
);

describe('the text report', () => {
  it('shows each finding at its line, and sums up', () => {
    expect(reporters.text(REPORT, CONTEXT)).toMatchInlineSnapshot(`
      "posts/a.md:7:1 warning Heading jumps from level 1 to level 3 heading/skipped-level
        7 │ ### Too deep 😀
          │ ^^^^^^^^^^^^^^^
        see posts/a.md:5:1 the heading above
        hint Make it level 2.

      posts/a.md:9:5 error No such file image/missing
        9 │ ![](missing.png)
          │     ^^^^^^^^^^^

      posts/a.md:11:1 error Fence is never closed code/unclosed
        11 │ \`\`\`
           │ ^^^

      posts/b.mdx:1:8 warning Not MDX mdx/syntax
        1 │ Text {a b}
          │        ^^

      posts/gone.md:1:1 error No such file image/missing
        see posts/b.mdx:1:7 as here

      3 errors and 2 warnings in 2 files, 1 that --fix repairs; 1 failure
      "
    `);
  });

  it('counts by rule when asked to', () => {
    expect(
      reporters.text(reportOf(REPORT.diagnostics), { ...CONTEXT, statistics: true, sourceOf: () => undefined }),
    ).toMatchInlineSnapshot(`
      "posts/a.md:7:1 warning Heading jumps from level 1 to level 3 heading/skipped-level
        see posts/a.md:5:1 the heading above
        hint Make it level 2.

      posts/a.md:9:5 error No such file image/missing

      posts/a.md:11:1 error Fence is never closed code/unclosed

      posts/b.mdx:1:8 warning Not MDX mdx/syntax

      posts/gone.md:1:1 error No such file image/missing
        see posts/b.mdx:1:7 as here

      2  error    image/missing
      1  error    code/unclosed
      1  warning  heading/skipped-level
      1  warning  mdx/syntax

      3 errors and 2 warnings in 2 files, 1 that --fix repairs
      "
    `);
  });

  it('says that all is well, or nothing when nothing was checked', () => {
    const [warning] = REPORT.diagnostics;
    const none = reportOf([]);
    expect(reporters.text(none, CONTEXT)).toBe('2 files checked, nothing found\n');
    expect(reporters.text({ ...none, summary: { ...none.summary, files: 1 } }, CONTEXT)).toBe('1 file checked, nothing found\n');
    expect(reporters.text({ ...none, summary: { ...none.summary, files: 0 } }, CONTEXT)).toBe('');
    expect(reporters.text({ ...none, failures: REPORT.failures }, CONTEXT)).toMatchInlineSnapshot(`
      "2 files checked, nothing found; 1 failure
      "
    `);
    expect(
      reporters.text(reportOf(warning === undefined ? [] : [warning]), { ...CONTEXT, sourceOf: () => undefined }),
    ).toMatchInlineSnapshot(`
      "posts/a.md:7:1 warning Heading jumps from level 1 to level 3 heading/skipped-level
        see posts/a.md:5:1 the heading above
        hint Make it level 2.

      1 warning in 2 files
      "
    `);
  });

  it('is colored when asked to', () => {
    const [, missing] = REPORT.diagnostics;
    const colored = reporters.text(reportOf(missing === undefined ? [] : [missing]), { ...CONTEXT, color: true });
    expect(colored.replaceAll('\x1b', '␛')).toMatchInlineSnapshot(`
      "␛[1mposts/a.md:9:5␛[22m ␛[31merror␛[39m No such file ␛[2mimage/missing␛[22m
      ␛[2m  9 │ ␛[22m![](missing.png)
      ␛[2m    │ ␛[22m    ␛[31m^^^^^^^^^^^␛[39m

      ␛[31m1 error␛[39m in 2 files
      "
    `);
  });

  it('asks for the text of a file once', () => {
    const asked: string[] = [];
    reporters.text(REPORT, { ...CONTEXT, sourceOf: (path) => void asked.push(path) });
    expect(asked).toEqual(['posts/a.md', 'posts/b.mdx', 'posts/gone.md']);
  });
});

describe('the reports for other tools', () => {
  it('are a line each', () => {
    expect(reporters.concise(REPORT, CONTEXT)).toMatchInlineSnapshot(`
      "posts/a.md:7:1 warning heading/skipped-level Heading jumps from level 1 to level 3
      posts/a.md:9:5 error image/missing No such file
      posts/a.md:11:1 error code/unclosed Fence is never closed
      posts/b.mdx:1:8 warning mdx/syntax Not MDX
      posts/gone.md:1:1 error image/missing No such file
      "
    `);
  });

  it('are JSON', () => {
    const [first, , third] = REPORT.diagnostics;
    const report = reportOf(
      [first, third].flatMap((one) => one ?? []),
      { failures: REPORT.failures },
    );
    const json = reporters.json(report, CONTEXT);
    expect(json).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "tool": {
          "name": "stet",
          "version": "1.2.3"
        },
        "summary": {
          "files": 2,
          "errors": 1,
          "warnings": 1,
          "fixable": 1,
          "suppressed": 0,
          "baselined": 0
        },
        "diagnostics": [
          {
            "path": "posts/a.md",
            "severity": "warning",
            "range": {
              "start": {
                "line": 7,
                "column": 1,
                "offset": 27
              },
              "end": {
                "line": 7,
                "column": 16,
                "offset": 42
              }
            },
            "related": [
              {
                "path": "posts/a.md",
                "range": {
                  "start": {
                    "line": 5,
                    "column": 1,
                    "offset": 18
                  },
                  "end": {
                    "line": 5,
                    "column": 8,
                    "offset": 25
                  }
                },
                "message": "the heading above"
              }
            ],
            "url": "rules/heading/skipped-level.md",
            "rule": "heading/skipped-level",
            "message": "Heading jumps from level 1 to level 3",
            "hint": "Make it level 2."
          },
          {
            "path": "posts/a.md",
            "severity": "error",
            "range": {
              "start": {
                "line": 11,
                "column": 1,
                "offset": 62
              },
              "end": {
                "line": 13,
                "column": 1,
                "offset": 71
              }
            },
            "related": [],
            "url": "rules/code/unclosed.md",
            "rule": "code/unclosed",
            "message": "Fence is never closed",
            "fix": {
              "title": "Close it",
              "safety": "safe",
              "edits": [
                {
                  "range": {
                    "start": {
                      "line": 13,
                      "column": 1,
                      "offset": 71
                    },
                    "end": {
                      "line": 13,
                      "column": 1,
                      "offset": 71
                    }
                  },
                  "text": "\`\`\`\\n"
                }
              ]
            }
          }
        ],
        "failures": [
          {
            "path": "posts/locked.md",
            "message": "permission denied"
          }
        ]
      }
      "
    `);
    expect(JSON.parse(json)).toEqual({ version: 1, tool: CONTEXT.tool, ...publicPart(report) });
  });

  it('are JSON, a line each', () => {
    const lines = reporters.jsonl(REPORT, CONTEXT);
    expect(lines.endsWith('\n')).toBe(true);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(REPORT.diagnostics);
  });

  it('are empty or whole when nothing was found', () => {
    const none = reportOf([]);
    expect(reporters.concise(none, CONTEXT)).toBe('');
    expect(reporters.jsonl(none, CONTEXT)).toBe('');
    expect(JSON.parse(reporters.json(none, CONTEXT))).toEqual({ version: 1, tool: CONTEXT.tool, ...publicPart(none) });
  });
});

/** What a line holds: the text, what is shown of it, and the columns that it takes in a terminal. */
const PIECES: readonly (readonly [text: string, shown: string, columns: number])[] = [
  ['a', 'a', 1],
  [' ', ' ', 1],
  ['é', 'é', 1],
  ['e\u0301', 'e\u0301', 1],
  ['a\u0308\u0323', 'a\u0308\u0323', 1],
  ['漢', '漢', 2],
  ['か\u3099', 'か\u3099', 2],
  ['한', '한', 2],
  ['Ａ', 'Ａ', 2],
  ['ｱ', 'ｱ', 1],
  ['\u3000', '\u3000', 2],
  ['😀', '😀', 2],
  ['👍🏽', '👍🏽', 2],
  ['👩‍👩‍👧', '👩‍👩‍👧', 2],
  ['🇩🇪', '🇩🇪', 2],
  ['☃', '☃', 1],
  ['☃️', '☃️', 2],
  ['1️⃣', '1️⃣', 2],
  ['𝒳', '𝒳', 1],
  ['𠀀', '𠀀', 2],
  ['ש', 'ש', 1],
  ['\u200b', '\u200b', 0],
  ['\t', '    ', 4],
  ['\0', '\ufffd', 1],
  ['\x1b', '\ufffd', 1],
  ['\x9b', '\ufffd', 1],
  ['\u2028', '\ufffd', 1],
  ['\u202e', '\ufffd', 1],
];
const pieces = (maxLength: number, minLength = 0) => fc.array(fc.constantFrom(...PIECES), { minLength, maxLength });
const textOf = (parts: readonly (typeof PIECES)[number][]) => parts.map(([text]) => text).join('');
const shownOf = (parts: readonly (typeof PIECES)[number][]) => parts.map(([, shown]) => shown).join('');
const columnsOf = (parts: readonly (typeof PIECES)[number][]) => parts.reduce((sum, [, , columns]) => sum + columns, 0);

function frameAt(text: string, span: Span): Frame {
  const frame = frameOf(text, rangeOf(lineStarts(text), span));
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

describe('the caret', () => {
  it('stands under the range, whatever the line holds', () => {
    const lines = fc.tuple(
      pieces(10),
      pieces(6),
      pieces(10),
      fc.constantFrom('', 'above\n', '\r\n', '漢\ra\n'),
      fc.constantFrom('', '\nbelow', '\r\n'),
    );
    fc.assert(
      fc.property(lines, ([before, within, behind, above, below]) => {
        const line = textOf([...before, ...within, ...behind]);
        const start = above.length + textOf(before).length;
        const frame = frameAt(above + line + below, [start, start + textOf(within).length]);
        expect({ text: line, ...frame }).toEqual({
          text: line,
          line: shownOf([...before, ...within, ...behind]),
          indent: columnsOf(before),
          length: Math.max(1, columnsOf(within)),
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('stands under the range of a long line, which is cut at both sides', () => {
    const marked = fc.constantFrom('<<x>>', '<<漢字>>', '<<\te\u0301😀>>', `<<${'long '.repeat(60)}>>`, '');
    fc.assert(
      fc.property(fc.oneof(pieces(20), pieces(150, 50)), marked, fc.oneof(pieces(20), pieces(150, 50)), (before, within, behind) => {
        const line = textOf(before) + within + textOf(behind);
        const start = textOf(before).length;
        const frame = frameAt(`above\n${line}\nbelow`, [6 + start, 6 + start + within.length]);
        expect(frame.line.isWellFormed()).toBe(true);
        expect(frame.line.replaceAll('    ', '\t').length).toBeLessThanOrEqual(172);

        expect(frame.indent).toBeLessThanOrEqual(displayWidth(frame.line));
        if (line.length > 172) expect(frame.line).toMatch(/^…|…$/);
        const head = within.slice(0, 3).replaceAll('\t', '    ');
        expect(frame.line).toContain(shownOf(before).slice(-5) + head);
        if (within === '') return;
        const shown = frame.line.indexOf(head);
        const end = frame.line.indexOf('>>');
        expect(displayWidth(frame.line.slice(0, shown))).toBe(frame.indent);
        if (end === -1) expect(frame.line.endsWith('…')).toBe(true);
        else expect(frame.length).toBe(displayWidth(frame.line.slice(shown, end + 2)));
      }),
      { numRuns: 800 },
    );
  });

  it('is as long as the rest of the line when the range ends on a later one', () => {
    expect(frameAt('ab 漢\ncd', [3, 6])).toEqual({ line: 'ab 漢', indent: 3, length: 2 });
    expect(frameAt('ab\r\ncd', [2, 5])).toEqual({ line: 'ab', indent: 2, length: 1 });
  });

  it('stands at the end of the line, of the text and of an empty text', () => {
    expect(frameAt('ab\n', [2, 2])).toEqual({ line: 'ab', indent: 2, length: 1 });
    expect(frameAt('ab\n', [3, 3])).toEqual({ line: '', indent: 0, length: 1 });
    expect(frameAt('', [0, 0])).toEqual({ line: '', indent: 0, length: 1 });
  });

  it('does not count a byte order mark', () => {
    expect(frameAt('\ufeff# a', [1, 4])).toEqual({ line: '# a', indent: 0, length: 3 });
    expect(frameAt('\ufeff# a', [0, 4])).toEqual({ line: '# a', indent: 0, length: 3 });
  });

  it('has no place in a text that has since become shorter', () => {
    const range = rangeOf(lineStarts('a long text'), [7, 11]);
    expect(frameOf('a', range)).toBeUndefined();
    expect(frameOf('', rangeOf(lineStarts('\n\nx'), [2, 3]))).toBeUndefined();
  });

  it('never cuts through a pair of surrogates, wherever the range begins', () => {
    const text = '😀'.repeat(200);
    for (let at = 0; at < 400; at += 2) expect(frameAt(text, [at, at + 2]).line.isWellFormed()).toBe(true);
    expect(frameAt(`x${text}`, [101, 103]).line.isWellFormed()).toBe(true);
  });

  it('stands under a range far to the right', () => {
    const text = `${'a'.repeat(150_000)}<<x>>${'b'.repeat(150_000)}`;
    expect(frameAt(text, [150_000, 150_005]).line).toContain('<<x>>');
  });
});

describe('a report of hostile content', () => {
  /** Controls, among them those that begin escapes, and marks that reorder what is shown. */
  const HOSTILE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\x1b[31m',
          '\x1b]8;;https://example.com\x07',
          '\x9b2J',
          '\r',
          '\n',
          '\0',
          '\b\b',
          '\x7f',
          '\x85',
          '\u2028',
          '\u202e',
          '\u2066',
          '\v',
          '\t',
        ),
        fc.string({ unit: 'binary', maxLength: 5 }),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join(''));
  const reports = fc
    .record({
      path: hostile,
      message: hostile,
      hint: fc.option(hostile, { nil: undefined }),
      other: hostile,
      source: hostile,
      failure: hostile,
      at: fc.nat(20),
      length: fc.nat(20),
    })
    .map(({ path, message, hint, other, source, failure, at, length }) => {
      const start = Math.min(at, source.length);
      const range = rangeOf(lineStarts(source), [start, Math.min(start + length, source.length)]);
      const diagnostic: Diagnostic = {
        path,
        rule: 'image/missing',
        severity: 'error',
        message,
        ...(hint === undefined ? {} : { hint }),
        range,
        related: [{ path: other, range, message: other }],
        url: '',
      };
      return { source, report: reportOf([diagnostic], { failures: [{ path: other, message: failure }] }) };
    });

  it('moves no cursor and forges no line', () => {
    fc.assert(
      fc.property(reports, fc.boolean(), ({ report, source }, color) => {
        const context = { ...CONTEXT, color, sourceOf: () => source };
        // Only what colors the report itself may begin with an escape.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
        const text = reporters.text(report, context).replaceAll(/\x1b\[\d\d?m/g, (code) => (color ? '' : code));
        for (const line of `${text}${reporters.concise(report, context)}`.split('\n')) expect(line).not.toMatch(HOSTILE);
        const [hint] = report.diagnostics.map(({ hint }) => hint);
        const lines = text.split('\n');
        const hasFrame = lines[1]?.includes(' │ ') ?? false;
        // The finding, its frame of two lines, the related place, the hint; a blank line; the sum.
        expect(lines).toHaveLength(1 + (hasFrame ? 2 : 0) + 1 + (hint === undefined ? 0 : 1) + 2 + 1);
        expect(reporters.concise(report, context).split('\n')).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
  });

  it('is JSON that reads back as it was, without raw controls of ASCII', () => {
    fc.assert(
      fc.property(reports, ({ report }) => {
        const json = reporters.json(report, CONTEXT);
        const jsonl = reporters.jsonl(report, CONTEXT);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ version: 1, tool: CONTEXT.tool, ...publicPart(report) })));
        expect(JSON.parse(jsonl)).toEqual(JSON.parse(JSON.stringify(report.diagnostics[0])));
        expect(jsonl.match(/\n/g)).toHaveLength(1);
        expect([...json.replaceAll('\n', ''), ...jsonl.trimEnd()].filter((letter) => letter < ' ')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is JSON without any raw control', () => {
    const report = reportOf([finding('posts/a.md', '# Title', { rule: 'x/y', message: 'a \x9b2J \x7f \x85 \u2028 b' })]);
    expect(reporters.jsonl(report, CONTEXT).trimEnd()).not.toMatch(HOSTILE);
  });
});

describe('color', () => {
  const terminal = { isTTY: true };
  it.each([
    // What the user asked for on the command line.
    [true, {}, { NO_COLOR: '1' }, true],
    [false, terminal, { FORCE_COLOR: '1' }, false],
    // The terminal.
    [undefined, terminal, {}, true],
    [undefined, {}, {}, false],
    [undefined, { isTTY: false }, { TERM: 'xterm' }, false],
    [undefined, terminal, { TERM: 'dumb' }, false],
    // NO_COLOR, unless it is empty.
    [undefined, terminal, { NO_COLOR: '1' }, false],
    [undefined, terminal, { NO_COLOR: '0' }, false],
    [undefined, terminal, { NO_COLOR: '' }, true],
    [undefined, terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    // FORCE_COLOR, which may also be 0.
    [undefined, {}, { FORCE_COLOR: '1' }, true],
    [undefined, {}, { FORCE_COLOR: '' }, true],
    [undefined, {}, { FORCE_COLOR: '3', TERM: 'dumb' }, true],
    [undefined, {}, { FORCE_COLOR: 'true', NO_COLOR: '' }, true],
    [undefined, terminal, { FORCE_COLOR: '0' }, false],
    [undefined, terminal, { FORCE_COLOR: 'false' }, false],
  ] as const)('asked for: %j, on %j with %j: %j', (asked, stream, env, wanted) => {
    expect(colorWanted(asked, stream, env)).toBe(wanted);
  });

  it('is read from the environment of the process', () => {
    expect(colorWanted(undefined, { isTTY: true })).toBe(colorWanted(undefined, { isTTY: true }, process.env));
  });
});
