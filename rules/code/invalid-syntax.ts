import type { Document, Fence } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { lazily } from '../../src/model/lazily.ts';
import { fileRule } from '../../src/model/rule.ts';
import { isTooDeep } from './_deep.ts';
import { contentOffset } from './_offset.ts';
import type { SyntaxProblem } from './_problem.ts';
import { isCodeSketch, isDiff, isMeantToBeWrong, isSketch, withoutRemoved } from './_sketch.ts';

type Check = (code: string) => Promise<SyntaxProblem | undefined>;

const loadJson = lazily(() => import('./_json.ts'));
const loadYaml = lazily(() => import('./_yaml.ts'));
const loadToml = lazily(() => import('./_toml.ts'));
/** Native: there is none for some platforms. */
const loadJs = lazily(() => import('./_js.ts').catch(() => undefined));
const loadCss = lazily(() => import('./_css.ts'));
const loadHtml = lazily(() => import('./_html.ts'));

const json: Check = async (code) => (await loadJson()).jsonProblem(code);
const yaml: Check = async (code) => (await loadYaml()).yamlProblem(code);
const toml: Check = async (code) => (await loadToml()).tomlProblem(code);
const js: Check = async (code) => (await loadJs())?.jsProblem(code, 'JavaScript');
const ts: Check = async (code) => (await loadJs())?.jsProblem(code, 'TypeScript');
const css: Check = async (code) => (await loadCss()).cssProblem(code);
const html: Check = async (code) => (await loadHtml()).htmlProblem(code);

/** Data is copied as a whole, and either parses or not. */
const DATA = new Map([
  ['json', json],
  ['jsonc', json],
  ['yaml', yaml],
  ['yml', yaml],
  ['toml', toml],
]);

/** Code is shown in parts, and what is a mistake is less sure. */
const CODE = new Map([
  ...['js', 'jsx', 'mjs', 'cjs', 'javascript'].map((name) => [name, js] as const),
  ...['ts', 'tsx', 'mts', 'cts', 'typescript'].map((name) => [name, ts] as const),
  ['css', css],
  ['html', html],
]);

export default fileRule({
  meta: {
    summary:
      'The code of a JSON, YAML, TOML, JavaScript, TypeScript, CSS or HTML fence does not parse; fragments and sketches are left alone.',
    level: 'error',
  },
  async *check(document) {
    for (const fence of document.fences) {
      // It holds what was never meant as code.
      if (!fence.closed) continue;
      const language = fence.node.lang?.toLowerCase().replace(/\{.*/, '') ?? '';
      const data = DATA.get(language);
      const code = CODE.get(language);
      if (data !== undefined) yield* ofData(document, fence, data);
      else if (code !== undefined) yield* ofCode(document, fence, code);
    }
  },
});

async function* ofData(document: Document, fence: Fence, check: Check): AsyncIterable<Finding> {
  const { value } = fence.node;
  if (value.trim() === '' || isSketch(value) || isDiff(fence) || isTooDeep(value)) return;
  const problem = await check(value);
  if (problem !== undefined) yield findingOf(document, fence, problem);
}

async function* ofCode(document: Document, fence: Fence, check: Check): AsyncIterable<Finding> {
  const value = withoutRemoved(fence);
  if (value === undefined || value.trim() === '' || isTooDeep(value)) return;
  const problem = await check(value);
  if (problem === undefined || isCodeSketch(value) || isMeantToBeWrong(document, fence)) return;
  yield { ...findingOf(document, fence, problem), level: 'warn' };
}

function findingOf(document: Document, fence: Fence, { offset, message, hint }: SyntaxProblem): Finding {
  const { value } = fence.node;
  // A place on a line break or at the end is shown at the last character before it.
  const before = value.slice(0, offset).trimEnd().length;
  const isBreak = /^\n?$/.test(value.slice(offset, offset + 1));
  const start = contentOffset(fence, document, isBreak ? Math.max(0, before - 1) : offset);
  return { span: [start, start + 1], message, hint };
}
