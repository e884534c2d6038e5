import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderWith, json, stet } from './support/cli.ts';
import { SVG } from './support/images.ts';

const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * 2654435761) >>> 24)), {
    raw: { width, height, channels: 3 },
  });

/** Some bytes in the middle are others: no structure is hurt. */
function damaged(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.fill(0, copy.length >> 1, (copy.length >> 1) + 16);
  return copy;
}

const jpeg = await noise(64, 64).jpeg().toBuffer();
const webp = await noise(64, 64).webp({ lossless: true }).toBuffer();
const avif = await noise(64, 64).avif().toBuffer();
const gif = await noise(64, 64).gif().toBuffer();
const tiff = await noise(64, 64).tiff().toBuffer();
const text = (...names: string[]) => `---\ntitle: a\n---\n\n${names.map((name) => `![A picture of noise](${name})`).join('\n\n')}\n`;

describe('--deep', () => {
  it('finds what only decoding finds', () => {
    const folder = folderWith({
      'posts/a.md': text('a.jpg', 'b.webp', 'c.jpg'),
      'posts/a.jpg': damaged(jpeg),
      'posts/b.webp': damaged(webp),
      'posts/c.jpg': jpeg,
    });
    expect(json(folder).diagnostics).toEqual([]);
    const { diagnostics } = json(folder, ['--deep']);
    expect(diagnostics.map(({ rule, message }) => [rule, message.split(':')[0]])).toEqual([
      ['image/corrupt', "`posts/a.jpg` can't be decoded"],
      ['image/corrupt', "`posts/b.webp` can't be decoded"],
    ]);
  });

  it('passes images that are whole, and those that sharp does not read', () => {
    const names = { 'a.jpg': jpeg, 'a.webp': webp, 'a.avif': avif, 'a.gif': gif, 'a.tiff': tiff, 'a.svg': SVG };
    const files = Object.fromEntries(Object.entries(names).map(([name, bytes]) => [`posts/${name}`, bytes]));
    const { code, stdout } = stet(folderWith({ 'posts/a.md': text(...Object.keys(names)), ...files }), ['--deep', '--format', 'concise']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  it('takes the sharp of the project, and says what it says', () => {
    const folder = folderWith({
      'posts/a.md': text('a.jpg'),
      'posts/a.jpg': jpeg,
      'node_modules/sharp/index.js': 'module.exports = () => ({ stats: async () => { throw new Error("no\\nmore") } });',
    });
    expect(json(folder, ['--deep']).diagnostics.map(({ message }) => message)).toEqual(["`posts/a.jpg` can't be decoded: no"]);
  });

  it('decodes equal pictures once', () => {
    const folder = folderWith({
      'posts/a.md': text('a.jpg', 'b.jpg'),
      'posts/a.jpg': jpeg,
      'posts/b.jpg': jpeg,
      'node_modules/sharp/index.js':
        'module.exports = () => ({ stats: async () => { require("fs").appendFileSync(__dirname + "/asked", "a"); } });',
    });
    stet(folder, ['--deep']);
    expect(readFileSync(join(folder, 'node_modules/sharp/asked'), 'utf8')).toBe('a');
  });

  it('loads sharp for nothing else, and says when it cannot', () => {
    const folder = folderWith({
      'posts/a.md': text('a.jpg'),
      'posts/a.jpg': jpeg,
      'node_modules/sharp/index.js': 'throw new Error("broken")',
    });
    expect(stet(folder, []).code).toBe(0);
    const { code, stdout, stderr } = stet(folder, ['--deep']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: "stet: `--deep` needs sharp, which can't be loaded: broken\n",
    });
  });

  it('needs sharp', () => {
    const folder = folderWith({ 'posts/a.md': text() });
    cpSync(fileURLToPath(new URL('../dist', import.meta.url)), join(folder, 'tool'), { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('tool', 'cli.cjs'), '--deep'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'stet: `--deep` needs sharp, which is not installed in the project; run `npm install --save-dev sharp`\n',
    });
  });
});
