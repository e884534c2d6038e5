import type { Host } from '../model/host.ts';
import type { FrameworkName, Site } from '../model/site.ts';
import { type SiteFiles, siteFiles } from './frameworks/files.ts';
import type { Framework, Preset } from './frameworks/framework.ts';
import { frameworks } from './frameworks/index.ts';
import { redirectsOf } from './redirects.ts';
import type { FRAMEWORK_CHOICES } from './shape.ts';

/** A site, the folder it is built from, and what its framework makes of it. */
export interface KnownSite {
  readonly site: Site;
  readonly files: SiteFiles;
  readonly preset: Preset;
}

/** What the config says of addresses. */
export interface StatedRoutes {
  readonly routes: readonly string[];
  /** It states routes, or the addresses of a collection: then nothing else need be known to judge their neighbours. */
  readonly isKnown: boolean;
}

/** Folders in which a repository of something else keeps its site. */
const SITE_FOLDERS = ['docs', 'website', 'site', 'www', 'web', 'blog', 'documentation', 'doc', 'app'];
/** Folders that hold one site each. */
const WORKSPACES = ['apps', 'packages', 'sites', 'websites'];

const PLAIN: Preset = {
  defaults: {},
  collections: [],
  site: { unknownRoutes: 'no framework was recognised that would say which pages there are' },
};

/** The sites of a project: that of its root, else those in the folders where sites usually lie. There is always one. */
export async function sitesOf(host: Host, choice: (typeof FRAMEWORK_CHOICES)[number], stated: StatedRoutes): Promise<KnownSite[]> {
  const root = siteFiles(host, '');
  if (choice === 'none') return [await known(root, 'none', undefined, PLAIN, stated)];
  const chosen = frameworks.find(({ name }) => name === choice);
  if (chosen !== undefined) return [await known(root, chosen.name, 'the config', await chosen.preset(root), stated)];
  const own = await recognised(root, stated);
  if (own !== undefined) return [own];
  const below = await Promise.all(siteFolders(root).map((folder) => recognised(siteFiles(host, folder), stated)));
  const found = below.filter((site) => site !== undefined);
  return found.length > 0 ? found : [await known(root, 'none', undefined, PLAIN, stated)];
}

function siteFolders(root: SiteFiles): string[] {
  const workspaces = WORKSPACES.flatMap((folder) =>
    [...root.list(folder)].flatMap(([name, kind]) => (kind === 'directory' ? [`${folder}/${name}`] : [])),
  );
  return [...SITE_FOLDERS.filter((folder) => root.has(folder)), ...workspaces];
}

async function recognised(files: SiteFiles, stated: StatedRoutes): Promise<KnownSite | undefined> {
  const dependencies = files.has('package.json') ? await files.dependencies() : new Set<string>();
  for (const framework of frameworks) {
    const evidence = await evidenceOf(framework, files, dependencies);
    if (evidence !== undefined) return known(files, framework.name, files.at(evidence), await framework.preset(files), stated);
  }
  return undefined;
}

/** The file by which a framework is recognised. */
async function evidenceOf(framework: Framework, files: SiteFiles, dependencies: ReadonlySet<string>): Promise<string | undefined> {
  const file = framework.configFiles.find(files.has);
  const byName = file ?? (framework.packages.some((name) => dependencies.has(name)) ? 'package.json' : undefined);
  return framework.recognise === undefined ? byName : framework.recognise(files, byName);
}

async function known(
  files: SiteFiles,
  framework: FrameworkName | 'none',
  evidence: string | undefined,
  preset: Preset,
  { routes: statedRoutes, isKnown }: StatedRoutes,
): Promise<KnownSite> {
  const { base = '', routes = [], openRoutes = [], redirects = [], locales = [], unknownRoutes } = preset.site;
  const site: Site = {
    framework,
    root: files.root,
    evidence,
    base: base.replace(/\/$/, ''),
    routes: [...routes, ...statedRoutes],
    openRoutes,
    redirects: [...redirects, ...(await redirectsOf(files))],
    locales,
    unknownRoutes: isKnown ? undefined : unknownRoutes,
  };
  return { site, files, preset };
}
