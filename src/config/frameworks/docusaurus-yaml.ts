import type { YamlEngine } from '../../model/config.ts';
import type { SiteFiles } from './files.ts';
import { stringAt } from './values.ts';

/** Where each package manager writes down the version that it has installed. */
const LOCKS: readonly (readonly [file: string, version: RegExp])[] = [
  ['package-lock.json', /node_modules\/@docusaurus\/core": \{\s*"version": "([^"]+)"/],
  ['npm-shrinkwrap.json', /node_modules\/@docusaurus\/core": \{\s*"version": "([^"]+)"/],
  ['pnpm-lock.yaml', /^ {2}'?\/?@docusaurus\/core[@/](\d[^('":]*)/m],
  ['yarn.lock', /^"?@docusaurus\/core@.*:\n {2}version:? "?([^"\s]+)/m],
  ['bun.lock', /"@docusaurus\/core": \["@docusaurus\/core@([^"]+)"/],
];

/**
 * Whose YAML the front matter of a Docusaurus site is, by the version that is installed, locked, or asked for: it changed from
 * js-yaml 3 to 4 with 3.10.2, and to 5, which reads YAML 1.2, with 4.0.
 */
export async function docusaurusYaml(files: SiteFiles): Promise<YamlEngine> {
  const version = (await installed(files)) ?? locked(files) ?? (await newestAskedFor(files));
  const [major, minor, patch] = numbersIn(version) ?? NEWEST;
  if (major >= 4) return 'yaml-1.2';
  return major === 3 && (minor > 10 || (minor === 10 && patch >= 2)) ? 'js-yaml-4' : 'js-yaml-3';
}

/** What a fresh install brings. */
const NEWEST = [3, 10, 2] as const;

/** The folder of the site, and those around it: packages of a workspace share what is installed. */
function placesOf({ root }: SiteFiles): string[] {
  const depth = root === '' ? 0 : root.split('/').length;
  return Array.from({ length: depth + 1 }, (_, up) => '../'.repeat(up));
}

async function installed(files: SiteFiles): Promise<string | undefined> {
  for (const place of placesOf(files)) {
    const version = stringAt(await files.json(`${place}node_modules/@docusaurus/core/package.json`), 'version');
    if (version !== undefined) return version;
  }
  return undefined;
}

function locked(files: SiteFiles): string | undefined {
  for (const place of placesOf(files))
    for (const [file, pattern] of LOCKS) {
      const version = pattern.exec(files.text(`${place}${file}`)?.replaceAll('\r\n', '\n') ?? '')?.[1];
      if (version !== undefined) return version;
    }
  return undefined;
}

/** The newest version that the range of the manifest takes, as far as numbers go: `3.99.99` for `^3.1.0`. */
async function newestAskedFor(files: SiteFiles): Promise<string | undefined> {
  const manifest = await files.json('package.json');
  const range = stringAt(manifest, 'dependencies', '@docusaurus/core') ?? stringAt(manifest, 'devDependencies', '@docusaurus/core');
  const parts = /^(\^|~|)v?(\d+)(?:\.(\d+|x))?(?:\.(\d+|x))?/.exec(range ?? '');
  if (parts === null) return undefined;
  const [, sign, major, minor = 'x', patch = 'x'] = parts;
  const most = (part: string, isOpen: boolean) => (isOpen || part === 'x' ? '99' : part);
  return `${major}.${most(minor, sign === '^')}.${most(patch, sign !== '' || minor === 'x')}`;
}

function numbersIn(version: string | undefined): readonly [number, number, number] | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
  return parts === null ? undefined : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}
