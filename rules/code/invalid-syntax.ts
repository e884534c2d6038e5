import { lazily } from '../../src/model/lazily.ts';
import { fileRule } from '../../src/model/rule.ts';
import { contentOffset } from './_offset.ts';
import type { SyntaxProblem } from './_problem.ts';
import { isDiff, isSketch } from './_sketch.ts';

type Check = (code: string) => Promise<SyntaxProblem | undefined>;

const loadJson = lazily(() => import('./_json.ts'));
const loadYaml = lazily(() => import('./_yaml.ts'));
const loadToml = lazily(() => import('./_toml.ts'));

const json: Check = async (code) => (await loadJson()).jsonProblem(code);
const yaml: Check = async (code) => (await loadYaml()).yamlProblem(code);
const toml: Check = async (code) => (await loadToml()).tomlProblem(code);

const CHECKS = new Map([
  ['json', json],
  ['jsonc', json],
  ['yaml', yaml],
  ['yml', yaml],
  ['toml', toml],
]);

export default fileRule({
  meta: {
    summary: 'The code of a JSON, YAML or TOML fence does not parse; fragments and sketches with `…` are left alone.',
    level: 'error',
  },
  async *check(document) {
    for (const fence of document.fences) {
      const { node } = fence;
      const check = CHECKS.get(node.lang?.toLowerCase() ?? '');
      if (check === undefined || node.value.trim() === '' || isSketch(node.value) || isDiff(node)) continue;
      const problem = await check(node.value);
      if (problem === undefined) continue;
      // A place on a line break or at the end is shown at the last character before it.
      const before = node.value.slice(0, problem.offset).trimEnd().length;
      const isBreak = /^\n?$/.test(node.value.slice(problem.offset, problem.offset + 1));
      const start = contentOffset(fence, document, isBreak ? Math.max(0, before - 1) : problem.offset);
      yield { span: [start, start + 1], message: problem.message };
    }
  },
});
