import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, stetMeanwhile } from './support/cli.ts';
import { editorIn } from './support/editor.ts';
import { faultServer } from './support/fault-server.ts';
import { repositoryWith } from './support/repository.ts';

const server = await faultServer({
  '/ok': 200,
  '/busy': 503,
  '/moved': (_, response) => response.writeHead(301, { Location: '/gone' }).end(),
});
const { origin } = server;

const config = (rules = {}) =>
  JSON.stringify({
    collections: { posts: { include: ['posts/*.md'] } },
    rules: { 'link/dead': ['off', { local: true, retries: 0, perHost: 8, ignore: ['*/ignored'] }], ...rules },
  });
const post = (...paths: string[]) => `# Links\n\n${paths.map((path) => `[A link](${origin}${path})`).join('\n\n')}\n`;
const DEAD = ['--rule', 'link/dead=error'];

/** Runs stet; also says which pages it has asked for. */
async function run(folder: string, ...args: string[]) {
  const before = server.asked.length;
  const { code, stdout, stderr } = await stetMeanwhile(folder, ['--format', 'concise', ...args]);
  const pages = new Set(server.asked.slice(before).map((line) => line.split(' ')[1]));
  return { code, found: stdout.split('\n').filter(Boolean), stderr, pages: [...pages].sort() };
}

describe('link/dead', () => {
  it('tells what is gone, counts what is unclear, and asks again only for that', async () => {
    const folder = folderWith({ 'stet.config.json': config(), 'posts/a.md': post('/ok', '/gone#part', '/busy', '/moved', '/ignored') });
    const first = await run(folder, ...DEAD, '--statistics');
    expect(first.found).toEqual([
      `posts/a.md:5:10 error link/dead \`${origin}/gone#part\` is dead: the server answers 404 (Not Found)`,
      `posts/a.md:9:10 error link/dead \`${origin}/moved\` is dead: it redirects to \`${origin}/gone\`, and the server answers 404 (Not Found)`,
    ]);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('1  URL: the server answers 503 (Service Unavailable)\n');
    expect(first.pages).toEqual(['/busy', '/gone', '/moved', '/ok']);
    const second = await run(folder, ...DEAD);
    expect(second.found).toEqual(first.found);
    expect(second.pages).toEqual(['/busy']);
    expect((await run(folder, ...DEAD, '--no-cache')).pages).toEqual(first.pages);
  });

  it('tells links of all kinds, and images; a place once', async () => {
    const text = `<${origin}/a> [b] ![c](${origin}/c.png) ![d]\n\n<a href="${origin}/e">E</a>\n\n[b]: ${origin}/b\n[d]: ${origin}/d.png\n[f]: ${origin}/f\n\n[f] ![f]\n`;
    const { found } = await run(folderWith({ 'stet.config.json': config(), 'posts/a.md': text }), '--rule', 'all=off', ...DEAD);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['1:2', '1:37', '3:10', '5:6', '6:6', '7:6'].map((at) => `posts/a.md:${at}`));
  });

  it.each([
    ['by itself', []],
    ['with all rules on', ['--rule', 'all=warn']],
    ['where another rule is named', ['--rule', 'heading/empty=error']],
  ])('asks nothing %s, and says so where the config turns it on', async (_, args) => {
    const folder = folderWith({ 'stet.config.json': config({ 'link/dead': ['error', { local: true }] }), 'posts/a.md': post('/gone') });
    const { found, pages, stderr } = await run(folder, ...args);
    expect([found.filter((line) => line.includes('link/dead')), pages]).toEqual([[], []]);
    expect(stderr).toMatch(/^stet: link\/dead was not asked: only `--rule link\/dead=\w+` on the command line lets it ask the web$/m);
  });

  it('says nothing of itself where nobody has turned it on', async () => {
    const { pages, stderr, code } = await run(folderWith({ 'stet.config.json': config(), 'posts/a.md': post('/gone') }));
    expect({ pages, stderr, code }).toEqual({ pages: [], stderr: '', code: 0 });
  });

  it('is refused for what strangers wrote', async () => {
    const folder = folderWith({ 'stet.config.json': config(), 'posts/a.md': post('/gone') });
    const { code, stderr, pages } = await run(folder, '--untrusted', ...DEAD);
    expect({ code, pages }).toEqual({ code: 2, pages: [] });
    expect(stderr).toContain('stet: `--untrusted` asks nothing of the network: leave out `--rule link/dead=error`\n');
  });

  it('asks nothing in an editor', async () => {
    const before = server.asked.length;
    const editor = await editorIn(
      folderWith({ 'stet.config.json': config({ 'link/dead': ['error', { local: true }] }), 'posts/a.md': `${post('/gone')}\n## \n` }),
    );
    await editor.open('posts/a.md');
    expect((await editor.diagnostics('posts/a.md')).map(({ code }) => code)).toEqual(['heading/empty']);
    expect(server.asked.length).toBe(before);
  });

  it('asks nothing of the own network unless it may', async () => {
    const text = `${post('/gone')}\n[B](http://own.example.shop.localhost/)\n`;
    const files = { 'stet.config.json': config({ 'link/dead': ['off', { local: false }] }), 'posts/a.md': text };
    const { code, pages } = await run(folderWith(files), ...DEAD);
    expect({ code, pages }).toEqual({ code: 0, pages: [] });
  });
});

describe('link/dead and a change', () => {
  it('asks for the links of the change alone', async () => {
    const repository = repositoryWith({ 'stet.config.json': config(), 'posts/a.md': post('/gone', '/old'), 'posts/b.md': post('/ok') });
    repository.stage({ 'posts/b.md': post('/gone', '/new') });
    const { found, pages } = await run(repository.folder, '--staged', ...DEAD);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['posts/b.md:3:10', 'posts/b.md:5:10']);
    expect(pages).toEqual(['/gone', '/new']);
    expect((await run(repository.folder, '--staged')).pages).toEqual([]);
    expect((await run(repository.folder, '--since', 'HEAD', ...DEAD)).found).toEqual(found);
  });
});

describe('link/dead in shards', () => {
  it('is asked by the merge', async () => {
    const posts = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`posts/${i}.md`, post('/ok', `/gone-${i}`)]));
    const folder = folderWith({ 'stet.config.json': config(), ...posts });
    for (const part of ['1', '2']) {
      const { code, pages } = await run(folder, '--shard', `${part}/2`, '-o', `shard-${part}`, ...DEAD);
      expect({ code, pages }).toEqual({ code: 0, pages: [] });
    }
    const whole = await run(folder, ...DEAD);
    expect(whole.found.length).toBe(8);
    expect(await run(folder, 'merge', 'shard-1', 'shard-2', '--no-cache', ...DEAD)).toEqual(whole);
  });
});

describe('what lets a dead link stand', () => {
  const marked = (path: string) => `# Links\n\n<!-- stet link/dead -- kept for the record -->\n\n[A](${origin}${path})\n`;

  it.each([
    ['/gone', DEAD, []],
    ['/ok', DEAD, ['posts/a.md:3:1 warning stet/unused']],
    ['/busy', DEAD, []],
    ['/ok', [], []],
  ])('a mark before %s, with %j: %j', async (path, args, expected) => {
    const { found } = await run(folderWith({ 'stet.config.json': config(), 'posts/a.md': marked(path) }), ...args);
    expect(found.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(expected);
  });

  it('a baseline, whose entries are gone only when the web says so', async () => {
    const folder = folderWith({ 'stet.config.json': config(), 'posts/a.md': post('/gone') });
    const { stderr } = await stetMeanwhile(folder, ['baseline', ...DEAD]);
    expect(stderr).toBe('stet: stet-baseline.json accepts 1 finding in 1 file\n');
    expect(await run(folder, ...DEAD)).toMatchObject({ code: 0, found: [], stderr: '' });
    expect(await run(folder)).toMatchObject({ code: 0, stderr: '' });
    const text = readFileSync(join(folder, 'posts/a.md'), 'utf8');
    writeFileSync(join(folder, 'posts/a.md'), text.replace('/gone', '/busy'));
    expect(await run(folder, ...DEAD)).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(folder, 'posts/a.md'), text.replace('/gone', '/ok'));
    expect((await run(folder, ...DEAD)).stderr).toBe('stet: 1 finding of stet-baseline.json is gone: `stet baseline --prune` drops it\n');
  });
});
