import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../src/config/resolve.ts';
import { applied } from '../src/engine/fix/edits.ts';
import { type Fixed, fixAll } from '../src/engine/fix/fix.ts';
import { lossOf } from '../src/engine/fix/outline.ts';
import { createProject } from '../src/engine/project.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import type { Edit, Finding } from '../src/model/finding.ts';
import { fileRule, type Rule } from '../src/model/rule.ts';
import { type Files, projectOf } from './support/world.ts';

const READING = { dialect: 'markdown', anchors: 'github' } as const;

/** All fixes of our own rules, or the safe ones. */
async function fixedBy(files: Files, safety: 'safe' | 'unsafe' = 'safe'): Promise<Fixed> {
  return fixAll({
    project: await projectOf({ files }),
    textOf: (path) => String(files[path]),
    readingOf: () => READING,
    wanted: ({ fix }) => fix?.safety === 'safe' || safety === 'unsafe',
  });
}

const textOf = ({ texts }: Fixed, path = 'posts/a.md') => texts.get(path)?.after;

describe('fixes of our rules', () => {
  it.each([
    [
      'leave byte order mark, line ends and white space',
      '\uFEFF#Title\r\n\r\ntext  \r\nmore\r\n\r\n\r\n',
      '\uFEFF# Title\r\n\r\ntext  \r\nmore\r\n\r\n\r\n',
    ],
    ['are made together where they are apart', '#One\n\n##Two\n\n```js{1}\na\n```\n', '# One\n\n## Two\n\n```js {1}\na\n```\n'],
    ['bring about others', '<!-- stet heading/not-a-heading code/empty -->\n\n# A\n', '# A\n'],
  ])('%s', async (_, before, after) => {
    expect(textOf(await fixedBy({ 'posts/a.md': before }))).toBe(after);
  });

  it('are made where they are asked for: a missing image gets the one near name', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    const files = { 'posts/a.md': '![a](human-brian.png?w=1) ![b](far.png)\n', 'posts/human-brain.png': png };
    expect(textOf(await fixedBy(files))).toBeUndefined();
    // It is no whole image: the error about that is a new one.
    expect((await fixedBy(files, 'unsafe')).dropped.map(({ why }) => why)).toEqual(['make a new error: image/corrupt']);
    const { readFileSync } = await import('node:fs');
    const real = readFileSync(new URL('../fixtures/examples/public/images/wide.webp', import.meta.url));
    const good = { 'posts/a.md': '![a](human-brian.webp?w=1)\n', 'posts/human-brain.webp': real };
    expect(textOf(await fixedBy(good, 'unsafe'))).toBe('![a](human-brain.webp?w=1)\n');
    expect(textOf(await fixedBy({ ...good, 'posts/human-brains.webp': real }, 'unsafe'))).toBeUndefined();
  });
});

/** A rule of the tests, alone or with others, on `posts/*.md`. */
async function fixedByRules(files: Readonly<Record<string, string>>, rules: Readonly<Record<string, Rule>>): Promise<Fixed> {
  const all = new Map(Object.entries(rules));
  const host = overlayHost(new Map(Object.entries(files)), emptyHost);
  const project = createProject({
    host,
    config: resolveConfig({}, [], all, []),
    rules: all,
    ruleUrl: () => undefined,
    paths: Object.keys(files),
  });
  return fixAll({ project, textOf: (path) => files[path], readingOf: () => READING, wanted: () => true });
}

function ruleOf(find: (text: string) => Iterable<readonly Edit[]>, level: 'warn' | 'error' = 'warn'): Rule {
  return fileRule({
    meta: { summary: '', level, fix: 'safe' },
    *check({ text }) {
      for (const edits of find(text)) {
        const span = edits[0]?.span ?? [0, 0];
        yield { span, message: 'm', fix: { title: 't', safety: 'safe', edits } } satisfies Finding;
      }
    },
  });
}

const replacing = (from: string, to: string) =>
  ruleOf((text) =>
    [...text.matchAll(new RegExp(from, 'g'))].map(({ index, 0: found }) => [{ span: [index, index + found.length], text: to }]),
  );

describe('a fix that does harm', () => {
  it.each([
    ['the front matter', '---\ntitle: x\n---\n', '---\n$', '===\n'],
    ['a key of the front matter', '---\ntitle: x\ndate: y\n---\n', 'date: y\n', ''],
    ['a heading', '# A\n', '# ', '#'],
    ['a link', '[a](b)\n', '\\]\\(', '] ('],
    ['an image', '![a](b)\n', '!\\[', '!\\['],
    ['a fence', '```\na\n```\n', '\n```\n$', ''],
    ['a link', '<a href="x">a</a>\n', '<a ', '< a '],
  ])('is left out: it would lose %s', async (what, text, from, to) => {
    const { texts, dropped, count } = await fixedByRules({ 'posts/a.md': text }, { 'x/y': replacing(from, to) });
    expect({ texts: [...texts], why: dropped.map(({ why }) => why), count }).toEqual({ texts: [], why: [`lose ${what}`], count: 0 });
  });

  it('is left out, and the others are made', async () => {
    const rules = { 'a/a': replacing('# Two', '#Two'), 'b/b': replacing('colour', 'color') };
    const fixed = await fixedByRules({ 'posts/a.md': 'colour\n\n# Two\n\ncolour\n', 'posts/b.md': 'colour\n' }, rules);
    expect(textOf(fixed)).toBe('color\n\n# Two\n\ncolor\n');
    expect(textOf(fixed, 'posts/b.md')).toBe('color\n');
    expect(fixed.dropped).toHaveLength(1);
    expect(fixed.report.diagnostics.map(({ rule }) => rule)).toEqual(['a/a']);
  });

  it('is left out: it would make a new error', async () => {
    const rules = { 'a/a': replacing('good', 'bad'), 'b/b': ruleOf((text) => (text.includes('bad') ? [[]] : []), 'error') };
    const { texts, dropped } = await fixedByRules({ 'posts/a.md': 'good\n' }, rules);
    expect([texts.size, dropped.map(({ why }) => why)]).toEqual([0, ['make a new error: b/b']]);
  });

  it('is left out: it would cut a character in two', async () => {
    const rule = ruleOf((text) => (text.startsWith('😀') ? [[{ span: [1, 2], text: '' }]] : []));
    expect((await fixedByRules({ 'posts/a.md': '😀\n' }, { 'x/y': rule })).dropped.map(({ why }) => why)).toEqual([
      'cut a character in two',
    ]);
  });

  it('is found among many', async () => {
    const text = Array.from({ length: 20 }, (_, index) => (index === 7 ? '# stop' : 'go')).join('\n\n');
    const fixed = await fixedByRules({ 'posts/a.md': text }, { 'x/y': replacing('# stop|go(?!ne)', 'gone') });
    expect(textOf(fixed)).toBe(text.replaceAll('go', 'gone'));
    expect(fixed.count).toBe(19);
  });
});

describe('fixes that meet', () => {
  it('are made one after the other', async () => {
    const fixed = await fixedByRules(
      { 'posts/a.md': 'abc\n' },
      { 'a/a': replacing('ab', 'x'), 'b/b': replacing('bc', 'y'), 'c/c': replacing('xc', 'z') },
    );
    expect([textOf(fixed), fixed.isUnfinished]).toEqual(['z\n', false]);
  });

  it('come to an end, and say so, where they undo each other', async () => {
    const fixed = await fixedByRules({ 'posts/a.md': 'a\n' }, { 'a/a': replacing('a', 'b'), 'b/b': replacing('b', 'a') });
    expect(fixed.isUnfinished).toBe(true);
  });
});

const DOCUMENT = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '# A',
        '```js',
        '```',
        '![a](b.png)',
        '[a](b)',
        '> quote',
        '- item',
        '  more',
        '| a |',
        '| - |',
        '',
        '<!-- stet a/b -->',
        '[^1]: x',
        '---',
        'é😀',
        '{% if %}',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n', '\r').map((end) => lines.join(end)))
  .chain((body) => fc.constantFrom('', '\uFEFF', '---\ntitle: a\ntags: [x]\n---\n', '+++\na = 1\n+++\n').map((head) => head + body));

/** Edits at shares of the text. */
const EDITS = fc.array(
  fc.record({ at: fc.nat(999), length: fc.nat(6), text: fc.constantFrom('', '#', ' ', '\n', '`', '[', 'x', '```\n', '---\n') }),
  { minLength: 1, maxLength: 3 },
);

describe('any fixes on any text', () => {
  it('leave all that is outside of the edits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.string({ maxLength: 3 }))), (text, steps) => {
        let at = 0;
        const kept: string[] = [];
        const edits = steps.flatMap(([gap, length, put]): Edit[] => {
          const start = Math.min(at + gap, text.length);
          const end = Math.min(start + length, text.length);
          kept.push(text.slice(at, start));
          at = end;
          return [{ span: [start, end], text: put }];
        });
        const expected = kept.map((part, index) => part + edits[index]?.text).join('') + text.slice(at);
        expect(applied(text, edits)).toBe(expected);
      }),
    );
  });

  it('never corrupt a post', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(DOCUMENT, fc.array(EDITS, { minLength: 1, maxLength: 6 }), async (text, fixes) => {
        const rule = ruleOf((now) => {
          // Its fixes are for the first text alone: on others it is silent, and all comes to an end.
          if (now !== text) return [];
          return fixes.map((edits) =>
            edits.map((edit): Edit => {
              const start = Math.floor((edit.at / 1000) * (now.length + 1));
              return { span: [start, Math.min(start + edit.length, now.length)], text: edit.text };
            }),
          );
        });
        const well = text.toWellFormed();
        const fixed = await fixedByRules({ 'posts/a.md': well }, { 'x/y': rule });
        const after = textOf(fixed) ?? well;
        expect(await lossOf('posts/a.md', well, after, READING)).toBeUndefined();
        expect(Buffer.from(after, 'utf8').toString('utf8')).toBe(after);
        // Fixes that undo each other are never done.
        if (after !== well) expect(fixed.isUnfinished).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('of our own rules come to an end at a text that they leave alone, and lose nothing', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(DOCUMENT, async (text) => {
        const well = text.toWellFormed();
        const fixed = await fixedBy({ 'posts/a.md': well }, 'unsafe');
        const after = textOf(fixed) ?? well;
        expect(await lossOf('posts/a.md', well, after, READING)).toBeUndefined();
        expect((await fixedBy({ 'posts/a.md': after }, 'unsafe')).texts.size).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
