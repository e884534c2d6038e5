import { fileRule } from '../../src/model/rule.ts';
import { contentOffsets } from './_offset.ts';

/** Languages of commands; `console` and its kind are for sessions, which have prompts. */
const SHELLS = new Set(['bash', 'fish', 'sh', 'shell', 'zsh']);

export default fileRule({
  meta: {
    summary: 'Every line of a shell fence begins with `$`, and none is output: the prompts are copied with the commands.',
    level: 'off',
    fix: 'safe',
  },
  *check(document) {
    for (const fence of document.fences) {
      const { node } = fence;
      if (!SHELLS.has(node.lang?.toLowerCase() ?? '') || !/^[ \t]*\$[ \t]/m.test(node.value)) continue;
      const toFile = contentOffsets(fence, document);
      const edits = promptsOf(node.value)?.map(([start, end]) => {
        const at = toFile(start);
        return { span: [at, at + end - start] as const, text: '' };
      });
      const [first] = edits ?? [];
      if (edits === undefined || first === undefined) continue;
      yield {
        span: [first.span[0], first.span[0] + 1],
        message: 'Commands with a prompt and without output',
        fix: { title: 'Remove the prompts', safety: 'safe', edits },
      };
    }
  },
});

/** Where the prompts stand; undefined when a line is neither a command, a comment nor goes on with one. */
function promptsOf(code: string): (readonly [start: number, end: number])[] | undefined {
  const prompts: (readonly [number, number])[] = [];
  let at = 0;
  let goesOn = false;
  for (const line of code.split('\n')) {
    const [, indent = '', prompt = ''] = /^([ \t]*)(\$[ \t]+)(?=\S)/.exec(line) ?? [];
    if (prompt !== '') prompts.push([at + indent.length, at + indent.length + prompt.length]);
    else if (!goesOn && !/^\s*(?:#|$)/.test(line)) return undefined;
    if (/<<-?\s*["']?\w/.test(line)) return undefined;
    goesOn = /\\\s*$/.test(line);
    at += line.length + 1;
  }
  return prompts;
}
