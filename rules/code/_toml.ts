import { ParseError, parseTOML } from 'toml-eslint-parser';
import { lowerFirst } from '../../src/model/words.ts';
import { problemOfFiles } from './_files.ts';
import type { SyntaxProblem } from './_problem.ts';

export function tomlProblem(code: string): SyntaxProblem | undefined {
  return problemOfFiles(code, (text) => {
    try {
      parseTOML(text);
      return undefined;
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      return { offset: Math.min(error.index, text.trimEnd().length - 1), message: `Invalid TOML: ${lowerFirst(error.message)}` };
    }
  });
}
