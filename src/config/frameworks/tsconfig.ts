import { normalise } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import { keysAt, stringAt, stringsAt } from './values.ts';

/** The prefixes that `compilerOptions.paths` stands for, such as `~/` for `src/`; each with its first folder. */
export async function tsconfigAlias(files: SiteFiles): Promise<Record<string, string>> {
  const config = (await files.json('tsconfig.json')) ?? (await files.json('jsconfig.json'));
  const base = stringAt(config, 'compilerOptions', 'baseUrl') ?? '.';
  return Object.fromEntries(
    keysAt(config, 'compilerOptions', 'paths').flatMap((pattern) => {
      const [target] = stringsAt(config, 'compilerOptions', 'paths', pattern);
      const folder = target?.endsWith('*') ? normalise(`${base}/${target.slice(0, -1)}`) : undefined;
      return pattern.endsWith('*') && pattern !== '*' && folder !== undefined ? [[pattern.slice(0, -1), files.at(folder)]] : [];
    }),
  );
}
