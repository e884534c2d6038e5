import { nearest } from '../model/nearest.ts';

/** Something wrong in a configuration, and the keys that lead there. */
export interface ConfigIssue {
  readonly path: readonly (string | number)[];
  /** True when the fault is the last key of the path itself, not its value. */
  readonly atKey?: boolean;
  readonly message: string;
}

/** `unknown key \`ingores\`; did you mean \`ignores\`?`, or what there is where nothing is near. */
export function unknown(what: string, name: string, known: Iterable<string>): string {
  const all = [...known];
  const near = nearest(name, all) ?? all.find((one) => one.length > 2 && name.startsWith(one));
  if (near !== undefined) return `unknown ${what} \`${name}\`; did you mean \`${near}\`?`;
  const listed = all.length <= 15 ? `; there ${all.length === 1 ? 'is' : 'are'} ${all.map((key) => `\`${key}\``).join(', ')}` : '';
  return `unknown ${what} \`${name}\`${listed}`;
}
