import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './support/cli.ts';
import { PNG } from './support/images.ts';
import { ENV, Repository, repositoryWith } from './support/repository.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.cjs');
const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n\n${body}\n`;
const A = post('A', 'See [two](b.md#two).\n\n![A](a.png)');

/** Where npm would install stet. */
function install(folder: string): void {
  const path = join(folder, 'node_modules/.bin/stet');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(path, 0o755);
}

/** A bare repository on this disk, and a clone of it where somebody works. */
function remoteWithClone(): { remote: Repository; clone: Repository } {
  const origin = repositoryWith({
    '.gitignore': 'node_modules\n',
    'posts/a.md': A,
    'posts/b.md': post('B', '## Two'),
    'posts/old.md': post('Old', '![Gone](gone.png)'),
    'posts/a.png': PNG,
  });
  const remote = new Repository(folderWith({}));
  execFileSync('git', ['clone', '-q', '--bare', origin.folder, remote.folder], { env: ENV });
  remote.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const clone = new Repository(folderWith({}));
  execFileSync('git', ['clone', '-q', remote.folder, clone.folder], { env: ENV });
  return { remote, clone };
}

/** A commit that deletes an image and renames a heading, both of which an untouched post needs. */
function breakContent(clone: Repository): void {
  clone.git('switch', '-q', '-c', 'topic');
  clone.git('rm', '-q', 'posts/a.png');
  clone.stage({ 'posts/b.md': post('B', '## Second') });
  clone.commit();
}

function repairContent(clone: Repository): void {
  clone.stage({ 'posts/a.md': post('A', 'See [two](b.md#second).') });
  clone.commit();
}

describe('a pull request', () => {
  /** Checks out what GitHub would, in a clone as shallow as that of actions/checkout, and runs the action there. */
  function runAction(remote: Repository, env: NodeJS.ProcessEnv = {}, ref = 'refs/pull/1/merge') {
    const tree = remote.git('merge-tree', '--write-tree', 'main', 'topic').trim();
    remote.git('update-ref', 'refs/pull/1/merge', remote.git('commit-tree', tree, '-p', 'main', '-p', 'topic', '-m', 'x').trim());
    const runner = new Repository(folderWith({}));
    runner.git('init', '-q');
    runner.git('remote', 'add', 'origin', `file://${remote.folder}`);
    runner.git('fetch', '-q', '--no-tags', '--depth=1', 'origin', `+${ref}:refs/remotes/pull/1/merge`);
    runner.git('checkout', '-q', '--force', 'refs/remotes/pull/1/merge');
    install(runner.folder);
    const event = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'main', STET_ARGS: '--format concise' };
    const { status, stdout, stderr } = spawnSync('bash', [join(ROOT, 'action/run.sh')], {
      cwd: runner.folder,
      env: { ...ENV, ...event, ...env },
      encoding: 'utf8',
    });
    return { status, found: stdout.match(/^\S+:\d+:\d+ error \S+/gm) ?? [], stderr };
  }
  const BROKEN = ['posts/a.md:5:15 error link/broken-anchor', 'posts/a.md:7:6 error image/missing'];
  const OLD = 'posts/old.md:5:9 error image/missing';

  it('that breaks an image and an anchor is refused by the action, and passes when it is repaired', () => {
    const { remote, clone } = remoteWithClone();
    breakContent(clone);
    clone.git('push', '-q', 'origin', 'topic');
    expect(runAction(remote)).toMatchObject({ status: 1, found: BROKEN });
    // What was merged in the meantime is not its fault.
    clone.git('switch', '-q', 'main');
    clone.stage({ 'posts/c.md': post('C', '![C](c.png)') });
    clone.commit();
    clone.git('push', '-q', 'origin', 'main');
    clone.git('switch', '-q', 'topic');
    expect(runAction(remote)).toMatchObject({ status: 1, found: BROKEN });
    expect(runAction(remote, {}, 'refs/heads/topic')).toMatchObject({ status: 1, found: BROKEN });

    repairContent(clone);
    clone.git('push', '-q', 'origin', 'topic');
    expect(runAction(remote)).toMatchObject({ status: 0, found: [] });
    expect(runAction(remote, {}, 'refs/heads/topic')).toMatchObject({ status: 0, found: [] });
  });

  it('is judged as a whole where that is asked for, and so is a push', () => {
    const { remote, clone } = remoteWithClone();
    clone.git('push', '-q', 'origin', 'main:topic');
    expect(runAction(remote)).toMatchObject({ status: 0, found: [] });
    expect(runAction(remote, { STET_SINCE: 'all' })).toMatchObject({ status: 1, found: [OLD] });
    expect(runAction(remote, { GITHUB_EVENT_NAME: 'push' })).toMatchObject({ status: 1, found: [OLD] });
    expect(runAction(remote, { STET_SINCE: 'HEAD' })).toMatchObject({ status: 0, found: [] });
    expect(runAction(remote, { STET_ARGS: '--format concise; touch "$(pwd)/run"' }).status).toBe(2);
  });
});

describe('a server', () => {
  const HOOK = /^```sh title="hooks\/pre-receive"\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, 'docs/ci.md'), 'utf8'))?.[1] ?? '';

  it('refuses a push that breaks an image and an anchor, and takes its repair', () => {
    const { remote, clone } = remoteWithClone();
    install(remote.folder);
    writeFileSync(join(remote.folder, 'hooks/pre-receive'), HOOK);
    chmodSync(join(remote.folder, 'hooks/pre-receive'), 0o755);
    const push = () => spawnSync('git', ['push', '-q', 'origin', 'topic'], { cwd: clone.folder, env: ENV, encoding: 'utf8' });

    breakContent(clone);
    const refused = push();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('posts/a.md:5:15 error link/broken-anchor');
    expect(refused.stderr).toContain('posts/a.md:7:6 error image/missing');
    expect(refused.stderr).not.toContain('old.md');
    expect(remote.git('branch', '--list', 'topic')).toBe('');

    repairContent(clone);
    expect(push()).toMatchObject({ status: 0 });
    expect(remote.git('rev-parse', 'topic')).toBe(clone.git('rev-parse', 'topic'));
  });
});
