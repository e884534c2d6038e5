import { basename, extname } from 'node:path';

/** Files that a project is set up from: a config of ours, of the framework, of remark, of the host. */
const SETTINGS = [
  /^(?:stet|content|collections)\.config\./,
  /\.config\.[cm]?[jt]s$/,
  /^(?:package|[jt]sconfig(?:\.[\w-]+)?|vercel|stet-baseline)\.json$/,
  /^(?:config|_config|hugo|mkdocs|netlify|zola)\.(?:[jt]s|mts|toml|ya?ml|json)$/,
  /^(?:_redirects|\.remarkrc(?:\..+)?|\.remarkignore|\.eleventy\.js)$/,
];
const CODE = /^\.[cm]?[jt]s$/;

/** Whether a file may be one that a project is set up from, so that the project must be set up anew. */
export function isSource(path: string, folder: string, config: string | undefined): boolean {
  if (path === config || SETTINGS.some((pattern) => pattern.test(basename(path)))) return true;
  // What a config imports lies beside it, or near: schemas, rules of its own.
  return CODE.test(extname(path)) && path.startsWith(folder) && depthBelow(folder, path) <= 2;
}

function depthBelow(folder: string, path: string): number {
  return path.slice(folder.length).split(/[\\/]/).filter(Boolean).length;
}

/** Folders whose files never matter; tools write there all the time. */
export function isNoise(path: string): boolean {
  return /[\\/](?:node_modules|\.git|\.next|\.astro|\.cache|\.turbo)(?:[\\/]|$)/.test(path);
}
