// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The licences of the packages that bundles are made of: most ask that they go with them. @param {readonly string[]} modules */
export function noticesOf(modules) {
  const folders = new Set(modules.filter((path) => path.includes('node_modules')).map(packageOf));
  /** @type {Map<string, string[]>} */
  const namesByText = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = licenceIn(folder);
    if (text === '' && license === undefined) throw new Error(`${name} has no licence`);
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}, ${license}`]);
  }
  return [...namesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} path @returns {string} */
function packageOf(path) {
  const folder = dirname(path);
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && 'version' in JSON.parse(readFileSync(manifest, 'utf8')) ? folder : packageOf(folder);
}

/** @param {string} folder */
function licenceIn(folder) {
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|thirdparty)/i.test(file));
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}
