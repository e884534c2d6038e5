import { createRequire } from 'node:module';
import type { ParseResult, ParserOptions } from 'oxc-parser';
import { nativeOf } from './native.ts';

/** What stands for `oxc-parser` in the command line's bundle: the ES modules of the package take longer to load than most fences to parse. */

type Parse = (path: string, source: string, options?: ParserOptions) => Pick<ParseResult, 'program' | 'errors'>;

interface Binding {
  parseSync(path: string, source: string, options?: ParserOptions): { readonly program: string; readonly errors: ParseResult['errors'] };
}

function parserOf(native: Binding | undefined): Parse {
  if (native === undefined) return (createRequire(import.meta.url)('oxc-parser') as { parseSync: Parse }).parseSync;
  return (path, source, options) => new Answer(native.parseSync(path, source, options));
}

/** A class, as accessors of its own would give each answer a hidden class, which outlives it and holds its tree. */
class Answer {
  readonly #result: ReturnType<Binding['parseSync']>;

  constructor(result: ReturnType<Binding['parseSync']>) {
    this.#result = result;
  }

  get program(): ParseResult['program'] {
    return programOf(this.#result.program);
  }

  get errors(): ParseResult['errors'] {
    return this.#result.errors;
  }
}

/** The tree, in which JSON has no values for some literals: `fixes` are the ways to them. */
function programOf(json: string): ParseResult['program'] {
  const { node, fixes } = JSON.parse(json) as { node: ParseResult['program']; fixes: (string | number)[][] };
  for (const keys of fixes) {
    const literal = keys.reduce((at: never, key) => at[key], node as never) as { value: unknown; bigint?: string; regex?: RegexSource };
    if (literal.bigint) literal.value = BigInt(literal.bigint);
    else literal.value = regexOf(literal.regex);
  }
  return node;
}

interface RegexSource {
  readonly pattern: string;
  readonly flags: string;
}

/** Null where this Node does not know it. */
function regexOf(source: RegexSource | undefined): RegExp | null {
  try {
    return source === undefined ? null : new RegExp(source.pattern, source.flags);
  } catch {
    return null;
  }
}

export const parseSync: Parse = parserOf(nativeOf('oxc-parser', '@oxc-parser/binding-') as Binding | undefined);
