import type { SiteFiles } from '../config/frameworks/files.ts';

/** How a project runs its tools. */
export interface PackageManager {
  /** What runs a command of a dependency. */
  readonly run: string;
  readonly add: string;
  /** Steps of CI that install what the lock file says. */
  readonly install: readonly string[];
}

const MANAGERS: readonly (readonly [lockFile: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', { run: 'pnpm exec stet', add: 'pnpm add -D stet', install: ['corepack enable', 'pnpm install --frozen-lockfile'] }],
  ['yarn.lock', { run: 'yarn stet', add: 'yarn add -D stet', install: ['corepack enable', 'yarn install --immutable'] }],
  ['bun.lock', { run: 'bunx stet', add: 'bun add -d stet', install: ['npm install --global bun', 'bun install --frozen-lockfile'] }],
  ['bun.lockb', { run: 'bunx stet', add: 'bun add -d stet', install: ['npm install --global bun', 'bun install --frozen-lockfile'] }],
  ['package-lock.json', { run: 'npx stet', add: 'npm install --save-dev stet', install: ['npm ci'] }],
];

export function packageManagerOf(files: SiteFiles): PackageManager {
  const locked = MANAGERS.find(([lockFile]) => files.has(lockFile))?.[1];
  if (locked !== undefined) return locked;
  return { run: 'npx stet', add: 'npm install --save-dev stet', install: files.has('package.json') ? ['npm install'] : [] };
}

/** Lines to add to a file that a person keeps. */
export interface Addition {
  readonly file: string;
  readonly lines: readonly string[];
}

/** How the project's own manager of git hooks runs stet before a commit; a plain hook where there is none. */
export async function hookOf(files: SiteFiles, { run }: PackageManager): Promise<Addition> {
  const command = `${run} --staged`;
  const lefthook = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'].find(files.has);
  if (files.has('.husky')) return { file: '.husky/pre-commit', lines: [command] };
  if (lefthook !== undefined) return { file: lefthook, lines: ['pre-commit:', '  commands:', '    stet:', `      run: ${command}`] };
  if (files.has('.pre-commit-config.yaml')) {
    const hook = ['- repo: local', '  hooks:', '    - id: stet', '      name: stet', `      entry: ${command}`, '      language: system'];
    return {
      file: '.pre-commit-config.yaml',
      lines: [...hook, '      pass_filenames: false', '      always_run: true'].map((line) => `  ${line}`),
    };
  }
  const manifest = (await files.json('package.json')) as Readonly<Record<string, unknown>> | undefined;
  if (manifest?.['simple-git-hooks'] !== undefined || (await files.dependencies()).has('simple-git-hooks'))
    return { file: 'package.json', lines: ['"simple-git-hooks": {', `  "pre-commit": "${command}"`, '}'] };
  return { file: '.git/hooks/pre-commit', lines: ['#!/bin/sh', `exec ${command}`] };
}

export const WORKFLOW_FILE = '.github/workflows/stet.yml';

/** A workflow of GitHub that judges pull requests by their change, and all that reaches the main branch. */
export function workflowSource(manager: PackageManager, branch: string): string {
  const command = `${commandIn(manager)} --format github`;
  return `name: stet

on:
  pull_request:
  push:
    branches: [${branch}]

permissions:
  contents: read

jobs:
  stet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${manager.install.map((step) => `      - run: ${step}\n`).join('')}      - if: github.event_name == 'pull_request'
        run: ${command} --since "origin/$GITHUB_BASE_REF"
      - if: github.event_name != 'pull_request'
        run: ${command}
`;
}

/** The same for GitLab. */
export function gitlabJob(manager: PackageManager): Addition {
  const steps = [...manager.install, commandIn(manager)].map((line) => `    - ${line}`);
  return { file: '.gitlab-ci.yml', lines: ['stet:', '  image: node:22', '  script:', ...steps] };
}

/** Nobody answers there whether a package may be fetched. */
function commandIn({ run, install }: PackageManager): string {
  return install.length === 0 ? run.replace('npx', 'npx --yes') : run;
}
