import { describe, expect, it } from 'vitest';
import type { UserCollection } from '../src/config/user-config.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import type { EntryKind, Host } from '../src/model/host.ts';
import { check, covered, type Files, fixture } from './support/world.ts';

const PNG = fixture('examples/public/images/chart.png');
const HTML = '<!doctype html>\n<title>404</title>';

async function found(body: string, files: Files = {}, collection: Partial<UserCollection> = {}, path = 'posts/oslo.md', below?: Host) {
  const config = { collections: { posts: { include: ['posts/**/*.{md,mdx}'], ...collection } } };
  const flags = [
    { id: 'all', level: 'off' } as const,
    ...['missing', 'wrong-case', 'outside-root', 'corrupt'].map((name) => ({ id: `image/${name}`, level: 'error' }) as const),
  ];
  const report = await check({ files: { [path]: body, ...files }, config, flags, ...(below && { below }) });
  expect(report.failures).toEqual([]);
  return { ...report, covered: covered(report, body) };
}

describe('an image reference is found', () => {
  it.each([
    ['beside the post', '![a](a.png)', { 'posts/a.png': PNG }, {}],
    ['with ./ before it', '![a](./a.png)', { 'posts/a.png': PNG }, {}],
    ['in a folder above', '![a](../images/a.png)', { 'images/a.png': PNG }, {}],
    [
      'by a template with the slug',
      '![a](a.png)',
      { 'public/images/posts/oslo/a.png': PNG },
      { images: ['{dir}/{ref}', 'public/images/posts/{slug}/{ref}'] },
    ],
    ['by a slug of its own', '![a](a.png)', { 'img/posts-oslo/a.png': PNG }, { slug: 'posts-{name}', images: ['img/{slug}/{ref}'] }],
    ['by {path} and {collection}', '![a](a.png)', { 'img/posts/posts/oslo/a.png': PNG }, { images: ['img/{collection}/{path}/{ref}'] }],
    ['in the founding layout, without being told', '![a](a.png)', { 'public/images/posts/oslo/a.png': PNG }, {}],
    ['in a public folder', '![a](/img/a.png)', { 'static/img/a.png': PNG }, { publicDirs: ['public', 'static'] }],
    ['by an alias', '![a](~/assets/a.png)', { 'src/assets/a.png': PNG }, { alias: { '~/': 'src/' } }],
    ['by the longest alias', '![a](@/i/a.png)', { 'pictures/a.png': PNG }, { alias: { '@/': 'src/', '@/i/': 'pictures/' } }],
    ['behind percent signs', '![a](my%20cat%C3%A9.png)', { 'posts/my caté.png': PNG }, {}],
    ['with a percent sign in its name', '![a](100%.png)', { 'posts/100%.png': PNG }, {}],
    ['under a name that looks encoded', '![a](a%20b.png)', { 'posts/a%20b.png': PNG }, {}],
    ['without its query and hash', '![a](a.png?width=3#b)', { 'posts/a.png': PNG }, {}],
    ['in angle brackets', '![a](<a b.png>)', { 'posts/a b.png': PNG }, {}],
    ['by a reference in another letter case', '![A][B C]\n\n[b  c]: a.png', { 'posts/a.png': PNG }, {}],
    ['in HTML over two lines', '<img alt="a" src="/img/\na.png">', { 'public/img/a.png': PNG }, { publicDirs: ['public'] }],
  ])('%s', async (_, body, files, collection) => {
    expect((await found(body, files as Files, collection)).covered).toEqual([]);
  });
});

it.each([
  'https://example.com/a.png',
  '//cdn.example.com/a.png',
  'data:image/png;base64,AAAA',
  'pathname:///a.png',
  'blob:x',
  '#a',
  '?a',
  '{{ site.url }}/a.png',
  '{% asset a.png %}',
  '$' + '{base}/a.png',
  '@site/a.png',
  '~bootstrap/a.png',
  '/api/og?title=x',
  '/media/a.png',
  '%PUBLIC_URL%/a.png',
])('%s is not judged', async (url) => {
  expect((await found(`<img src="${url}" alt="a">`, {}, { external: ['/media/**'] })).covered).toEqual([]);
});

describe('a missing image', () => {
  it('names every path that was tried, and the nearest name', async () => {
    const { diagnostics } = await found(
      '![A brain](human-brian.webp)',
      { 'public/x/oslo/human-brain.webp': PNG, 'posts/other.webp': PNG },
      { images: ['{dir}/{ref}', 'public/x/{slug}/{ref}'] },
    );
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
      [
        'Image `human-brian.webp` does not exist; looked for `posts/human-brian.webp`, `public/x/oslo/human-brian.webp`',
        'Did you mean `human-brain.webp`?',
      ],
    ]);
  });

  it('may be there with another extension', async () => {
    const { diagnostics } = await found('![A](../img/a.jpg)', { 'img/a.webp': PNG, 'img/b.jpg': PNG });
    expect(diagnostics.map(({ hint }) => hint)).toEqual(['Did you mean `../img/a.webp`?']);
  });

  it('is covered exactly, wherever it is named', async () => {
    const body = [
      '---',
      'title: x',
      'cover: "gone-1.png"',
      '---',
      '',
      '![a](gone-2.png "T") [![b](<gone 3.png>)](x)',
      '![c][d]',
      '',
      '[d]: gone-4.png',
      '',
      '<img src="gone-5.png" srcset="gone-6.png 1x, https://x.y/z.png 2x" alt="">',
      '',
    ].join('\n');
    const schema = { type: 'object', properties: { cover: { type: 'string', format: 'image' } } };
    expect((await found(body, {}, { schema })).covered.map(([, text]) => text)).toEqual([
      '"gone-1.png"',
      'gone-2.png',
      'gone 3.png',
      'gone-4.png',
      'gone-5.png',
      'gone-6.png',
    ]);
  });

  it('is found in MDX: tags, literals in braces, imports', async () => {
    const body = [
      "import a from './gone-1.png'",
      "import b from 'package/none.png'",
      '',
      '<Image src="gone-2.png" />',
      "<img src={'gone-3.png'} />",
      '<Card src="none.png" />',
      '<Image src={a} />',
      '',
      '![m](gone-4.png)',
      '',
    ].join('\n');
    expect((await found(body, {}, {}, 'posts/oslo.mdx')).covered.map(([, text]) => text)).toEqual([
      './gone-1.png',
      'gone-2.png',
      'gone-3.png',
      'gone-4.png',
    ]);
  });

  it('is found in MDX that is written in .md', async () => {
    const body = '<Image src="gone.png" />\n\n{/* <img src="none.png"> */}\n';
    expect((await found(body, {}, { dialect: 'mdx' })).covered.map(([, text]) => text)).toEqual(['gone.png']);
    expect((await found(body, {}, { dialect: 'markdown' })).covered.map(([, text]) => text)).not.toEqual(['gone.png']);
  });
});

describe('letter case', () => {
  it.each([
    ['of the file', 'Cat.png', { 'posts/cat.png': PNG }, 'cat.png'],
    ['of a folder', '../IMG/cat.png', { 'img/cat.png': PNG }, '../img/cat.png'],
    ['of the extension', 'cat.PNG?x=1', { 'posts/cat.png': PNG }, 'cat.png?x=1'],
    ['in a public folder', '/Img/Cat.png', { 'public/img/cat.png': PNG }, '/img/cat.png'],
    ['and spaces', 'My%20cat.png', { 'posts/my cat.png': PNG }, 'my%20cat.png'],
  ])('%s must be that of the disk, and the fix writes it so', async (_, url, files, fixed) => {
    const { diagnostics, covered } = await found(`![a](${url})`, files as Files, { publicDirs: ['public'] });
    expect(covered).toEqual([['image/wrong-case', url]]);
    expect(diagnostics[0]?.fix?.edits.map(({ text }) => text)).toEqual([fixed]);
  });

  it('goes for the Unicode form as well', async () => {
    const { diagnostics } = await found('![a](caf\u00e9.png)', { 'posts/cafe\u0301.png': PNG });
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ['image/wrong-case', 'Image `caf\u00e9.png` is `posts/cafe\u0301.png` on disk: its accents are stored in another Unicode form'],
    ]);
  });

  it.each([
    ['composed in the reference', 'caf\u00e9.png', { 'posts/cafe\u0301.png': PNG }, 'cafe\u0301.png'],
    ['composed on the disk', 'cafe\u0301.png', { 'posts/caf\u00e9.png': PNG }, 'caf\u00e9.png'],
    ['of a folder', '../u\u0308ber/A.png', { '\u00fcber/A.png': PNG }, '../\u00fcber/A.png'],
    ['of Korean', '\ud55c.png', { 'posts/\u1112\u1161\u11ab.png': PNG }, '\u1112\u1161\u11ab.png'],
    ['behind percent signs', 'caf%C3%A9.png#x', { 'posts/cafe\u0301.png': PNG }, 'cafe%CC%81.png#x'],
    ['together with the case of a folder', '../IMG/CAF\u00c9.png', { 'img/cafe\u0301.png': PNG }, '../img/cafe\u0301.png'],
  ])('the Unicode form %s is written as on the disk', async (_, url, files, fixed) => {
    const { diagnostics, covered } = await found(`![a](${url})`, files as Files);
    expect(covered).toEqual([['image/wrong-case', url]]);
    expect(diagnostics[0]?.fix?.edits.map(({ text }) => text)).toEqual([fixed]);
  });

  it('both forms may lie side by side', async () => {
    const files = { 'posts/caf\u00e9.png': PNG, 'posts/cafe\u0301.png': PNG };
    expect((await found('![a](caf\u00e9.png) ![b](cafe\u0301.png)', files)).covered).toEqual([]);
  });

  it('of two variants names the same one on every disk', async () => {
    const names = ['cAt.png', 'Cat.png', 'caT.png'];
    for (const order of [names, names.toReversed()]) {
      const files = Object.fromEntries(order.map((name) => [`posts/${name}`, PNG]));
      const { diagnostics } = await found('![a](cat.png)', files);
      expect(diagnostics.map(({ message }) => message)).toEqual(['Image `cat.png` is `posts/Cat.png` on disk: the letter case differs']);
    }
  });

  it('keeps the quotes of front matter', async () => {
    const body = "---\ncover: 'Cat.png'\n---\n";
    const { diagnostics } = await found(body, { 'posts/cat.png': PNG }, { schema: { properties: { cover: { format: 'image' } } } });
    const [edit] = diagnostics[0]?.fix?.edits ?? [];
    expect(edit && body.slice(0, edit.range.start.offset) + edit.text + body.slice(edit.range.end.offset)).toBe(
      "---\ncover: 'cat.png'\n---\n",
    );
  });

  it('is wrong on a disk that ignores it, too', async () => {
    const names = new Map<string, EntryKind>([['cat.png', 'file']]);
    const lenient: Host = {
      ...emptyHost,
      list: (folder) => (folder === '' ? new Map([['Img', 'directory' as const]]) : folder.toLowerCase() === 'img' ? names : undefined),
      readHead: () => ({ bytes: PNG, size: PNG.length }),
    };
    expect((await found('![a](../img/CAT.png) ![b](../Img/cat.png)', {}, {}, 'posts/oslo.md', lenient)).covered).toEqual([
      ['image/wrong-case', '../img/CAT.png'],
    ]);
  });
});

it.each(['../../x.png', '../../../etc/x.png', 'file:///home/me/x.png', 'C:\\Users\\me\\x.png'])(
  '%s lies outside the project',
  async (url) => {
    expect((await found(`<img alt="a" src="${url}">`)).covered).toEqual([['image/outside-root', url]]);
  },
);

it.each([
  ['nothing', '', 'is an empty file'],
  ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n', 'is a Git LFS pointer, not the image'],
  ['a web page', HTML, 'is an HTML page, not an image'],
  ['a text', 'Not an image.', 'is no image: its first bytes are those of no known image format'],
  [
    'a PNG whose 0D is lost',
    Buffer.from('\x89PNG\n\x1a\n0000', 'latin1'),
    'is a PNG whose line endings were converted: the byte `0D` is lost',
  ],
  ['a header and no more', PNG.subarray(0, 12), "begins as PNG, but its header can't be read"],
  [
    'a size of zero',
    Buffer.concat([PNG.subarray(0, 16), Buffer.alloc(8), PNG.subarray(24)]),
    "begins as PNG, but its header can't be read",
  ],
])('a file that holds %s is no image', async (_, content, reason) => {
  const { diagnostics } = await found('![a](a.png) ![b](a.png)', { 'posts/a.png': content });
  expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
    ['image/corrupt', `\`posts/a.png\` ${reason}`],
    ['image/corrupt', `\`posts/a.png\` ${reason}`],
  ]);
});

it.each([
  [
    'an SVG behind a prolog',
    '<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY a "b">]>\n<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
  ],
  ['an SVG behind a byte order mark', '\ufeff<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
])('%s is an image', async (_, content) => {
  expect((await found('![a](a.svg)', { 'posts/a.svg': content })).covered).toEqual([]);
});

it.each([
  ['comments without end', '<!---->'.repeat(9000), 'is no image: its first bytes are those of no known image format'],
  ['a web page with an SVG in it', '<!DOCTYPE  html>\n<svg></svg>', 'is an HTML page, not an image'],
  ['a web page behind a comment', '<!-- saved --><HTML lang="en"><svg/></HTML>', 'is an HTML page, not an image'],
])('%s is none', async (_, content, reason) => {
  const { diagnostics } = await found('![a](a.svg)', { 'posts/a.svg': content });
  expect(diagnostics.map(({ message }) => message)).toEqual([`\`posts/a.svg\` ${reason}`]);
});

it('reads each image once, however many posts refer to it', async () => {
  let reads = 0;
  const below: Host = {
    ...overlayHost(new Map([['posts/a.png', PNG]]), emptyHost),
    readHead() {
      reads++;
      return { bytes: PNG, size: PNG.length };
    },
  };
  await found('![a](a.png) ![b](./a.png)', { 'posts/two.md': '![c](a.png)' }, {}, 'posts/oslo.md', below);
  expect(reads).toBe(1);
});
