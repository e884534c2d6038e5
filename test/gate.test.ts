import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith, found, json, stet } from './support/cli.ts';
import { PNG } from './support/images.ts';
import { ENV, Repository, repositoryWith } from './support/repository.ts';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n\n${body}\n`;
const A = post('A', 'See [two](b.md#two).\n\n![A](a.png)');
const B = post('B', '## Two');
const BROKEN = post('Broken', '![A cat](nowhere.png)');
const OLD = post('Old', '![Gone](gone.png)');
const BASE = repositoryWith({ 'posts/a.md': A, 'posts/b.md': B, 'posts/old.md': OLD, 'posts/a.png': PNG });

const staged = (folder: string, ...args: string[]) => found(json(folder, ['--staged', ...args]).diagnostics);
const since = (folder: string, ref: string, ...args: string[]) => found(json(folder, ['--since', ref, ...args]).diagnostics);
/** What git-lfs does when a file is added: the content goes to its store, and a pointer to git. */
const CLEAN_OF_LFS = `
cat > .git/adding
oid=$(sha256sum < .git/adding | cut -c 1-64)
store=.git/lfs/objects/$(echo $oid | cut -c 1-2)/$(echo $oid | cut -c 3-4)
mkdir -p $store
printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %d\\n' $oid $(wc -c < .git/adding)
mv .git/adding $store/$oid
`;

describe('--staged', () => {
  it('takes everything for changed before the first commit', () => {
    const repository = new Repository(folderWith({ 'posts/a.md': BROKEN, 'posts/untracked.md': BROKEN }));
    repository.git('init', '-q');
    repository.git('add', 'posts/a.md');
    expect(staged(repository.folder)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('judges a root below the top of the repository', () => {
    const repository = repositoryWith({ 'site/posts/a.md': A, 'site/posts/b.md': B, 'site/posts/a.png': PNG, 'posts/x.md': B });
    repository.git('rm', '-q', 'site/posts/a.png');
    repository.stage({ 'posts/x.md': BROKEN });
    expect(staged(repository.folder, '--root', 'site')).toEqual(['posts/a.md:7 image/missing']);
    expect(staged(join(repository.folder, 'site'))).toEqual(['posts/a.md:7 image/missing']);
  });

  it('judges a linked working tree by its own index', () => {
    const repository = BASE.copy();
    const linked = new Repository(join(repository.folder, '..', `${repository.folder.split('/').at(-1)}-linked`));
    repository.git('worktree', 'add', '-q', linked.folder);
    linked.stage({ 'posts/new.md': BROKEN });
    expect(staged(linked.folder)).toEqual(['posts/new.md:5 image/missing']);
    expect(staged(repository.folder)).toEqual([]);
  });

  it('takes a submodule as it is checked out', () => {
    const images = repositoryWith({ 'b.png': PNG, 'note.md': OLD });
    const repository = BASE.copy();
    repository.git('submodule', 'add', '-q', images.folder, 'posts/sub');
    repository.stage({ 'posts/new.md': post('New', '![B](sub/b.png) ![C](sub/c.png)') });
    expect(staged(repository.folder)).toEqual(['posts/new.md:5 image/missing', 'posts/sub/note.md:5 image/missing']);
  });

  it('takes a pointer of Git LFS for the file it points to, and no other pointer', () => {
    const repository = BASE.copy();
    const oid = createHash('sha256').update(PNG).digest('hex');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${PNG.length}\n`;
    repository.write({ '.git/clean.sh': CLEAN_OF_LFS });
    repository.git('config', 'filter.lfs.clean', 'sh .git/clean.sh');
    repository.stage({
      '.gitattributes': 'posts/large*.png filter=lfs\n',
      'posts/large.png': PNG,
      'posts/pointer.png': pointer,
      'posts/new.md': post('New', '![L](large.png) ![P](pointer.png)'),
    });
    expect(repository.git('show', ':posts/large.png')).toBe(pointer);
    expect(staged(repository.folder)).toEqual(['posts/new.md:5 image/corrupt']);
    repository.write({ 'posts/large.png': 'damaged on the disk' });
    expect(staged(repository.folder)).toEqual(['posts/new.md:5 image/corrupt']);
  });

  it('reads a file in conflict from the disk, where the conflict is marked', () => {
    const repository = BASE.copy();
    repository.git('switch', '-q', '-c', 'other');
    repository.stage({ 'posts/b.md': post('B', '## Two\n\nTheirs.') });
    repository.commit();
    repository.git('switch', '-q', 'main');
    repository.stage({ 'posts/b.md': post('B', '## Two\n\nOurs.') });
    repository.commit();
    expect(() => repository.git('merge', 'other')).toThrow();
    expect(staged(repository.folder)).toContain('posts/b.md:7 text/merge-conflict');
  });

  it('tells no more than the named paths, and of a file that is not staged that it is not', () => {
    const repository = BASE.copy();
    repository.stage({ 'posts/new.md': BROKEN, 'posts/more/new.md': BROKEN });
    repository.write({ 'posts/untracked.md': BROKEN });
    expect(staged(repository.folder, 'posts/more', 'posts/a.md')).toEqual(['posts/more/new.md:5 image/missing']);
    const { code, stdout, stderr } = stet(repository.folder, ['--staged', 'posts/untracked.md']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('posts/untracked.md is not checked: it is not staged');
  });

  it.each([
    ['untracked', 'new file.png', "`posts/new file.png` is on this disk, but not staged: run `git add 'posts/new file.png'`."],
    ['ignored', 'new.ignored.png', '`posts/new.ignored.png` is on this disk, but git ignores it: the commit will not have it.'],
  ])('says why an image is missing that the disk has: %s', (_, name, hint) => {
    const repository = BASE.copy();
    repository.write({ [`posts/${name}`]: PNG });
    repository.stage({ '.gitignore': '*.ignored.png\n', 'posts/new.md': post('New', `![New](<${name}>)`) });
    expect(json(repository.folder, ['--staged']).diagnostics.map((diagnostic) => diagnostic.hint)).toEqual([hint]);
  });

  it('shows the source as it is staged', () => {
    const repository = BASE.copy();
    repository.stage({ 'posts/new.md': BROKEN });
    repository.write({ 'posts/new.md': 'Another text.\n' });
    expect(stet(repository.folder, ['--staged']).stdout).toContain('5 │ ![A cat](nowhere.png)');
  });

  it('reports a file that can not be read only where it is in the change', () => {
    const latin = Buffer.from('---\ntitle: \xe9\n---\n', 'latin1');
    const repository = repositoryWith({ 'posts/a.md': A, 'posts/b.md': B, 'posts/a.png': PNG, 'posts/latin.md': latin });
    repository.stage({ 'posts/new.md': post('New', 'Text.') });
    expect(stet(repository.folder, ['--staged']).code).toBe(0);
    repository.stage({ 'posts/latin2.md': latin });
    const { code, stderr } = stet(repository.folder, ['--staged']);
    expect(code).toBe(2);
    expect(stderr).toContain('posts/latin2.md: Line 2 is not valid UTF-8');
    expect(stderr).not.toContain('posts/latin.md');
  });

  it.each([
    ['outside a repository', [], '`--staged` needs a git repository: not a git repository (or any of the parent directories): .git'],
    ['with --since', ['--since', 'main'], '`--staged` and `--since` exclude each other'],
    ['with --stdin', ['--stdin'], '`--stdin` and `--staged` exclude each other'],
  ])('is refused %s', (_, args, message) => {
    const { code, stdout, stderr } = stet(folderWith({ 'posts/a.md': A }), ['--staged', ...args]);
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 2, stdout: '', stderr: `stet: ${message}` });
  });
});

const withHook = (repository: Repository, command: string) => {
  repository.write({ '.git/hooks/pre-commit': `#!/bin/sh\n${command}\n` });
  chmodSync(join(repository.folder, '.git/hooks/pre-commit'), 0o755);
  return repository;
};
const HOOK = `exec "${process.execPath}" "${CLI}" --staged --format concise`;
const commit = (repository: Repository, ...args: string[]) =>
  spawnSync('git', ['commit', '-q', '-m', 'x', ...args], {
    cwd: repository.folder,
    encoding: 'utf8',
    env: { ...ENV, NO_COLOR: '1' },
  });

describe('as a hook', () => {
  it('judges what `git commit -a` and a commit of single files take, and nothing else', () => {
    const repository = withHook(BASE.copy(), HOOK);
    repository.write({ 'posts/a.md': BROKEN, 'posts/b.md': post('B', '## Two\n\nMore.') });
    const all = commit(repository, '-a');
    expect(all.status).toBe(1);
    expect(all.stderr).toContain('posts/a.md:5:10 error image/missing');
    expect(commit(repository, 'posts/a.md').status).toBe(1);
    expect(commit(repository, 'posts/b.md').status).toBe(0);
    expect(repository.git('show', '--name-only', '--format=')).toBe('posts/b.md\n');
  });

  it('finds the repository from a folder below, in a linked working tree', () => {
    const repository = withHook(BASE.copy(), `cd posts && ${HOOK} --root ..`);
    const linked = new Repository(`${repository.folder}-linked`);
    repository.git('worktree', 'add', '-q', linked.folder);
    linked.stage({ 'posts/new.md': BROKEN });
    const { status, stderr } = commit(linked);
    expect(status).toBe(1);
    expect(stderr).toContain('posts/new.md:5:10 error image/missing');
  });
});

describe('--since', () => {
  const branch = () => {
    const repository = BASE.copy();
    repository.git('switch', '-q', '-c', 'topic');
    return repository;
  };

  it('judges the working tree against the last common commit', () => {
    const repository = branch();
    repository.stage({ 'posts/committed.md': BROKEN });
    repository.commit();
    repository.stage({ 'posts/staged.md': BROKEN });
    repository.write({ 'posts/untracked.md': BROKEN, 'posts/b.md': post('B', '## Second') });
    repository.remove('posts/a.png');
    // What happens on the other branch meanwhile is none of this one's business.
    repository.git('stash', '-q', '-u');
    repository.git('switch', '-q', 'main');
    repository.stage({ 'posts/main.md': BROKEN });
    repository.git('rm', '-q', 'posts/old.md');
    repository.commit();
    repository.git('switch', '-q', 'topic');
    repository.git('stash', 'pop', '-q', '--index');
    expect(since(repository.folder, 'main')).toEqual([
      'posts/a.md:5 link/broken-anchor',
      'posts/a.md:7 image/missing',
      'posts/committed.md:5 image/missing',
      'posts/staged.md:5 image/missing',
      'posts/untracked.md:5 image/missing',
    ]);
    expect(since(repository.folder, 'main', 'posts/a.md')).toEqual(['posts/a.md:5 link/broken-anchor', 'posts/a.md:7 image/missing']);
  });

  it('tells a defect once only, whatever moved around it', () => {
    const repository = branch();
    repository.git('mv', 'posts/b.md', 'posts/c.md');
    repository.stage({ 'posts/a.md': A.replace('b.md', 'c.md') });
    repository.git('rm', '-q', '--cached', 'posts/old.md');
    expect(since(repository.folder, 'main')).toEqual(['posts/old.md:5 image/missing']);
    expect(staged(repository.folder)).toEqual([]);
  });

  it('judges each world by the settings of the site that it holds itself', () => {
    const repository = repositoryWith({
      'package.json': '{ "devDependencies": { "vitepress": "1" } }',
      'docs/.vitepress/config.mjs': 'export default {};\n',
      'docs/public/_redirects': '/sub/old /sub/other\n',
      'docs/sub/index.md': '# Sub\n\n[Other](/sub/other)\n[Old](/sub/old)\n',
      'docs/sub/other.md': '# Other\n',
    });
    repository.write({ 'docs/public/_redirects': '' });
    expect(since(repository.folder, 'HEAD')).toEqual(['docs/sub/index.md:4 link/broken-route']);
    expect(staged(repository.folder)).toEqual([]);
    repository.git('add', '-A');
    expect(staged(repository.folder)).toEqual(['docs/sub/index.md:4 link/broken-route']);
  });

  it.each([
    ['nowhere', 'git knows no commit of this name; fetch it first, such as with `git fetch origin main`'],
    ['--help', 'git knows no commit of this name; fetch it first, such as with `git fetch origin main`'],
    ['orphan', 'it has no commit in common with HEAD; a shallow clone must be deepened, such as with `git fetch --unshallow`'],
  ])('refuses %s', (ref, reason) => {
    const repository = BASE.copy();
    repository.git('switch', '-q', '--orphan', 'orphan');
    repository.commit();
    repository.git('switch', '-q', 'main');
    const { code, stdout, stderr } = stet(repository.folder, [`--since=${ref}`]);
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 2, stdout: '', stderr: `stet: \`--since ${ref}\`: ${reason}` });
  });
});

describe('--fix', () => {
  const FIXABLE = post('Fixable', '#Heading\n\nText.');
  const FIXED = post('Fixable', '# Heading\n\nText.');
  const text = (repository: Repository, path: string) => readFileSync(join(repository.folder, path), 'utf8');

  it('fixes what is staged, and stages it again', () => {
    const repository = BASE.copy();
    repository.write({ 'posts/unstaged.md': FIXABLE });
    repository.stage({ 'posts/new.md': FIXABLE, 'posts/ü "x" [y].md': FIXABLE });
    const { code, stderr } = stet(repository.folder, ['--staged', '--fix']);
    expect(code).toBe(0);
    expect(stderr).toContain('2 files fixed');
    for (const path of ['posts/new.md', 'posts/ü "x" [y].md']) {
      expect(repository.git('show', `:${path}`)).toBe(FIXED);
      expect(text(repository, path)).toBe(FIXED);
    }
    expect(text(repository, 'posts/unstaged.md')).toBe(FIXABLE);
    expect(repository.git('status', '--porcelain', '-z').split('\0')).toEqual([
      'A  posts/new.md',
      'A  posts/ü "x" [y].md',
      '?? posts/unstaged.md',
      '',
    ]);
  });

  it('leaves what is staged in part, and tells it', () => {
    const repository = BASE.copy();
    repository.stage({ 'posts/new.md': FIXABLE });
    repository.write({ 'posts/new.md': `${FIXABLE}\nHeld back.\n` });
    const before = repository.git('diff', 'HEAD') + repository.git('diff', '--cached');
    const { stdout, stderr } = stet(repository.folder, ['--staged', '--fix', '--format', 'concise']);
    expect(stdout).toContain('posts/new.md:5:1 warning heading/not-a-heading');
    expect(stderr).toContain('posts/new.md is not fixed: the disk has it otherwise than it is staged');
    expect(repository.git('diff', 'HEAD') + repository.git('diff', '--cached')).toBe(before);
  });

  it('shows the diff of what is staged, and changes nothing', () => {
    const repository = BASE.copy();
    repository.stage({ 'posts/new.md': FIXABLE });
    const { code, stdout } = stet(repository.folder, ['--staged', '--diff']);
    expect(code).toBe(1);
    expect(stdout).toContain('-#Heading\n+# Heading\n');
    expect(repository.git('show', ':posts/new.md')).toBe(FIXABLE);
    expect(text(repository, 'posts/new.md')).toBe(FIXABLE);
  });

  it('fixes only what a branch has changed', () => {
    const repository = repositoryWith({ 'posts/old.md': FIXABLE });
    repository.write({ 'posts/new.md': FIXABLE });
    expect(stet(repository.folder, ['--since', 'HEAD', '--fix']).code).toBe(0);
    expect(text(repository, 'posts/new.md')).toBe(FIXED);
    expect(text(repository, 'posts/old.md')).toBe(FIXABLE);
    expect(repository.git('status', '--porcelain')).toBe('?? posts/new.md\n');
  });

  it('is part of what a hook commits, except in a commit of single files', () => {
    const repository = withHook(BASE.copy(), `${HOOK} --fix`);
    repository.write({ 'posts/b.md': post('B', '#Heading\n\n## Two') });
    const single = commit(repository, 'posts/b.md');
    expect(single).toMatchObject({ status: 0 });
    expect(single.stderr).toContain('nothing is fixed in a commit of single files');
    expect(repository.git('status', '--porcelain')).toBe('');
    repository.write({ 'posts/b.md': post('B', '#Heading\n\nMore.\n\n## Two') });
    expect(commit(repository, '-a')).toMatchObject({ status: 0 });
    expect(repository.git('show', 'HEAD:posts/b.md')).toBe(post('B', '# Heading\n\nMore.\n\n## Two'));
    expect(repository.git('status', '--porcelain')).toBe('');
  });
});
