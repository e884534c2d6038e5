// @ts-check
/**
 * Holds action.yml and the workflows of docs/ci.md against the schemas of those who read them: GitHub's by action-validator,
 * GitLab's by gitlab-ci-local. npx fetches both.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-ci-'));

const GITHUB = ['@action-validator/cli@0.6.0', '@action-validator/core@0.6.0'];
// It needs a younger Node than stet does.
const GITLAB = ['gitlab-ci-local@4', 'node@22'];

try {
  spawnSync('git', ['init', '-q'], { cwd: folder });
  write('action.yml', readFileSync(join(root, 'action.yml'), 'utf8'));
  validate(GITHUB, ['action-validator', 'action.yml']);
  const page = ['docs/ci.md', 'docs/shards.md'].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  for (const [, title = '', text = ''] of page.matchAll(/^```yaml title="([^"\n]+)"\n(.*?)^```$/gms)) {
    write(title, text);
    if (title.startsWith('.github/')) validate(GITHUB, ['action-validator', title]);
    if (title.startsWith('.gitlab')) validate(GITLAB, ['gitlab-ci-local', '--file', title, '--preview']);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @type {(path: string, text: string) => void} */
function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** @type {(packages: string[], command: string[]) => void} */
function validate(packages, command) {
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', ...packages.flatMap((name) => ['-p', name]), ...command], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) process.exitCode = 1;
  process.stdout.write(`${command.join(' ')}: ${status === 0 ? 'ok' : `${stdout}${stderr}`}\n`);
}
