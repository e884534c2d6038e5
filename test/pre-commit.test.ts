import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './support/cli.ts';
import { PNG } from './support/images.ts';
import { ENV, type Repository, repositoryWith } from './support/repository.ts';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const HOOKS = readFileSync(new URL('../.pre-commit-hooks.yaml', import.meta.url), 'utf8');
const isThere = spawnSync('pre-commit', ['--version']).status === 0;

/** The hooks as they are, but for the installation of the package: `check:hooks` tries that. */
const hooks = repositoryWith({ '.pre-commit-hooks.yaml': HOOKS.replaceAll('language: node', 'language: system') });
const bin = folderWith({ stet: `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n` });
chmodSync(`${bin}/stet`, 0o755);

const POST = '---\ntitle: A\n---\n\n![A chart](chart.png)\n';
const BROKEN = POST.replace('chart.png', 'nowhere.png');
const BASE = repositoryWith({
  'posts/a.md': POST,
  'posts/old.md': BROKEN,
  'posts/chart.png': PNG,
  '.pre-commit-config.yaml': `repos: [{ repo: "${hooks.folder}", rev: ${hooks.git('rev-parse', 'HEAD').trim()}, hooks: [{ id: stet }, { id: stet-all }] }]`,
});

const env = { ...ENV, PATH: `${bin}:${process.env['PATH']}`, PRE_COMMIT_HOME: folderWith({}), NO_COLOR: '1' };
function preCommit(repository: Repository, ...args: string[]): { status: number | null; found: string[] } {
  const { status, stdout } = spawnSync('pre-commit', ['run', ...args], { cwd: repository.folder, env, encoding: 'utf8' });
  return { status, found: stdout.match(/^posts\/\S+:\d+|stet: .*changed.*/gm) ?? [] };
}

describe.skipIf(!isThere)('the hooks of pre-commit', () => {
  it('refuse what breaks, be it only a deletion, and pass what is sound', () => {
    const repository = BASE.copy();
    repository.git('rm', '-q', 'posts/chart.png');
    expect(preCommit(repository, 'stet')).toEqual({ status: 1, found: ['posts/a.md:5:12'] });
    repository.git('reset', '-q', '--hard');
    repository.stage({ 'posts/b.md': POST });
    repository.write({ 'posts/a.md': BROKEN, 'posts/untracked.md': BROKEN });
    expect(preCommit(repository, 'stet')).toEqual({ status: 0, found: [] });
  });

  it('judge everything with stet-all', () => {
    expect(preCommit(BASE.copy(), 'stet-all')).toEqual({ status: 1, found: ['posts/old.md:5:12'] });
  });

  it('judge what lies between two commits', () => {
    const repository = BASE.copy();
    repository.stage({ 'posts/b.md': BROKEN });
    repository.commit();
    expect(preCommit(repository, 'stet', '--from-ref', 'HEAD~', '--to-ref', 'HEAD')).toEqual({ status: 1, found: ['posts/b.md:5:12'] });
  });
});
