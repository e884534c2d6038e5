import { parseAllDocuments } from 'yaml';
import { lowerFirst } from '../../src/model/words.ts';
import { problemOfFiles } from './_files.ts';
import type { SyntaxProblem } from './_problem.ts';

/** YAML, of one document or several. */
export function yamlProblem(code: string): SyntaxProblem | undefined {
  // A whole post: its front matter is YAML, its text is not.
  const post = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(code);
  return problemOfFiles(post?.[1] ?? code, (text) => {
    const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
    const error = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
    return error && { offset: error.pos[0] + (post === null ? 0 : '---\n'.length), message: `Invalid YAML: ${lowerFirst(error.message)}` };
  });
}
