import { fileRule } from '../../src/model/rule.ts';
import { contentOffset, fences } from './_fences.ts';
import { isSketch, jsonProblem, tomlProblem, yamlProblem } from './_parsers.ts';

const CHECKS: Readonly<Record<string, (code: string) => ReturnType<typeof jsonProblem> | ReturnType<typeof yamlProblem>>> = {
  json: jsonProblem,
  jsonc: jsonProblem,
  yaml: yamlProblem,
  yml: yamlProblem,
  toml: tomlProblem,
};

export default fileRule({
  meta: {
    summary: 'The code of a JSON, YAML or TOML fence does not parse; fragments and sketches with `…` are left alone.',
    level: 'error',
  },
  async *check(document) {
    for (const fence of fences(document)) {
      const check = CHECKS[fence.node.lang?.toLowerCase() ?? ''];
      const code = fence.node.value;
      if (check === undefined || code.trim() === '' || isSketch(code)) continue;
      const problem = await check(code);
      if (problem === undefined) continue;
      const start = contentOffset(fence, document, Math.min(problem.offset, code.length));
      yield { span: [start, Math.min(start + 1, document.span(fence.node)[1])], message: problem.message };
    }
  },
});
