import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { Refusal } from '../src/lsp/refusal.ts';
import { type Rework, workspaceEdit } from '../src/lsp/rework.ts';
import { edited, moved, type Stage, stageOf } from './support/scene.ts';
import { check, type Files, fixture, type World } from './support/world.ts';

const PNG = fixture('blog/public/images/posts/a-starter-named-gerald/jar.png');
const config: NonNullable<World['config']> = {
  collections: {
    people: { include: ['people/*.md'] },
    posts: {
      include: ['posts/**/*.{md,mdx}'],
      url: '/blog/{slug}',
      alias: { '@/': 'src' },
      images: ['{dir}/{ref}', 'public/images/{slug}/{ref}'],
      schema: {
        type: 'object',
        properties: { image: { type: 'string', format: 'image' }, author: { type: 'string', reference: 'people' } },
      },
    },
  },
};
const page = (body: string, front = '') => `---\ntitle: Post\n${front}---\n\n${body}\n`;

async function stage(files: Files, options = {}): Promise<Stage> {
  return stageOf({ files, config }, options);
}

/** The files after a rename in the editor. */
async function renamed(files: Files, path: string, part: string, newName: string, nth = 0): Promise<Files> {
  const at = await stage(files);
  return edited(files, at.scene, await at.at<WorkspaceEdit>('rename', path, part, { newName }, nth));
}

/** The files after a move in the explorer. */
async function afterMove(files: Files, moves: Record<string, string>, world: Omit<World, 'files'> = { config }): Promise<Files> {
  const at = await stageOf({ ...world, files });
  const uris = Object.entries(moves).map(([from, to]) => ({ oldUri: at.scene.uriOf(from), newUri: at.scene.uriOf(to) }));
  const rework = await at.ask<Rework>('workspace/willRenameFiles', { files: uris });
  return moved(edited(files, at.scene, workspaceEdit(rework, true)), new Map(Object.entries(moves)));
}

describe('a heading that is renamed', () => {
  it('takes along a link to it that stands in its own text', async () => {
    const files = { 'posts/a.md': page('## See [top](#see-top) here\n\n[x](#see-top-here)') };
    expect((await renamed(files, 'posts/a.md', 'here', 'There'))['posts/a.md']).toBe(page('## There\n\n[x](#there)'));
  });

  it('is followed by links to the pages that it is a part of', async () => {
    const files = {
      'posts/_part.mdx': '## Old name\n',
      'posts/a.mdx': page('import Part from "./_part.mdx"\n\n<Part />\n\n[x](#old-name)'),
      'posts/b.md': page('[x](a.mdx#old-name)'),
    };
    const next = await renamed(files, 'posts/_part.mdx', 'Old', 'New name');
    expect(next['posts/a.mdx']).toContain('[x](#new-name)');
    expect(next['posts/b.md']).toContain('[x](a.mdx#new-name)');
  });

  it('is refused where the page would get other headings', async () => {
    const files = { 'posts/a.md': page('Old\n---\n\n[x](#old)') };
    await expect(renamed(files, 'posts/a.md', 'Old', '    code')).resolves.toMatchObject({ 'posts/a.md': page('code\n---\n\n[x](#code)') });
    await expect(renamed(files, 'posts/a.md', 'Old', '- item')).rejects.toThrow('more headings or fewer');
  });

  it('leaves links alone that are written with escapes or lead elsewhere', async () => {
    const files = { 'posts/a.md': page('## Old\n\n## Other\n\n[x](#other) [y](b.md#old)'), 'posts/b.md': page('## Old') };
    const next = await renamed(files, 'posts/a.md', 'Old', 'New');
    expect(next['posts/a.md']).toBe(page('## New\n\n## Other\n\n[x](#other) [y](b.md#old)'));
    expect(next['posts/b.md']).toBe(files['posts/b.md']);
  });
});

describe('from a link', () => {
  const files = {
    'posts/a.md': page('[x](b.md#own) [y](b.md#made) [z](/blog/b#tag)'),
    'posts/b.md': page('## Head {#own}\n\n## Made\n\n<a id="tag"></a>\n'),
  };

  it('its anchor is renamed where an id states it', async () => {
    const next = await renamed(files, 'posts/a.md', 'own', 'mine');
    expect(next['posts/a.md']).toContain('[x](b.md#mine)');
    expect(next['posts/b.md']).toContain('{#mine}');
    const tagged = await renamed(files, 'posts/a.md', 'tag', 'label');
    expect(tagged['posts/a.md']).toContain('[z](/blog/b#label)');
    expect(tagged['posts/b.md']).toContain('<a id="label">');
  });

  it.each([
    ['made', 'x', 'rename the heading'],
    ['own', 'tag', 'already'],
    ['own', 'a b', 'spaces'],
    ['b.md', 'x/y', 'slashes'],
    ['b.md', 'a', 'already'],
  ])('%s renamed to %s is refused', async (part, name, reason) => {
    await expect(renamed(files, 'posts/a.md', part, name)).rejects.toThrow(reason);
  });

  it('its file is renamed, by editors that can', async () => {
    const next = await renamed(files, 'posts/a.md', 'b.md', 'c');
    expect(Object.keys(next)).toEqual(['posts/a.md', 'posts/c.md']);
    expect(next['posts/a.md']).toContain('[x](c.md#own) [y](c.md#made) [z](/blog/c#tag)');
    const other = await stage(files, { canRenameFiles: false });
    await expect(other.at('rename', 'posts/a.md', 'b.md', { newName: 'c' })).rejects.toThrow('rename the file itself');
  });
});

describe('a file that is no post', () => {
  const files = { 'README.md': '## Old\n\n[x](#old) [y](posts/a.md)\n', 'posts/a.md': page('Text') };

  it('has its headings renamed with its own links to them', async () => {
    expect((await renamed(files, 'README.md', 'Old', 'New'))['README.md']).toBe('## New\n\n[x](#new) [y](posts/a.md)\n');
  });

  it('follows the posts that are renamed from it', async () => {
    const next = await renamed(files, 'README.md', 'a.md', 'b');
    expect(next['README.md']).toContain('[y](posts/b.md)');
    expect(Object.keys(next)).toContain('posts/b.md');
  });
});

describe('a definition', () => {
  const files = { 'posts/a.md': page('[t][old] [old][] [old] ![old] [t [^]\\]][old]\n\n[old]: /x\n[other]: /y') };

  it.each([0, 1, 3, 5])('is renamed from place %i, with all its uses', async (nth) => {
    const next = await renamed(files, 'posts/a.md', 'old', 'new', nth);
    expect(next['posts/a.md']).toBe(page('[t][new] [old][new] [old][new] ![old][new] [t [^]\\]][new]\n\n[new]: /x\n[other]: /y'));
  });

  it('is given no name that another one has', async () => {
    await expect(renamed(files, 'posts/a.md', 'old', 'Other')).rejects.toThrow('already');
  });
});

describe('a move', () => {
  const files: Files = {
    'posts/a.md': page(
      '[1](kiln/) [2](./kiln) [3](kiln/index.md#x) [4](/blog/b) [5](/blog/b/#x) [6](b.md) [7](b) ![8](@/pics/in.png) [9](../files/doc.pdf)',
    ),
    'posts/b.md': page('## X {#x}\n\n[1](a.md) [2](../files/doc.pdf) ![3](art.png) ![4](own.png)', 'image: own.png\n'),
    'posts/kiln/index.md': page('## X\n\n![1](fire.png) [2](../a.md)'),
    'posts/kiln/fire.png': PNG,
    'posts/art.png': PNG,
    'public/images/b/own.png': PNG,
    'src/pics/in.png': PNG,
    'files/doc.pdf': '%PDF',
  };

  it.each<[what: string, moves: Record<string, string>, path: string, body: string]>([
    ['of a page’s folder', { 'posts/kiln': 'posts/oven' }, 'posts/a.md', '[1](oven/) [2](./oven) [3](oven/index.md#x)'],
    ['of a page’s folder, in itself', { 'posts/kiln': 'posts/oven' }, 'posts/oven/index.md', '![1](fire.png) [2](../a.md)'],
    ['of a page’s folder, deeper', { 'posts/kiln': 'posts/x/oven' }, 'posts/x/oven/index.md', '![1](fire.png) [2](../../a.md)'],
    ['of a post', { 'posts/b.md': 'posts/c.md' }, 'posts/a.md', '[4](/blog/c) [5](/blog/c/#x) [6](c.md) [7](c)'],
    ['of a post, to another format', { 'posts/b.md': 'posts/c.mdx' }, 'posts/a.md', '[4](/blog/c) [5](/blog/c/#x) [6](c.mdx) [7](c)'],
    ['into a folder with a bracket', { 'posts/b.md': 'posts/(old)/b.md' }, 'posts/a.md', '[6](%28old%29/b.md)'],
    ['to a name with a hash', { 'posts/art.png': 'posts/art #1.png' }, 'posts/b.md', '![3](art%20%231.png)'],
    ['of an image behind an alias', { 'src/pics/in.png': 'src/art/in.png' }, 'posts/a.md', '![8](@/art/in.png)'],
    ['of a file that is no page', { 'files/doc.pdf': 'files/old/doc.pdf' }, 'posts/a.md', '[9](../files/old/doc.pdf)'],
    [
      'of a post with its images',
      { 'posts/b.md': 'posts/c.md', 'public/images/b': 'public/images/c' },
      'posts/c.md',
      '![3](art.png) ![4](own.png)',
    ],
    [
      'of a post deeper',
      { 'posts/b.md': 'posts/d/b.md' },
      'posts/d/b.md',
      '[1](../a.md) [2](../../files/doc.pdf) ![3](../art.png) ![4](own.png)',
    ],
    [
      'of an image to where all posts reach it',
      { 'public/images/b/own.png': 'public/shared/own.png' },
      'posts/b.md',
      '![4](/shared/own.png)',
    ],
    ['of an image out of all reach', { 'public/images/b/own.png': 'elsewhere/own.png' }, 'posts/b.md', '![4](own.png)'],
    ['of two that change places', { 'posts/a.md': 'posts/b.md', 'posts/b.md': 'posts/a.md' }, 'posts/a.md', '[1](b.md)'],
  ])('%s is followed', async (_, moves, path, body) => {
    expect((await afterMove(files, moves))[path]).toContain(body);
  });

  it('changes a definition once that an image and a link refer to', async () => {
    const both = { ...files, 'posts/b.md': page('[![x][pic]][pic]\n\n[pic]: art.png') };
    expect((await afterMove(both, { 'posts/art.png': 'posts/new.png' }))['posts/b.md']).toBe(page('[![x][pic]][pic]\n\n[pic]: new.png'));
  });

  it('takes along the folder in which a post finds its images by its name', async () => {
    const next = await afterMove(files, { 'posts/b.md': 'posts/c.md' });
    expect(Object.keys(next)).toContain('public/images/c/own.png');
    expect(next['posts/c.md']).toContain('![4](own.png)');
  });

  it('leaves that folder to another post of the name, and gives the image its place in full', async () => {
    const two = { ...files, 'posts/x/b.md': page('![4](own.png)') };
    const next = await afterMove(two, { 'posts/b.md': 'posts/c.md' });
    expect(next['posts/c.md']).toContain('![4](/images/b/own.png)');
    expect(next['posts/c.md']).toContain('image: /images/b/own.png\n');
    expect(next['posts/x/b.md']).toBe(two['posts/x/b.md']);
  });

  it('is followed where only the anchor is written with escapes', async () => {
    const escaped = { ...files, 'posts/a.md': page('[1](b.md#caf&eacute;)'), 'posts/b.md': page('## Café') };
    expect((await afterMove(escaped, { 'posts/b.md': 'posts/c.md' }))['posts/a.md']).toContain('[1](c.md#caf&eacute;)');
    expect((await renamed(escaped, 'posts/b.md', 'Café', 'Bar'))['posts/a.md']).toContain('[1](b.md#bar)');
  });

  it('keeps the quotes of front matter', async () => {
    const quoted = { ...files, 'posts/b.md': page('Text', 'image: "own.png"\n') };
    expect((await afterMove(quoted, { 'public/images/b/own.png': 'public/images/b/my.png' }))['posts/b.md']).toContain('image: "my.png"\n');
  });

  it('writes front matter only what YAML takes as it is', async () => {
    const next = await afterMove(files, { 'public/images/b/own.png': 'public/images/b/own: #1.png' });
    expect(next['posts/b.md']).toContain('image: own.png\n');
    expect((await afterMove(files, { 'public/images/b/own.png': 'public/images/b/my own.png' }))['posts/b.md']).toContain(
      'image: my own.png\n',
    );
  });

  it('follows an image that MDX imports', async () => {
    const mdx = { 'posts/a.mdx': page('import pic from "../img/pic.png"\n\n<img src={pic} alt="x" />'), 'img/pic.png': PNG };
    expect((await afterMove(mdx, { 'img/pic.png': 'posts/pic.png' }))['posts/a.mdx']).toContain('from "./pic.png"');
  });
});

describe('definition', () => {
  const files: Files = {
    'people/ines.md': '---\nid: baker\n---\n',
    'posts/_part.mdx': 'Text\n',
    'posts/a.mdx': page('import Part from "./_part.mdx"\n\n<Part />', 'author: baker\n'),
    'posts/b.md': page('[doc](/doc.pdf)'),
    'public/doc.pdf': '%PDF',
  };

  it.each([
    ['an import of Markdown', 'posts/a.mdx', '_part', 'posts/_part.mdx: '],
    ['the id of an entry', 'posts/a.mdx', 'baker', 'people/ines.md: '],
    ['a file that is served', 'posts/b.md', 'doc.pdf', 'public/doc.pdf: '],
  ])('leads from %s to the file', async (_, path, part, expected) => {
    const { at, told } = await stage(files);
    expect(told(await at<Location>('definition', path, part))).toBe(expected);
  });
});

describe('the sample blog', () => {
  const root = fileURLToPath(new URL('../fixtures/blog/', import.meta.url));
  const files: Files = Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.replace(/\/\//g, '/').slice(root.length), readFileSync(path)]),
  );
  const { $schema: _, ...blog } = JSON.parse(String(files['stet.config.json']));
  /** Where something is found, and what; files by the names that they had. */
  const problems = async (now: Files) =>
    (await check({ files: now, config: blog })).diagnostics
      .map(({ path, rule, range }) => ({ place: `${path.replace('renamed-', '')}:${range.start.line}`, rule }))
      .sort((a, b) => a.place.localeCompare(b.place));

  it('has no new finding after any heading is renamed, and none was broken before', async () => {
    const before = await problems(files);
    const at = await stageOf({ files, config: blog });
    let changes = 0;
    for (const path of Object.keys(files).filter((one) => /\.mdx?$/.test(one))) {
      const document = await at.scene.documentOf(path);
      for (const { span, depth } of document?.headings ?? []) {
        if (depth === 1) continue;
        const position = at.scene.placesOf(path).positionAt(span[1]);
        const params = { textDocument: { uri: at.scene.uriOf(path) }, position, newName: `Renamed ${span[0]}` };
        const next = edited(files, at.scene, await at.ask<WorkspaceEdit>('textDocument/rename', params));
        if (Object.keys(files).filter((one) => next[one] !== files[one]).length > 0) changes++;
        expect(await problems(next), `${path} ${document?.text.slice(...span)}`).toEqual(before);
      }
    }
    expect(changes).toBeGreaterThan(20);
  });

  it.each(Object.keys(files).filter((path) => /\.(?:mdx?|png|jpe?g|svg|webp|gif|avif)$/.test(path)))(
    'has nothing found at a new place after %s is renamed',
    async (path) => {
      const moves = { [path]: path.replace(/([^/]+)$/, 'renamed-$1') };
      const next = await afterMove(files, moves, { config: blog });
      const known = (await problems(files)).map(({ place }) => place);
      expect((await problems(next)).filter(({ place }) => !known.includes(place))).toEqual([]);
    },
  );

  it('is asked for all at many places, and nothing is thrown but refusals, nor do edits overlap', async () => {
    const at = await stageOf({ files, config: blog });
    for (const path of Object.keys(files).filter((one) => /\.mdx?$/.test(one))) {
      const { positionAt } = at.scene.placesOf(path);
      const textDocument = { uri: at.scene.uriOf(path) };
      for (let offset = 0; offset <= (at.scene.textOf(path)?.length ?? 0); offset += 31) {
        const params = { textDocument, position: positionAt(offset), newName: 'x' };
        await at.ask('textDocument/definition', params);
        await at.ask('textDocument/references', params);
        const subject = await at.ask('textDocument/prepareRename', params);
        const edit = await at.ask<WorkspaceEdit>('textDocument/rename', params).catch((error) => {
          if (!(error instanceof Refusal)) throw error;
          return undefined;
        });
        if (edit !== undefined) expect(edited(files, at.scene, edit)).not.toEqual(files);
        if (subject === null) expect(edit).toBe(undefined);
      }
    }
  });
});
