import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** A place in the content of a fence where it stops being what its language says. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

/** Written to stand for something else: what surrounds it can't be judged. */
const ELISION = /\.\.\.|…|⋮/;
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|<[a-zA-Z][\w \-.:/]*>|\[(?:YOUR|your|INSERT)[^\]]*\]/;

export function isSketch(code: string): boolean {
  return ELISION.test(code) || PLACEHOLDER.test(code);
}

/** JSON as documentation shows it: comments and trailing commas pass, and so do members or items without their braces. */
export function jsonProblem(code: string): SyntaxProblem | undefined {
  const [first] = errorsOf(code);
  if (first === undefined) return undefined;
  const fragments = [`{${code}}`, `[${code}]`, `{"":${code}}`];
  if (fragments.some((fragment) => errorsOf(fragment).length === 0) || isJsonLines(code)) return undefined;
  return {
    offset: first.offset,
    message: `Invalid JSON: ${printParseErrorCode(first.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()}`,
  };
}

function errorsOf(code: string): ParseError[] {
  const errors: ParseError[] = [];
  parse(code, errors, { allowTrailingComma: true });
  return errors;
}

/** Several values one behind the other, such as a log. */
function isJsonLines(code: string): boolean {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const blocks = code.split(/\n(?=[{[])/).filter((block) => block.trim() !== '');
  return [lines, blocks].some((parts) => parts.length > 1 && parts.every((part) => errorsOf(part).length === 0));
}

/** YAML, of one document or several. */
export async function yamlProblem(code: string): Promise<SyntaxProblem | undefined> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(code, { prettyErrors: false, logLevel: 'silent' });
  const error = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors)[0] : undefined;
  return error && { offset: error.pos[0], message: `Invalid YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}` };
}

export async function tomlProblem(code: string): Promise<SyntaxProblem | undefined> {
  const { ParseError: TomlError, parseTOML } = await import('toml-eslint-parser');
  try {
    parseTOML(code);
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return {
      offset: Math.min(error.index, code.trimEnd().length - 1),
      message: `Invalid TOML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`,
    };
  }
}
