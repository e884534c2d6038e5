import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './support/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PAGE = readFileSync(join(root, 'docs/editors.md'), 'utf8');

/** A recipe of the documentation, as it is written there. */
const recipe = (language: string, title: string) =>
  new RegExp(`\`\`\`${language} title="${title}"\\n(.*?)\`\`\``, 's').exec(PAGE)?.[1] ?? '';

/** A folder with a post, and with stet as npm installs it. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ 'package.json': '{}', 'posts/rye.md': '# Rye\n\n[more]()\n', 'posts/oat.md': '# Oat\n', ...files });
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  const script = `#!/bin/sh\nexec node '${join(root, 'dist/cli.cjs')}' "$@"\n`;
  writeFileSync(join(folder, 'node_modules/.bin/stet'), script, { mode: 0o755 });
  return folder;
}

/** What npm tells the programs that it runs is not for the `npx` of an editor. */
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));

/** The lines that an editor prints, which is run until it ends. */
function printed(cwd: string, editor: string, args: readonly string[]): string[] {
  const env = { ...ENV, XDG_STATE_HOME: cwd, XDG_CACHE_HOME: cwd };
  const { stdout, stderr } = spawnSync(editor, args, { cwd, env, encoding: 'utf8', timeout: 50_000 });
  return `${stdout}${stderr}`.split(/\r?\n/).filter((line) => /^\d+:\d+ /.test(line));
}

const version = /^NVIM v(\d+)\.(\d+)/.exec(spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const isLate = Number(version?.[1]) > 0 || Number(version?.[2]) >= 11;

/** Waits for the problems of the file, changes it, waits again, and says what there was. */
const NEOVIM = `
vim.cmd('filetype on')
vim.cmd('edit posts/rye.md')
local function found()
  local lines = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(lines, one.lnum + 1 .. ':' .. one.col + 1 .. ' ' .. tostring(one.code or one.user_data.lsp.code)) end
  table.sort(lines)
  return table.concat(lines, ', ')
end
local function wait(isRight) vim.wait(15000, function() return isRight(found()) end, 20) print(found() .. '\\n') end
wait(function(text) return text ~= '' end)
vim.api.nvim_buf_set_lines(0, 2, 3, false, { '[more](oat.md)', '', 'ü [more]()' })
wait(function(text) return text:find('5:') ~= nil end)
vim.cmd('qall!')
`;

describe.skipIf(version === null)('Neovim', () => {
  it('shows what is found, by the recipe of its version, and what a change brings', () => {
    const folder = project({ 'nvim.lua': recipe('lua', isLate ? 'init.lua' : 'stet.lua') + NEOVIM });
    const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', 'luafile nvim.lua'];
    // Columns are bytes there.
    expect(printed(folder, 'nvim', args)).toEqual(['3:1 link/empty', '5:4 link/empty']);
  });
});

const PACKAGES = "(package-initialize) (require 'eglot) (require 'markdown-mode)";
const hasEglot = spawnSync('emacs', ['--batch', '--eval', `(progn ${PACKAGES})`]).status === 0;

/** The same for Emacs. */
const EMACS = `
(setq eglot-sync-connect 20)
(find-file "posts/rye.md")
(call-interactively #'eglot)
(defun found ()
  (mapconcat (lambda (one)
      (goto-char (flymake-diagnostic-beg one))
      (string-match "\\\\[\\\\(.*?\\\\)\\\\]" (flymake-diagnostic-text one))
      (format "%d:%d %s" (line-number-at-pos) (1+ (current-column)) (match-string 1 (flymake-diagnostic-text one))))
    (flymake-diagnostics) ", "))
(defun wait (text)
  (let ((left 150)) (while (and (> left 0) (not (string-match-p text (found)))) (setq left (1- left)) (accept-process-output nil 0.1)))
  (message "%s" (found)))
(wait "3:")
(goto-char (point-max))
(insert "\\nü [more]()\\n")
(eglot--signal-textDocument/didChange)
(wait "5:")
`;

describe.skipIf(!hasEglot)('Emacs', () => {
  it('shows what is found, by the recipe, and what a change brings', () => {
    const folder = project({ 'run.el': `${PACKAGES}\n${recipe('elisp', 'init.el')}${EMACS}` });
    spawnSync('git', ['init', '-q'], { cwd: folder });
    expect(printed(folder, 'emacs', ['--batch', '-l', 'run.el'])).toEqual(['3:1 link/empty', '3:1 link/empty, 5:3 link/empty']);
  });
});
