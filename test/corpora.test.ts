import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { UserConfig } from '../src/config/user-config.ts';
import { diskHost } from '../src/host/disk.ts';
import { check, covered, fixture, lines } from './support/world.ts';

/** Real content beside the checkout; these tests are skipped, visibly, where it is not. */
const shared = fileURLToPath(new URL('../../shared/', import.meta.url));
const has = existsSync(shared);

/** Every error that is there; each was read and is one. */
const CORPORA: Record<string, { config: UserConfig; errors: Record<string, number>; among: string[] }> = {
  'github+opensource.guide': {
    config: {
      collections: {
        articles: {
          include: ['_articles/**/*.md'],
          publicDirs: ['.'],
          schema: {
            type: 'object',
            required: ['title', 'lang'],
            properties: { title: { type: 'string' }, image: { type: 'string', format: 'image' } },
          },
        },
      },
    },
    // `/notices/` is a page of the site that was not taken over.
    errors: { 'image/missing': 1, 'link/broken-route': 6 },
    among: [
      '_articles/sa/starting-a-project.md:7:8-7:51 error image/missing Image `/assets/images/cards/starting-a-project.png` does not exist; looked for `assets/images/cards/starting-a-project.png`',
      '_articles/finding-users.md:27:23-27:67 warning image/format-mismatch `assets/images/finding-users/cartography.jpg` is named as JPEG and holds PNG',
    ],
  },
  'rust-lang+blog.rust-lang.org': {
    config: {
      collections: {
        posts: {
          include: ['content/**/*.md'],
          publicDirs: ['static'],
          schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
        },
      },
    },
    // Two lead to a file that never was there, two to a post that was not taken over.
    errors: { 'heading/skipped-level': 24, 'link/missing-file': 4 },
    among: [],
  },
  'timlrx+tailwind-nextjs-starter-blog': {
    config: {
      collections: {
        blog: {
          include: ['data/blog/**/*.mdx'],
          publicDirs: ['public'],
          schema: {
            type: 'object',
            required: ['title', 'date'],
            properties: {
              title: { type: 'string' },
              date: { type: 'string', format: 'date' },
              images: { type: ['string', 'array'], format: 'image', items: { format: 'image' } },
            },
          },
        },
      },
    },
    errors: { 'heading/skipped-level': 2 },
    among: [],
  },
  'withastro+docs': {
    config: {
      collections: {
        docs: {
          include: ['src/content/docs/**/*.mdx'],
          publicDirs: ['public'],
          alias: { '~/': 'src/' },
          schema: { type: 'object', required: ['title'] },
        },
      },
    },
    errors: { 'heading/skipped-level': 4, 'code/highlight-out-of-range': 9 },
    among: [],
  },
};

describe.skipIf(!has)('on real content', () => {
  it.each(Object.entries(CORPORA))('%s has only errors that are true', async (name, { config, errors, among }) => {
    const report = await check({ files: {}, config, below: diskHost(`${shared}corpora/${name}`) });
    const counts: Record<string, number> = {};
    for (const { rule, severity } of report.diagnostics) if (severity === 'error') counts[rule] = (counts[rule] ?? 0) + 1;
    expect(counts).toEqual(errors);
    expect(report.failures).toEqual([]);
    expect(lines(report)).toEqual(expect.arrayContaining(among));
  });

  it('the founding post has exactly its true findings, at exact places', async () => {
    const text = readFileSync(`${shared}seed/next-js-14-2.md`, 'utf8');
    const image = fixture('examples/public/images/wide.webp');
    const folder = 'public/images/posts/next-js-14-2';
    const config: UserConfig = {
      collections: {
        posts: {
          include: ['posts/*.md'],
          images: ['{dir}/{ref}', 'public/images/posts/{slug}/{ref}'],
          schema: {
            type: 'object',
            additionalProperties: false,
            required: ['title', 'date', 'image', 'excerpt', 'isFeatured'],
            properties: {
              title: { type: 'string' },
              date: { format: 'date' },
              image: { format: 'image' },
              excerpt: { type: 'string' },
              isFeatured: { type: 'boolean' },
            },
          },
        },
      },
    };
    const files = { 'posts/next-js-14-2.md': text, [`${folder}/next-js-14-2.webp`]: image, [`${folder}/whiteboard.webp`]: image };
    expect(covered(await check({ files, config }), text)).toEqual([
      ['text/escaped-emphasis', '\\*\\*'],
      ['code/missing-language', '```'],
      ['heading/skipped-level', '### Turbopack for Development (Release Candidate)'],
      ['code/missing-language', '```'],
      ['image/missing', 'human-brain.webp'],
    ]);
    expect(covered(await check({ files: { ...files, [`${folder}/human-brain.webp`]: image } }), text)).toHaveLength(4);
  });
});
