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
const SITE_FOLDERS = ['docs', 'website', 'site', 'www', 'web', 'blog', 'documentation', 'doc', 'app', 'docs/en'];
/** Folders that hold one site each. */
const WORKSPACES = ['apps', 'packages', 'sites', 'websites'];

const PLAIN: Preset = {
  defaults: {},
  collections: [],
  site: { unknownRoutes: 'no framework was recognised that would say which pages there are' },
};

/**
 * The sites of a project: that of its root, and those in the folders where sites usually lie. Config files tell of a site
 * more surely than dependencies, which a repository may have for other reasons. There is always one.
 */
export async function sitesOf(host: Host, choice: (typeof FRAMEWORK_CHOICES)[number], stated: StatedRoutes): Promise<KnownSite[]> {
  const root = siteFiles(host, '');
  if (choice === 'none') return [await known(root, 'none', undefined, PLAIN, stated)];
  const chosen = frameworks.find(({ name }) => name === choice);
  if (chosen !== undefined) return [await known(root, chosen.name, 'the config', await chosen.preset(root), stated)];
  const below = siteFolders(root).map((folder) => siteFiles(host, folder));
  const byConfig = await recognised([root, ...below], evidentByConfig, stated);
  if (byConfig.length > 0) return byConfig;
  const ofRoot = await recognised([root], evidentByPackage, stated);
  if (ofRoot.length > 0) return ofRoot;
  const byPackage = await recognised(below, evidentByPackage, stated);
  return byPackage.length > 0 ? byPackage : [await known(root, 'none', undefined, PLAIN, stated)];
}

function siteFolders(root: SiteFiles): string[] {
  const workspaces = WORKSPACES.flatMap((folder) =>
    [...root.list(folder)].flatMap(([name, kind]) => (kind === 'directory' ? [`${folder}/${name}`] : [])),
  );
  return [...SITE_FOLDERS.filter((folder) => root.has(folder)), ...workspaces];
}

/** The file by which a framework is recognised; undefined where it is not. */
type Evidence = (framework: Framework, files: SiteFiles) => Promise<string | undefined>;

const evidentByConfig: Evidence = async (framework, files) => {
  const file = framework.configFiles.find(files.has);
  return framework.recognise === undefined ? file : framework.recognise(files, file);
};

const evidentByPackage: Evidence = async (framework, files) => {
  const dependencies = await files.dependencies();
  if (!framework.packages.some((name) => dependencies.has(name))) return undefined;
  return framework.recognise === undefined ? 'package.json' : framework.recognise(files, 'package.json');
};

/** The sites at the given roots, of the first framework each that is evident there. */
async function recognised(roots: readonly SiteFiles[], evidence: Evidence, stated: StatedRoutes): Promise<KnownSite[]> {
  const sites = await Promise.all(
    roots.map(async (files) => {
      for (const framework of frameworks) {
        const file = await evidence(framework, files);
        if (file !== undefined) return known(files, framework.name, files.at(file), await framework.preset(files), stated);
      }
      return undefined;
    }),
  );
  return sites.filter((site) => site !== undefined);
}

async function known(
  files: SiteFiles,
  framework: FrameworkName | 'none',
  evidence: string | undefined,
  preset: Preset,
  { routes: statedRoutes, isKnown }: StatedRoutes,
): Promise<KnownSite> {
  const { base = '', routes = [], openRoutes = [], redirects = [], locales = [], rules = {}, entries = [], unknownRoutes } = preset.site;
  const site: Site = {
    framework,
    root: files.root,
    evidence,
    base: base.replace(/\/$/, ''),
    routes: [...routes, ...statedRoutes],
    openRoutes,
    redirects: [...redirects, ...(await redirectsOf(files))],
    locales,
    rules,
    entries,
    unknownRoutes: isKnown ? undefined : unknownRoutes,
  };
  return { site, files, preset };
}
