import { describe, expect, it } from 'vitest';
import { check, type Files, fixture, lines } from './support/world.ts';

const image = fixture('examples/public/images/photo.jpg');

/** Posts that each name one picture, and where the pictures lie. */
function site(count: number, place: (post: string) => string | undefined, write = (name: string) => name): Files {
  const posts = Array.from({ length: count }, (_, index) => `post-${index + 1}`);
  return Object.fromEntries([
    ...posts.map((post) => [`posts/${post}.md`, `![A view](${write(`view-of-${post}.jpg`)})\n`]),
    ...posts.flatMap((post) => {
      const path = place(post);
      return path === undefined ? [] : [[`${path}/view-of-${post}.jpg`, image]];
    }),
  ]);
}

describe('images that lie where no preset looks', () => {
  it('are found by the template that explains them, which is printed', async () => {
    const report = await check({ files: site(4, (post) => `media/pictures/${post}/large`) });
    expect(lines(report)).toEqual([]);
    expect(report.notices).toEqual([
      'collection `posts`: 4 images were found by `media/pictures/{slug}/large/{ref}`; pin it with `images: ["{dir}/{ref}","{dir}/{name}/{ref}","media/pictures/{slug}/large/{ref}"]`',
    ]);
  });

  it('are found in a folder that is served, by absolute references', async () => {
    const report = await check({
      files: site(
        4,
        () => 'www/files/img',
        (name) => `/img/${name}`,
      ),
    });
    expect(lines(report)).toEqual([]);
    expect(report.notices).toHaveLength(1);
    expect(report.notices[0]).toContain('publicDirs: [".","www/files"]');
  });

  it('leave those to be told that are really missing', async () => {
    const report = await check({ files: site(8, (post) => (post === 'post-3' ? undefined : `media/${post}`)) });
    expect(lines(report).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['posts/post-3.md:1:11-1:29 error image/missing']);
  });

  it('are not judged, with one notice, where nothing explains any of them', async () => {
    const report = await check({ files: site(12, () => undefined) });
    expect(lines(report)).toEqual([]);
    expect(report.notices).toEqual([
      'collection `posts`: 12 of 12 relative image references lead to no file, so none is judged; `images` of the collection says where they lie',
    ]);
    expect([...report.unjudged]).toEqual([['image: no template explains where such images lie', 12]]);
  });

  it('are not judged where all below one address come from elsewhere', async () => {
    const report = await check({
      files: site(
        12,
        () => undefined,
        (name) => `/media/${name}`,
      ),
    });
    expect(lines(report)).toEqual([]);
    expect(report.notices[0]).toContain('write `external: ["/media/**"]`');
  });

  it.each([
    ['too few to tell', site(2, (post) => `media/${post}`), 2],
    ['few, and none is there', site(5, () => undefined), 5],
  ])('are missing as they seem when they are %s', async (_, files, count) => {
    const report = await check({ files });
    expect(lines(report)).toHaveLength(count);
    expect(report.notices).toEqual([]);
  });

  it('are taken at the word of a config that states them', async () => {
    const config = { collections: { posts: { include: ['posts/*.md'], images: ['{dir}/{ref}'] } } };
    const report = await check({ files: site(12, (post) => `media/${post}`), config });
    expect(lines(report)).toHaveLength(12);
    expect(report.notices).toEqual([]);
  });
});
