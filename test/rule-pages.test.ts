import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Code } from 'mdast';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { configShape } from '../src/config/shape.ts';
import { validate } from '../src/config/validate.ts';
import { narrowed, type Report } from '../src/model/report.ts';
import type { Rule } from '../src/model/rule.ts';
import { concise } from '../src/report/concise.ts';
import { type Example, parsePage, withExpected } from './support/pages.ts';
import { contextOf } from './support/report.ts';
import { webSaying } from './support/web.ts';
import { check, fixtureHost } from './support/world.ts';

/** Writes what the rules say into the pages, instead of comparing. Read what it has written. */
const updating = process.env['UPDATE_PAGES'] === '1';

const folder = new URL('../rules/', import.meta.url);
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'))
  .map((path) => path.slice(0, -'.md'.length))
  .sort();

const context = contextOf({});

/** The rule alone, over the files of the example, the images of fixtures/examples and the web of its `web.json`. A rule about marks needs the others. */
async function run(id: string, { kind, meta: { level } }: Rule, { files, config }: Example): Promise<Report> {
  const own = { id, level: level === 'off' ? 'warn' : level } as const;
  const flags = kind === 'mark' ? [own] : [{ id: 'all', level: 'off' } as const, own];
  const told = files['web.json'];
  const web = told === undefined ? undefined : webSaying(String(told));
  return narrowed(await check({ files, config, flags, below: fixtureHost('examples'), ...(web && { web }) }), ({ rule }) => rule === id);
}

function defaultsLine({ level, fix }: Rule['meta']): string {
  return `Default: ${level}. Fix: ${fix ?? 'none'}.`;
}

it('there is a page for every rule, and a rule for every page', () => {
  expect(pages).toEqual([...rules.keys()].sort());
});

describe.each([...rules].filter(([id]) => pages.includes(id)))('%s', (id, rule) => {
  const { meta } = rule;
  const file = new URL(`${id}.md`, folder);
  const text = readFileSync(file, 'utf8');
  const page = parsePage(text);

  it('has the parts of a page', () => {
    expect(page.title).toBe(id);
    expect(page.defaults).toBe(defaultsLine(meta));
    expect(page.sections).toEqual(['Fails', 'Passes', ...(meta.options ? ['Options'] : []), 'How to repair']);
    expect(page.fails).not.toEqual([]);
    expect(page.passes).not.toEqual([]);
  });

  it('names every option with its default', () => {
    const known = Object.entries(meta.options ?? {}).map(([name, option]) => [name, JSON.stringify(option.default)]);
    expect(page.options.map((row) => [row.name, row.default])).toEqual(known);
    expect(page.options.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('shows only configs that are valid', () => {
    expect(page.configs.flatMap((config) => validate(config, configShape(rules)))).toEqual([]);
  });

  if (updating) {
    it('has its outputs written', async () => {
      const outputs = new Map<Code, string>();
      for (const example of page.fails)
        if (example.expected !== undefined) outputs.set(example.expected, concise(await run(id, rule, example), context));
      writeFileSync(file, withExpected(text, outputs));
    });
    return;
  }

  it.each(page.fails)('fails as it says: line $line', async (example) => {
    const report = await run(id, rule, example);
    expect(report.failures).toEqual([]);
    expect(report.diagnostics).not.toEqual([]);
    expect(concise(report, context)).toBe(`${example.expected?.value}\n`);
  });

  it.each(page.passes)('passes: line $line', async (example) => {
    const report = await run(id, rule, example);
    expect(example.expected).toBeUndefined();
    expect(report.failures).toEqual([]);
    expect(report.summary.files).toBeGreaterThan(0);
    expect(concise(report, context)).toBe('');
  });
});
