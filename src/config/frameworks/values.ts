/** Stands for what can only be known by running the code of a config. */
export const UNKNOWN = Symbol('unknown');

const NAME = Symbol('name of the function');

const IMPORT = 'stet import ';

/** Stands for what a module gets from a package, whose value nobody knows: `zod`, `z`; or `z.coerce`, a property of that. */
export function packageValue(from: string, name: string): symbol {
  return Symbol.for(`${IMPORT}${from}:${name}`);
}

/** `zod:z` for what stands for that; undefined for all that is from no package. */
export function packageNameOf(value: unknown): string | undefined {
  const key = typeof value === 'symbol' ? Symbol.keyFor(value) : undefined;
  return key?.startsWith(IMPORT) ? key.slice(IMPORT.length) : undefined;
}

/** A call where a value stands, such as `starlight({ … })`, with its arguments as far as they are literals. */
export interface Call {
  readonly [NAME]: string;
  readonly arguments: readonly unknown[];
  /** What it is a method of; undefined for a plain function. */
  readonly on: unknown;
}

export function call(name: string, args: readonly unknown[], on?: unknown): Call {
  return { [NAME]: name, arguments: args, on };
}

export function nameOfCall(value: Call): string {
  return value[NAME];
}

/** Marks an object of which not all keys are known. */
const INCOMPLETE = Symbol('incomplete');

export function incomplete(entries: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...entries, [INCOMPLETE]: true };
}

/** Whether a value is an object whose keys are all known. */
export function isWhole(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isCall(value) && !(INCOMPLETE in value);
}

export function isCall(value: unknown, name?: string): value is Call {
  return typeof value === 'object' && value !== null && NAME in value && (name === undefined || value[NAME] === name);
}

/** What stands at `keys` in a value of unknown shape; undefined where the way ends early. */
export function valueAt(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

export function stringAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** A folder of the site, without `./` and slashes around it; `''` is the site itself. */
export function folderAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const folder = stringAt(value, ...keys);
  return folder?.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** The strings of a list; of a single string, that one. */
export function stringsAt(value: unknown, ...keys: readonly (string | number)[]): string[] {
  const found = valueAt(value, ...keys);
  return [found].flat().filter((item) => typeof item === 'string');
}

export function keysAt(value: unknown, ...keys: readonly (string | number)[]): string[] {
  const found = valueAt(value, ...keys);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
}

/** Every call of `name` in a list of plugins or integrations. */
export function callsIn(value: unknown, name: string): Call[] {
  return Array.isArray(value) ? value.flat().filter((item): item is Call => isCall(item, name)) : [];
}
