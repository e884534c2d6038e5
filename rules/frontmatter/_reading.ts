import type { YamlEngine } from '../../src/model/config.ts';
import type { ScalarNode } from '../../src/model/frontmatter.ts';
import { readAs } from '../../src/model/yaml-scalar.ts';

/** A doubtful scalar, and where it stands. */
export interface Place {
  readonly text: string;
  /** The nearest key above it. */
  readonly key: string;
  readonly inList: boolean;
}

const NAMES: Readonly<Record<YamlEngine, string>> = {
  'js-yaml-3': 'js-yaml 3',
  'js-yaml-4': 'js-yaml 4',
  'yaml-1.2': 'YAML 1.2',
  psych: 'Psych',
  go: 'Go',
};
const ENGINES = Object.keys(NAMES) as YamlEngine[];

/** Keys that are true or false by their name. */
const SWITCH =
  /^(?:draft|published|featured|hidden|private|pinned|sticky|archived|unlisted|comments|toc|sitemap|noindex)$|^(?:is|has|show|hide|enable|disable)(?:[A-Z_-])/;
const LANGUAGE = /^(?:lang|hreflang|locale|country|region)$|^(?:languages?|locales|countries)$/i;
const VERSION = /version|release/i;

/**
 * Whether what `engine` reads would surprise who wrote it. Of an engine that is `assumed`, nothing is known of the site:
 * then it is enough that engines differ.
 */
export function surprises(engine: YamlEngine, assumed: boolean, { text, key, inList }: Place): boolean {
  const value = readAs(engine, text);
  if (/^[a-z]+$/i.test(text)) {
    if (/^(?:true|false|null)$/i.test(text)) return typeof value === 'string';
    return typeof value === 'boolean' ? inList || LANGUAGE.test(key) : assumed || SWITCH.test(key);
  }
  const isNumber = typeof value === 'number';
  // Leading zeros: base 8 in some engines, and lost in all.
  if (/^[-+]?0\d+$/.test(text)) return value !== Number(text) || text.length > 4;
  if (/^\d{1,3}(?:_\d{3})+$/.test(text)) return assumed || !isNumber;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text) || !isNumber) return false;
  // Marks that are no part of the number which is read: of a time, an identifier, a telephone number.
  if (/[:_,]/.test(text) || /^\+\d{5}/.test(text) || /^\d+e\d+$/i.test(text)) return true;
  if (VERSION.test(key) && /^\d+\.\d*0$/.test(text)) return true;
  return losesDigits(engine, value);
}

/** JavaScript has no whole numbers of that size. */
function losesDigits(engine: YamlEngine, value: ScalarNode['value']): boolean {
  return engine !== 'psych' && engine !== 'go' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** `010` is the number 8 to js-yaml 3, Psych and Go, and the number 10 to YAML 1.2. */
export function readings(engine: YamlEngine, text: string): string {
  const own = readAs(engine, text);
  if (losesDigits(engine, own) && /^\d+$/.test(text))
    return `\`${text}\` has more digits than a number can hold: it is ${BigInt(own as number)}`;
  const byReading = new Map<string, string[]>();
  for (const other of [engine, ...ENGINES.filter((name) => name !== engine)]) {
    const reading = describe(readAs(other, text));
    byReading.set(reading, [...(byReading.get(reading) ?? []), NAMES[other]]);
  }
  const parts = [...byReading].map(([reading, names]) => `${reading} to ${byReading.size === 1 ? 'every YAML engine' : listed(names)}`);
  return `\`${text}\` is ${parts.length > 2 ? `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}` : parts.join(', and ')}`;
}

function describe(value: ScalarNode['value']): string {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? `the number ${value}` : value === null ? 'empty' : String(value);
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
