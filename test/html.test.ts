import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/model/report.ts';
import { html } from '../src/report/html/html.ts';
import { folderWith, stet } from './support/cli.ts';
import { contextOf, findingIn, reportOf } from './support/report.ts';

const BLOG = fileURLToPath(new URL('../fixtures/blog', import.meta.url));
/** Where systems have Chromium; `CHROMIUM_PATH` names another place. */
const CHROMIUM = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);

/** The lowest contrast, by WCAG, of any text with what is behind it; runs in the page. */
const LOWEST_CONTRAST = `
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const part = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * part(red / 255) + 0.7152 * part(green / 255) + 0.0722 * part(blue / 255);
  const colorBehind = (element) => {
    const color = element === null ? [255, 255, 255] : channels(getComputedStyle(element).backgroundColor);
    return color[3] === 0 ? colorBehind(element.parentElement) : color;
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const contrasts = [...document.querySelectorAll('body *:not(script)')].filter(hasText).map((element) => {
    const both = [channels(getComputedStyle(element).color), colorBehind(element)].map(luminance);
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  });
  Math.min(...contrasts);
`;

describe('the page', () => {
  const report = (diagnostics: readonly Diagnostic[]) => html(reportOf(diagnostics), contextOf({ 'a.md': 'one two\n' }));
  const one = findingIn('one two\n', 'a.md', 'two', { rule: 'r/x', message: 'M' });

  it('says that nothing was found, without filters', () => {
    expect(report([])).toContain('2 files checked, nothing found');
    expect(report([])).not.toContain('<form');
  });

  it('holds so many findings and no more, errors first', () => {
    const warnings = Array.from({ length: 5000 }, (): Diagnostic => ({ ...one, severity: 'warning' }));
    const page = report([...warnings, { ...one, message: 'The error' }]);
    expect(page.includes('1 finding more than this page can hold')).toBe(true);
    expect(page.includes('The error')).toBe(true);
    expect(page.match(/<article/g)).toHaveLength(5000);
  });

  it('shows small pictures of known kinds, and nothing else', () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(50)]);
    const files: Record<string, Buffer> = { 'a.png': png, 'a.svg': Buffer.from('<svg/>'), 'page.png': Buffer.from('<html>') };
    const bytesOf = (path: string, most: number) => {
      const bytes = path === 'big.png' ? Buffer.concat([png, Buffer.alloc(200_000)]) : files[path];
      return bytes !== undefined && bytes.length <= most ? bytes : undefined;
    };
    const images = ['a.png', 'a.svg', 'page.png', 'big.png', 'gone.png'];
    const page = html(reportOf(images.map((image) => ({ ...one, image }))), contextOf({}, { bytesOf }));
    expect(page.match(/<img [^>]*>/g)).toEqual([`<img src="data:image/png;base64,${png.toString('base64')}" alt="" loading="lazy">`]);
  });
});

describe.skipIf(CHROMIUM === undefined)('in a browser (skipped where there is no Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  /** Opens a page; what it logs or asks the network for ends up in `heard`. */
  async function open(file: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; heard: string[] }> {
    const page = await browser.newPage(options);
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('dialog', (dialog) => heard.push(dialog.message()));
    page.on('request', (request) => /^(?:file|data):/.test(request.url()) || heard.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, heard };
  }

  it('filters by rule, folder, severity and words', async () => {
    const file = join(folderWith({}), 'report.html');
    stet(BLOG, ['--format', `html=${file}`]);
    const { page, heard } = await open(file);
    const shown = () => page.locator('article:visible').count();
    const all = await shown();
    expect(all).toBeGreaterThan(5);
    await page.selectOption('select[name=rule]', 'image/wrong-case');
    expect(await shown()).toBe(1);
    expect(await page.textContent('output')).toBe(`1 of ${all}`);
    expect(await page.locator('section:visible').count()).toBe(1);
    await page.waitForFunction("document.querySelector('article:not([hidden]) img').naturalWidth > 0");
    await page.selectOption('select[name=rule]', '');
    await page.selectOption('select[name=folder]', 'posts/');
    expect(await shown()).toBe(all);
    await page.selectOption('select[name=severity]', 'warning');
    const warnings = await shown();
    expect(warnings).toBeGreaterThan(0);
    expect(warnings).toBeLessThan(all);
    await page.selectOption('select[name=severity]', '');
    await page.fill('input[name=words]', 'dark-mode UPDATED');
    expect(await shown()).toBe(1);
    expect(heard).toEqual([]);
    await page.close();
  }, 60_000);

  it.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'is readable: %s, %i pixels wide',
    async (colorScheme, width) => {
      const file = join(folderWith({}), 'report.html');
      stet(BLOG, ['--format', `html=${file}`]);
      const { page } = await open(file, { colorScheme, viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate(LOWEST_CONTRAST)).toBeGreaterThanOrEqual(4.5);
      await page.close();
    },
    60_000,
  );

  it('runs nothing of the content, and loads nothing', async () => {
    const hostile =
      '"><script>alert(1)</script><img src=https://example.org/x.png onerror=alert(2)><style>@import "https://example.org"</style>';
    const source = `${hostile}\n</pre></article>${hostile}`;
    const finding = findingIn(source, hostile, hostile, {
      rule: hostile,
      message: hostile,
      hint: hostile,
      url: `https://example.org/${hostile}`,
    });
    const file = join(folderWith({}), 'report.html');
    writeFileSync(file, html(reportOf([{ ...finding, image: hostile }]), contextOf({ [hostile]: source })));
    const { page, heard } = await open(file);
    expect(await page.locator('h2').textContent()).toBe(hostile);
    expect(await page.locator('article p').first().textContent()).toBe(hostile);
    expect(await page.locator('script, img').count()).toBe(1);
    expect(heard).toEqual([]);
    await page.close();
  }, 60_000);
});
