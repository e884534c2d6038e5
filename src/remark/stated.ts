import { basename, extname } from 'node:path';

/**
 * The names of all plugins and presets that a remark config states; undefined where it says more than that, such as a
 * function, or does not parse. `text` is that of the file.
 */
export async function statedPlugins(file: string, text: string): Promise<string[] | undefined> {
  try {
    return namesIn(await presetIn(file, text));
  } catch {
    return undefined;
  }
}

async function presetIn(file: string, text: string): Promise<unknown> {
  if (basename(file) === 'package.json') return JSON.parse(text).remarkConfig;
  if (/^\.ya?ml$/.test(extname(file))) return (await import('yaml')).parse(text);
  if (/^\.[cm]?js$/.test(extname(file))) return (await import('./plain-module.ts')).plainExport(file, text);
  return JSON.parse(text);
}

/** As unified-engine takes them: a list or an object of plugins, each by name or as a preset of its own. */
function namesIn(preset: unknown): string[] {
  if (typeof preset !== 'object' || preset === null) throw new TypeError('no preset');
  const { plugins = [] } = preset as { plugins?: unknown };
  if (typeof plugins !== 'object' || plugins === null) throw new TypeError('no plugins');
  const entries: unknown[] = Array.isArray(plugins) ? plugins : Object.keys(plugins);
  return entries.flatMap((entry) => {
    const plugin = Array.isArray(entry) ? entry[0] : entry;
    return typeof plugin === 'string' ? [plugin] : namesIn(plugin);
  });
}
