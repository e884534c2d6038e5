import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './support/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const version = /^NVIM v(\d+)\.(\d+)/.exec(spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const isLate = Number(version?.[1]) > 0 || Number(version?.[2]) >= 11;

/** The recipe of the documentation for this version. */
function recipe(): string {
  const title = isLate ? 'init.lua' : 'stet.lua';
  const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  return new RegExp(`\`\`\`lua title="${title}"\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
}

/** Waits for the problems of the file, changes it, waits again, and says what there was. */
const SCRIPT = `
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
    const folder = folderWith({
      'package.json': '{}',
      'posts/rye.md': '# Rye\n\n[more]()\n',
      'posts/oat.md': '# Oat\n',
      'nvim.lua': recipe() + SCRIPT,
    });
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/.bin/stet'), `#!/bin/sh\nexec node '${join(root, 'dist/cli.cjs')}' "$@"\n`, { mode: 0o755 });
    const { stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', 'luafile nvim.lua'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
      env: { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder },
    });
    expect(stderr.split(/\r?\n/).filter(Boolean)).toEqual(['3:1 link/empty', '5:4 link/empty']);
  });
});
