import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitlabJob, hookOf, packageManagerOf, workflowSource } from '../src/adopt/gates.ts';
import { siteFiles } from '../src/config/frameworks/files.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import { folderWith, json, stet } from './support/cli.ts';
import { PNG } from './support/images.ts';
import type { Files } from './support/world.ts';

const posts = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [
    `content/blog/p${index}.md`,
    `---\ntitle: Bread ${index}\ndate: 2024-01-0${index + 1}\ncover: p${index}.png\n${index > 2 ? 'draft: true\n' : ''}---\n\n![A crumb](body.png)\n`,
  ]),
);
const media = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [
    [`media/p${index}/body.png`, PNG],
    [`media/p${index}/p${index}.png`, PNG],
  ]).flat(),
);
const site: Files = {
  ...posts,
  ...media,
  'package.json': '{ "dependencies": { "next": "15" } }',
  'next.config.js': 'module.exports = {};\n',
};

const CONFIG = `import { date, defineConfig, image, z } from 'stet';

// What is not stated here is known from next (next.config.js); \`stet config\` shows it.
export default defineConfig({
  collections: {
    // 6 posts
    blog: {
      include: ['content/blog/**/*.{md,mdx,markdown}'],
      schema: z.object({
        title: z.string(),
        date: date(),
        cover: image(),
        draft: z.boolean().optional(), // in 3 of 6
      }),
      images: [
        'media/{slug}/{ref}', // 12 images
      ],
    },
  },
});
`;

/** What \`stet config\` says of collections, without where it is from. */
function settings(root: string): unknown {
  const sections = JSON.parse(stet(root, ['config', '--format', 'json']).stdout) as {
    title: string;
    settings: { name: string; value: unknown }[];
  }[];
  return sections
    .filter(({ title }) => title.startsWith('collection'))
    .map(({ title, settings: all }) => [
      title,
      all.filter(({ name }) => name !== 'schema' && name !== 'images').map(({ name, value }) => [name, value]),
    ]);
}

describe('stet init', () => {
  it('writes no more than the framework does not know, checks, and says what is next', () => {
    const root = folderWith(site);
    const before = settings(root);
    const { code, stdout, stderr } = stet(root, ['init', '--yes']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(join(root, 'stet.config.ts'), 'utf8')).toBe(CONFIG);
    expect(settings(root)).toEqual(before);
    expect(stet(root, [])).toMatchObject({ code: 0, stdout: '6 files checked, nothing found\n', stderr: '' });
    expect(stdout).toMatch(
      /^Wrote stet\.config\.ts\.\n {2}blog: 6 posts, a schema of 4 keys, the places of 12 images\n\nA check of 6 files finds nothing\.\n\nNext:\n/,
    );
    expect(stdout).toContain('npm install --save-dev stet');
  });

  it('takes the schema that the site has, says so, and judges by it', () => {
    const root = folderWith({
      'astro.config.mjs': 'export default {};',
      'src/content.config.ts': `import { defineCollection, z } from 'astro:content';
        import { glob } from 'astro/loaders';
        const blog = defineCollection({ loader: glob({ base: './blog', pattern: '*.md' }), schema: z.object({ order: z.number() }) });
        export const collections = { blog };`,
      'blog/a.md': '---\norder: 1\n---\n',
    });
    const { stdout } = stet(root, ['init', '--yes']);
    expect(stdout).toContain('  blog: 1 post, the schema of src/content.config.ts\n');
    const written = readFileSync(join(root, 'stet.config.ts'), 'utf8');
    expect(written).toContain('    // 1 post; the schema is read from src/content.config.ts\n');
    expect(written).not.toContain('schema:');
    writeFileSync(join(root, 'blog/b.md'), '---\norder: first\n---\n');
    expect(json(root).diagnostics.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['blog/b.md frontmatter/schema']);
  });

  it('never overwrites a config', () => {
    const root = folderWith({ ...site, 'stet.config.json': '{}' });
    const { code, stdout, stderr } = stet(root, ['init', '--yes']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('stet.config.json is there already, and `stet init` never overwrites it');
    expect(existsSync(join(root, 'stet.config.ts'))).toBe(false);
  });

  it('says that it takes the defaults where nobody can be asked; writes JSON, and a workflow', () => {
    const root = folderWith(site);
    const { code, stderr } = stet(root, ['init', '--json', '--workflow']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'stet: there is no terminal to ask in, so the defaults are taken, as with `--yes`\n',
    });
    expect(readFileSync(join(root, 'stet.config.json'), 'utf8')).toContain('"$comment": "Inferred from 6 posts; draft in 3."');
    expect(json(root).diagnostics).toEqual([]);
    expect(readFileSync(join(root, '.github/workflows/stet.yml'), 'utf8')).toContain('run: npx stet --format github\n');
  });

  it('adds a workflow to a config that is there, once', () => {
    const root = folderWith({ ...site, 'stet.config.json': '{}' });
    expect(stet(root, ['init', '--workflow'])).toMatchObject({ code: 0, stdout: 'Wrote .github/workflows/stet.yml.\n' });
    expect(stet(root, ['init', '--workflow']).stderr).toContain('stet.yml is there already, and is never overwritten');
  });

  it('finds Markdown beside usual folders that hold none', () => {
    const root = folderWith({ 'posts/note.txt': 'x', 'data/a.json': '{}', 'a.md': '# A\n', 'notes/b.md': '# B\n' });
    expect(stet(root, []).stderr).toContain('taking all Markdown and MDX files below this folder for the content');
    expect(stet(root, ['init', '--yes']).stdout).toContain('content: 2 posts');
  });

  it('tells of wrong usage, and of folders without posts', () => {
    const root = folderWith({ 'a.txt': 'x' });
    expect(stet(root, ['init', '--yes']).stderr).toContain('there are no Markdown or MDX files');
    expect(stet(root, ['init', '--yes', 'posts']).code).toBe(2);
    expect(stet(root, ['init', '--yess']).stderr).toContain('did you mean `--yes`?');
    expect(stet(root, ['init', '--root', 'nowhere']).stderr).toContain('is no folder');
  });
});

describe('what runs stet', () => {
  const filesOf = (files: Files) => siteFiles(overlayHost(new Map(Object.entries(files)), emptyHost), '');

  it.each([
    [{ '.husky/_/x': '', 'pnpm-lock.yaml': '' }, '.husky/pre-commit', 'pnpm exec stet --staged'],
    [{ 'lefthook.yml': '' }, 'lefthook.yml', '      run: npx stet --staged'],
    [{ '.pre-commit-config.yaml': '' }, '.pre-commit-config.yaml', '        entry: npx stet --staged'],
    [{ 'package.json': '{ "devDependencies": { "simple-git-hooks": "2" } }' }, 'package.json', '  "pre-commit": "npx stet --staged"'],
    [{ 'yarn.lock': '' }, '.git/hooks/pre-commit', 'exec yarn stet --staged'],
  ])('before a commit: %o', async (files, file, line) => {
    const project = filesOf(files as Files);
    const hook = await hookOf(project, packageManagerOf(project));
    expect(hook.file).toBe(file);
    expect(hook.lines).toContain(line);
  });

  it('in CI', () => {
    const pnpm = packageManagerOf(filesOf({ 'pnpm-lock.yaml': '' }));
    expect(workflowSource(pnpm, 'main')).toContain('      - run: pnpm install --frozen-lockfile\n');
    expect(gitlabJob(packageManagerOf(filesOf({}))).lines).toEqual(['stet:', '  image: node:22', '  script:', '    - npx --yes stet']);
  });
});
