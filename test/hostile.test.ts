import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { parse as parseHtml } from 'parse5';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import type { Diagnostic, Report } from '../src/model/report.ts';
import { lineStarts, rangeOf } from '../src/model/span.ts';
import { FORMATS, type Format, loadReporter } from '../src/report/index.ts';
import { jobSummary } from '../src/report/job-summary.ts';
import { printable } from '../src/report/printable.ts';
import { contextOf, reportOf } from './support/report.ts';
import { schemaErrors } from './support/schemas.ts';

/** What names and texts of an untrusted pull request could hold. */
const PIECES = [
  '::error file=x.md,line=1::forged',
  '::stop-commands::x',
  '::add-mask::a',
  '##[error]forged',
  '##[set-output name=x]y',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[message text='x']",
  '\n',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u001b[31m',
  '\u001b]8;;https://example.org\u0007',
  '\u202e',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  ']]>',
  '--><!--',
  '&lt;b&gt;',
  '&#60;',
  '|',
  '`',
  '**',
  '[a](javascript:alert(1))',
  '![a](https://example.org/a.png)',
  '@everyone',
  'https://example.org',
  'www.example.org',
  '<b>',
  '\\',
  '%0A::error::x',
  '%',
  ',',
  ':',
  ' ',
  'a',
  'ü',
  '😀',
  '\ud800',
  '\udc00',
  '\uffff',
  '\ufffe',
  '\0',
  '#',
  '_',
  '$x$',
];

const nasty = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

interface Attack {
  readonly report: Report;
  readonly sources: Readonly<Record<string, string>>;
}

const attack: fc.Arbitrary<Attack> = fc
  .record({
    path: nasty,
    message: nasty,
    hint: nasty,
    source: nasty,
    image: nasty,
    other: nasty,
    failed: nasty,
    text: nasty,
    end: fc.nat(30),
  })
  .map(({ path, message, hint, source, image, other, failed, text, end }) => {
    const range = rangeOf(lineStarts(source), [0, Math.min(end, source.length)]);
    const fix = { title: other, safety: 'safe', edits: [{ range, text }] } as const;
    const related = [{ path: other, range, message: hint }];
    const finding: Diagnostic = {
      path,
      rule: 'image/missing',
      severity: 'error',
      message,
      hint,
      range,
      related,
      fix,
      image,
      url: 'https://example.org/x',
    };
    const suppressed = [{ diagnostic: finding, by: 'mark', reason: hint } as const];
    return { report: reportOf([finding], { suppressed, failures: [{ path: other, message: failed }] }), sources: { [path]: source } };
  });

const RUNS = { numRuns: 150 };
const CONTEXT = { ruleOf: () => ({ meta: { summary: 'A rule.', level: 'error' as const }, page: '# A page\n' }) };

/** What runners know as commands; other words in such brackets are text. */
const KNOWN =
  'error warning notice debug group endgroup section command add-mask add-path add-matcher remove-matcher set-env set-output save-state echo'.split(
    ' ',
  );

/** The commands that the log of a CI service would see: GitHub's own at the start of a line, older ones anywhere. */
function commandsIn(log: string): string[] {
  return log.split(/\r\n|[\n\r\u0085\u2028\u2029]/).flatMap((line) => {
    const own = /^\s*::([a-z-]+)(?: [^:]*)?::/i.exec(line);
    if (own !== null) return [own[1] ?? ''];
    const older = [...line.matchAll(/##\[([a-z-]+)[\s\]]/gi)].filter(([, name = '']) => KNOWN.includes(name.toLowerCase()));
    return [...older, ...line.matchAll(/##(?:vso|teamcity)\[/gi)].map(([command]) => command);
  });
}

it.each(FORMATS)('%s: nothing in the content is a command for CI, or moves a cursor', async (format: Format) => {
  const render = await loadReporter(format);
  fc.assert(
    fc.property(attack, ({ report, sources }) => {
      const output = render(report, contextOf(sources, CONTEXT));
      expect(commandsIn(output)).toEqual(format === 'github' ? ['error', 'error'] : []);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    }),
    RUNS,
  );
});

it.each(['json', 'sarif', 'gitlab', 'rdjson', 'jsonl', 'rdjsonl'] as const)('%s is JSON, whatever the content', async (format) => {
  const render = await loadReporter(format);
  fc.assert(
    fc.property(attack, ({ report, sources }) => {
      const output = render(report, contextOf(sources, CONTEXT)).trimEnd();
      for (const text of format.endsWith('l') ? output.split('\n') : [output]) JSON.parse(text);
    }),
    RUNS,
  );
});

it.each(['junit', 'checkstyle'] as const)('%s has only its own elements, and gives messages back', async (format) => {
  const render = await loadReporter(format);
  fc.assert(
    fc.property(attack, ({ report, sources }) => {
      const names = new Set<string>();
      const messages: string[] = [];
      const parser = new Parser(
        {
          onopentag(name, attributes) {
            names.add(name);
            if ('message' in attributes) messages.push(attributes['message'] ?? '');
          },
          oncomment: () => names.add('!--'),
          oncdatastart: () => names.add('CDATA'),
        },
        { xmlMode: true },
      );
      parser.end(render(report, contextOf(sources, CONTEXT)));
      const own = ['checkstyle', 'file', 'error', 'testsuites', 'testsuite', 'testcase', 'failure'];
      expect([...names].filter((name) => !own.includes(name))).toEqual([]);
      const told = printable(report.diagnostics[0]?.message ?? '')
        .toWellFormed()
        .replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
      expect(messages.some((message) => message.startsWith(told))).toBe(true);
    }),
    RUNS,
  );
});

it.each(['junit', 'checkstyle'] as const)('%s is valid by its schema, whatever the content', async (format) => {
  const render = await loadReporter(format);
  const files = fc.sample(attack, 100).map(({ report, sources }) => render(report, contextOf(sources, CONTEXT)));
  expect(await schemaErrors(format, files)).toEqual([]);
});

/** Elements with their attributes, in order. */
function elementsOf(node: { childNodes?: unknown[]; tagName?: string; attrs?: { name: string }[] }): [string, string[]][] {
  const own: [string, string[]][] = node.tagName === undefined ? [] : [[node.tagName, (node.attrs ?? []).map(({ name }) => name)]];
  return [...own, ...(node.childNodes ?? []).flatMap((child) => elementsOf(child as never))];
}

it('html has only its own elements and attributes, and one script', async () => {
  const render = await loadReporter('html');
  const tags = 'html head meta title style body h1 h2 p b form select option input output section article div span a pre mark code script';
  fc.assert(
    fc.property(attack, ({ report, sources }) => {
      const elements = elementsOf(parseHtml(render(report, contextOf(sources, CONTEXT))) as never);
      expect(elements.map(([name]) => name).filter((name) => !tags.split(' ').includes(name))).toEqual([]);
      expect(elements.filter(([name]) => name === 'script')).toEqual([['script', []]]);
      const attributes = elements.flatMap(([, names]) => names);
      expect(attributes.filter((name) => name === 'src' || name === 'style' || name.startsWith('on'))).toEqual([]);
      expect(elements.filter(([, names]) => names.includes('href'))).toEqual([['a', ['href', 'rel']]]);
    }),
    RUNS,
  );
});

const markdown = unified().use(remarkParse).use(remarkGfm);

it('the summary of a job has no link, tag, picture or cell of the content', () => {
  fc.assert(
    fc.property(attack, ({ report, sources }) => {
      const tree = markdown.parse(jobSummary(report, contextOf(sources, CONTEXT)));
      const types: string[] = [];
      const links: string[] = [];
      const visit = (node: { type: string; url?: string; value?: string; children?: never[] }) => {
        types.push(node.type === 'html' ? `html ${node.value}` : node.type);
        if (node.url !== undefined) links.push(node.url);
        for (const child of node.children ?? []) visit(child);
      };
      visit(tree as never);
      const own = [
        'root',
        'heading',
        'text',
        'paragraph',
        'list',
        'listItem',
        'table',
        'tableRow',
        'tableCell',
        'html <br>',
        'html <!-- -->',
        'link',
      ];
      expect(types.filter((type) => !own.includes(type))).toEqual([]);
      expect(types.filter((type) => type === 'tableCell')).toHaveLength(8);
      expect(links).toEqual(['https://example.org/x']);
    }),
    RUNS,
  );
});
