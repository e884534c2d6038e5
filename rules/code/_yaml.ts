import { parseAllDocuments } from 'yaml';
import { lowerFirst } from '../../src/model/words.ts';
import { problemOfFiles } from './_files.ts';
import type { SyntaxProblem } from './_problem.ts';

/** YAML, of one document or several. */
export function yamlProblem(code: string): SyntaxProblem | undefined {
  return problemOfFiles(code, (text) => {
    const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
    const error = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
    return error && { offset: error.pos[0], message: `Invalid YAML: ${lowerFirst(error.message)}` };
  });
}
