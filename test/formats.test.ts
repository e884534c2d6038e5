import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { validate as validateReviews } from '@umbrelladocs/rdformat-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse as parseJunit } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../src/engine/fingerprint.ts';
import type { Diagnostic } from '../src/model/report.ts';
import { loadReporter } from '../src/report/index.ts';
import { jobSummary } from '../src/report/job-summary.ts';
import { contextOf, findingIn, reportOf } from './support/report.ts';
import { schemaErrors, schemaOf } from './support/schemas.ts';

const A = '---\ntitle: x\n---\n\n# Title\n\n### Zu tief 😀 ![](böse.png)\n\n```\ncode\n';
const SOURCES = { 'posts/a.md': A, 'posts/b c.mdx': 'Text {a b}\r\n' };
const CONTEXT = contextOf(SOURCES, {
  fromRepository: (path) => `site/${path}`,
  ruleOf: () => ({ meta: { summary: 'An image file does not exist.', level: 'error' }, page: '# image/missing\n\nA page.\n' }),
});

const MISSING = findingIn(A, 'posts/a.md', 'böse.png', {
  rule: 'image/missing',
  message: 'Image `böse.png` does not exist',
  hint: 'Did you mean `boese.png`?',
  related: [{ path: 'posts/b c.mdx', range: findingIn(A, '', 'x', { rule: '', message: '' }).range, message: 'as here' }],
});
const TWO_EDITS = findingIn(A, 'posts/a.md', '### Zu tief', {
  rule: 'heading/skipped-level',
  severity: 'warning',
  message: 'Heading jumps',
  fix: {
    title: 'Mend it',
    safety: 'safe',
    edits: [
      { range: findingIn(A, '', '😀', { rule: '', message: '' }).range, text: '!' },
      { range: findingIn(A, '', '###', { rule: '', message: '' }).range, text: '##' },
    ],
  },
});
const IN_B: Diagnostic = findingIn(SOURCES['posts/b c.mdx'], 'posts/b c.mdx', '{a b}', { rule: 'mdx/syntax', message: 'Not MDX' });
const REPORT = reportOf([TWO_EDITS, MISSING, IN_B], { failures: [{ path: 'posts/locked.md', message: 'No permission to read it' }] });
const NONE = reportOf([]);

async function rendered(format: Parameters<typeof loadReporter>[0], report = REPORT, context = CONTEXT): Promise<string> {
  return (await loadReporter(format))(report, context);
}

/** As many findings as asked for, all with other words. */
function many(number: number, severity: Diagnostic['severity']): Diagnostic[] {
  return Array.from({ length: number }, (_, index) => ({ ...MISSING, severity, related: [], message: `Finding ${index}` }));
}

describe('github', () => {
  it('annotates lines, failures first, then errors, then warnings', async () => {
    expect(await rendered('github')).toMatchInlineSnapshot(`
      "::error file=site/posts/locked.md,title=stet could not check this::No permission to read it
      ::error file=site/posts/a.md,line=7,endLine=7,col=20,endColumn=28,title=stet image/missing::Image \`böse.png\` does not exist. Did you mean \`boese.png\`?
      ::error file=site/posts/b c.mdx,line=1,endLine=1,col=6,endColumn=11,title=stet mdx/syntax::Not MDX
      ::warning file=site/posts/a.md,line=7,endLine=7,col=1,endColumn=12,title=stet heading/skipped-level::Heading jumps
      "
    `);
  });

  it('stays within ten of a kind, and counts the rest', async () => {
    const lines = (await rendered('github', reportOf([...many(12, 'warning'), ...many(1012, 'error')]))).trimEnd().split('\n');
    const kinds = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(kinds).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), 'notice']);
    expect(lines.at(-1)).toBe("::notice title=stet::1,002 errors and 2 warnings more; the job's summary and its log have all");
  });

  it('sums the job up in Markdown', () => {
    expect(jobSummary(REPORT, CONTEXT)).toMatchInlineSnapshot(`
      "### stet

      2 errors and 1 warning in 2 files

      - site\\/posts\\/locked\\.md: No permission to read it

      | | Where | What | Rule |
      | --- | --- | --- | --- |
      | error | site\\/posts\\/a\\.md:7 | Image \\\`böse\\.png\\\` does not exist<br>Did you mean \\\`boese\\.png\\\`? | [image\\/missing](<https://example.org/rules/image/missing.md>) |
      | error | site\\/posts\\/b c\\.mdx:1 | Not MDX | [mdx\\/syntax](<https://example.org/rules/mdx/syntax.md>) |
      | warning | site\\/posts\\/a\\.md:7 | Heading jumps | [heading\\/skipped\\-level](<https://example.org/rules/heading/skipped-level.md>) |

      "
    `);
    expect(jobSummary(NONE, CONTEXT)).toBe('### stet\n\n0 errors and 0 warnings in 2 files\n\n');
  });

  it('keeps the summary short', () => {
    const summary = jobSummary(reportOf([...many(90, 'warning'), ...many(50, 'error')]), CONTEXT);
    expect(summary.match(/^\| error /gm)).toHaveLength(50);
    expect(summary.match(/^\| warning /gm)).toHaveLength(50);
    expect(summary).toContain('40 findings more');
  });
});

describe('sarif', () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const require = createRequire(import.meta.url);
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif').replace(/lib\/.*$/, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const isSarif = ajv.compile(schema);

  it.each([
    ['findings and failures', REPORT],
    ['nothing', NONE],
  ])('is valid with %s', async (_, report) => {
    const log = JSON.parse(await rendered('sarif', report));
    isSarif(log);
    expect(isSarif.errors).toBe(null);
    expect(JSON.stringify(log)).not.toContain('""');
  });

  it('says where from the root of the repository, in UTF-16 columns', async () => {
    const [run] = JSON.parse(await rendered('sarif')).runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results.map((result: { locations: unknown[] }) => result.locations[0])).toEqual([
      place('site/posts/a.md', 7, 20, 28),
      place('site/posts/b%20c.mdx', 1, 6, 11),
      place('site/posts/a.md', 7, 1, 12),
    ]);
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe('No permission to read it');
  });

  it('describes the rules that it found something by', async () => {
    const [{ tool, results }] = JSON.parse(await rendered('sarif')).runs;
    const { rules } = tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(['heading/skipped-level', 'image/missing', 'mdx/syntax']);
    expect(rules[1]).toMatchObject({
      help: { text: '# image/missing\n\nA page.\n', markdown: '# image/missing\n\nA page.\n' },
      helpUri: 'https://example.org/rules/image/missing.md',
      defaultConfiguration: { level: 'error' },
    });
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex].id).toBe(ruleId);
  });

  it('has what somebody lets stand, at the end, with who and why', async () => {
    const report = reportOf([TWO_EDITS], {
      suppressed: [
        { diagnostic: MISSING, by: 'mark', reason: 'drawn at build time' },
        { diagnostic: IN_B, by: 'mark' },
        { diagnostic: { ...TWO_EDITS }, by: 'baseline' },
      ],
    });
    const log = JSON.parse(await rendered('sarif', report));
    isSarif(log);
    expect(isSarif.errors).toBe(null);
    const [{ tool, results }] = log.runs;
    expect(results.map(({ ruleId, suppressions }: { ruleId: string; suppressions: unknown }) => [ruleId, suppressions])).toEqual([
      ['heading/skipped-level', []],
      ['image/missing', [{ kind: 'inSource', justification: 'drawn at build time' }]],
      ['mdx/syntax', [{ kind: 'inSource' }]],
      ['heading/skipped-level', [{ kind: 'external' }]],
    ]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const fingerprints = results.map(({ partialFingerprints }: { partialFingerprints: object }) => JSON.stringify(partialFingerprints));
    expect(new Set(fingerprints).size).toBe(4);
    const [alone] = JSON.parse(await rendered('sarif', reportOf([TWO_EDITS]))).runs[0].results;
    expect(results[0].partialFingerprints).toEqual(alone.partialFingerprints);
  });

  it('leaves out first what is let stand', async () => {
    const suppressed = many(30, 'error').map((diagnostic) => ({ diagnostic, by: 'baseline' as const }));
    const [run] = JSON.parse(await rendered('sarif', reportOf(many(24_990, 'warning'), { suppressed }))).runs;
    expect(run.results.filter((result: { suppressions: unknown[] }) => result.suppressions.length > 0)).toHaveLength(10);
  });

  it('keeps within what GitHub takes, errors before warnings', async () => {
    const [run] = JSON.parse(await rendered('sarif', reportOf([...many(24_000, 'warning'), ...many(2000, 'error')]))).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.results[1999].level).toBe('error');
    expect(run.results[2000].level).toBe('warning');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
      '1,000 results more were left out; a run may have 25,000 results',
    );
  });
});

function place(uri: string, line: number, startColumn: number, endColumn: number) {
  const region = { startLine: line, startColumn, endLine: line, endColumn };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region } };
}

describe('fingerprints', () => {
  const of = (text: string) =>
    fingerprintsOf(
      [...text.matchAll(/x\S*/g)].map(([part], index) => {
        const start = [...text.matchAll(/x\S*/g)][index]?.index ?? 0;
        return { ...findingIn(text, 'a.md', part, { rule: 'r', message: '`m`' }), range: rangeAt(start, part.length) };
      }),
      () => text,
    );
  const rangeAt = (offset: number, length: number) => ({
    start: { line: 1, column: 1, offset },
    end: { line: 1, column: 1, offset: offset + length },
  });

  it('stay when other lines change, and are all different', () => {
    const [one, two, three] = of('x1 then x1 and x2');
    expect(new Set([one, two, three]).size).toBe(3);
    expect(of('Something new.\n\nx1 then\n x1 and x0 x2')).toEqual([one, two, expect.any(String), three]);
  });

  it('tell missing keys apart, which are all told at the same dashes', () => {
    const key = (name: string) => findingIn(A, 'posts/a.md', '---', { rule: 'frontmatter/schema', message: `\`${name}\` is missing` });
    const both = fingerprintsOf([key('date'), key('tags')], () => A);
    expect(new Set(both).size).toBe(2);
    expect(fingerprintsOf([key('tags')], () => A)).toEqual([both[1]]);
  });
});

describe('gitlab', () => {
  const isCodeQuality = new Ajv2020({ allErrors: true }).compile(JSON.parse(schemaOf('code-quality.json')));

  it('is valid by its schema, which would refuse what GitLab does not read', async () => {
    for (const report of [REPORT, NONE, reportOf(many(300, 'warning'))]) {
      isCodeQuality(JSON.parse(await rendered('gitlab', report)));
      expect(isCodeQuality.errors).toBe(null);
    }
    const [issue] = JSON.parse(await rendered('gitlab'));
    for (const wrong of [
      { ...issue, fingerprint: undefined },
      { ...issue, severity: 'error' },
      { ...issue, location: { ...issue.location, path: './posts/a.md' } },
      { ...issue, location: { ...issue.location, lines: { begin: 0 } } },
    ])
      expect(isCodeQuality([JSON.parse(JSON.stringify(wrong))])).toBe(false);
  });

  it('has what Code Quality asks for, each with a fingerprint of its own', async () => {
    const issues = JSON.parse(await rendered('gitlab', reportOf([TWO_EDITS, MISSING, MISSING, IN_B])));
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(4);
    expect(issues[1]).toEqual({
      description: 'Image `böse.png` does not exist. Did you mean `boese.png`?',
      check_name: 'image/missing',
      fingerprint: expect.stringMatching(/^[\da-f]{32}$/),
      severity: 'major',
      location: { path: 'site/posts/a.md', lines: { begin: 7, end: 7 } },
    });
    expect(issues[0].severity).toBe('minor');
    expect(await rendered('gitlab', NONE)).toBe('[]\n');
  });
});

describe('junit', () => {
  it('is read as test cases: errors fail, warnings are skipped', async () => {
    const suites = await parseJunit(await rendered('junit'));
    expect(suites).toMatchObject({ name: 'stet', tests: 4, failures: 2, errors: 1 });
    expect((suites as { testsuite: object[] }).testsuite).toMatchObject([
      { name: 'posts/a.md', tests: 2, failures: 1, skipped: 1 },
      { name: 'posts/b c.mdx', tests: 1, failures: 1 },
      { name: 'posts/locked.md', tests: 1, errors: 1 },
    ]);
  });

  it('has one case that passes where nothing was found', async () => {
    const suites = await parseJunit(await rendered('junit', NONE));
    expect(suites).toMatchObject({ tests: 1, failures: 0, testsuite: [{ testcase: [{ name: '2 files checked, nothing found' }] }] });
  });
});

describe('checkstyle', () => {
  it('names files, and in them lines, columns and rules', async () => {
    expect(await rendered('checkstyle')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
        <file name="posts/a.md">
          <error line="7" column="1" severity="warning" message="Heading jumps" source="heading/skipped-level"></error>
          <error line="7" column="20" severity="error" message="Image \`böse.png\` does not exist. Did you mean \`boese.png\`?" source="image/missing"></error>
        </file>
        <file name="posts/b c.mdx">
          <error line="1" column="6" severity="error" message="Not MDX" source="mdx/syntax"></error>
        </file>
        <file name="posts/locked.md">
          <error line="1" column="1" severity="error" message="No permission to read it" source="stet"></error>
        </file>
      </checkstyle>
      "
    `);
  });
});

describe.each(['junit', 'checkstyle'] as const)('%s', (format) => {
  const wrongBy: readonly [string, (xml: string) => string][] = [
    ['no XML', (xml) => xml.replace('&quot;', '"').replace(/<\/\w+>\n$/, '')],
    ['an attribute that nobody knows', (xml) => xml.replace(/ message=/, ' messages=')],
    ['an element that nobody knows', (xml) => xml.replace(/<(error|failure) /, '<fault ').replace(/<\/(error|failure)>/, '</fault>')],
    ['a file that is there twice', (xml) => xml.replace('posts/b c.mdx', 'posts/a.md')],
  ];

  it('is valid by its schema', async () => {
    const failed = reportOf([], { failures: [{ path: '.', message: 'Rule image/unused failed: no' }] });
    const reports = [REPORT, NONE, failed, reportOf([TWO_EDITS]), reportOf(many(300, 'warning'))];
    const files = await Promise.all(reports.map((report) => rendered(format, report)));
    expect(await schemaErrors(format, files)).toEqual([]);
  });

  it.each(wrongBy)('would not be valid with %s', async (_, spoil) => {
    const xml = await rendered(format);
    expect(spoil(xml)).not.toBe(xml);
    expect(await schemaErrors(format, [spoil(xml)])).not.toEqual([]);
  });
});

describe('rdjson', () => {
  it('is valid, with findings and without', async () => {
    for (const report of [REPORT, NONE]) {
      const result = await validateReviews(JSON.parse(await rendered('rdjson', report)));
      expect(result.errors).toEqual([]);
      expect(result.valid).toBe(true);
    }
  });

  it('counts bytes, and makes one suggestion of a fix with two edits', async () => {
    const [, heading, image] = JSON.parse(await rendered('rdjson')).diagnostics;
    expect(heading.suggestions).toEqual([{ range: { start: { line: 7, column: 1 }, end: { line: 7, column: 17 } }, text: '## Zu tief !' }]);
    expect(image.location).toEqual({
      path: 'posts/a.md',
      range: { start: { line: 7, column: 22 }, end: { line: 7, column: 31 } },
    });
    expect(image.code).toEqual({ value: 'image/missing', url: 'https://example.org/rules/image/missing.md' });
  });

  it('as lines has the same findings', async () => {
    const all = JSON.parse(await rendered('rdjson'));
    const lines = (await rendered('rdjsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(all.diagnostics.map((one: object) => ({ ...one, source: all.source })));
  });
});
