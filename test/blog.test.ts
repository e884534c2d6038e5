import { expect, test } from 'vitest';
import type { UserConfig } from '../src/config/user-config.ts';
import type { Report } from '../src/model/report.ts';
import { reporters } from '../src/report/index.ts';
import { contextOf } from './support/report.ts';
import { check, fixture, fixtureHost } from './support/world.ts';

const config = JSON.parse(fixture('blog/stet.config.json').toString()) as UserConfig;
const report: Report = await check({ files: {}, config, below: fixtureHost('blog') });
const rendered = (format: keyof typeof reporters) =>
  reporters[format](
    report,
    contextOf({}, { tool: { name: 'stet', version: '0.0.0' }, sourceOf: (path) => fixture(`blog/${path}`).toString() }),
  );

/** What the two authors of the blog really got wrong, post by post: rule, and the text that it points at. */
const PLANTED = {
  'dark-mode-for-early-mornings.md': [
    ['frontmatter/unknown-key', 'update'],
    ['frontmatter/schema', `'false'`],
    ['code/missing-language', '```'],
  ],
  'opening-hours-in-json.md': [
    ['image/wrong-case', `'Shop-Door.webp'`],
    ['code/invalid-syntax', '"'],
  ],
  'photographing-bread.md': [
    ['image/format-mismatch', 'window-light.jpg'],
    ['image/missing', 'crust-closeup.webp'],
  ],
  'rye-in-three-days.md': [
    ['frontmatter/impossible-date', `'2023-02-29'`],
    // The same mistake once more: the schema asks for a date.
    ['frontmatter/schema', `'2023-02-29'`],
    ['heading/skipped-level', '#### A word about water'],
  ],
};

test('the sample blog: what was planted, and nothing else', () => {
  const found: Record<string, string[][]> = {};
  for (const { path, rule, range } of report.diagnostics) {
    const pointedAt = fixture(`blog/${path}`).toString().slice(range.start.offset, range.end.offset);
    const name = path.replace('posts/', '');
    found[name] = [...(found[name] ?? []), [rule, pointedAt]];
  }
  expect(found).toEqual(PLANTED);
  expect(report.failures).toEqual([]);
});

test('the sample blog: the report in text', async () => {
  await expect(rendered('text')).toMatchFileSnapshot('../fixtures/blog.report.txt');
});

test('the sample blog: the report in JSON', () => {
  const { version, tool, summary, diagnostics, failures } = JSON.parse(rendered('json'));
  expect({ version, tool, failures }).toEqual({ version: 1, tool: { name: 'stet', version: '0.0.0' }, failures: [] });
  expect(summary).toMatchInlineSnapshot(`
    {
      "baselined": 0,
      "errors": 8,
      "files": 10,
      "fixable": 3,
      "suppressed": 0,
      "warnings": 2,
    }
  `);
  expect(
    diagnostics.map(
      ({ path, rule, severity, range: { start, end } }: Report['diagnostics'][number]) =>
        `${path}:${start.line}:${start.column}-${end.line}:${end.column} @${start.offset}-${end.offset} ${severity} ${rule}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "posts/dark-mode-for-early-mornings.md:4:1-4:7 @61-67 error frontmatter/unknown-key",
      "posts/dark-mode-for-early-mornings.md:7:13-7:20 @204-211 error frontmatter/schema",
      "posts/dark-mode-for-early-mornings.md:35:1-35:4 @920-923 warning code/missing-language",
      "posts/opening-hours-in-json.md:4:8-4:24 @76-92 error image/wrong-case",
      "posts/opening-hours-in-json.md:22:5-22:6 @709-710 error code/invalid-syntax",
      "posts/photographing-bread.md:15:52-15:68 @676-692 warning image/format-mismatch",
      "posts/photographing-bread.md:23:54-23:72 @1039-1057 error image/missing",
      "posts/rye-in-three-days.md:3:7-3:19 @37-49 error frontmatter/impossible-date",
      "posts/rye-in-three-days.md:3:7-3:19 @37-49 error frontmatter/schema",
      "posts/rye-in-three-days.md:25:1-25:24 @703-726 error heading/skipped-level",
    ]
  `);
});
