import type { Reader } from './source.ts';

const BLOCK = /\{(?:#(?:if|each|await|key|snippet)|:(?:else|then|catch)|\/(?:if|each|await|key|snippet)|@[a-z]+)\b/y;
const LONGEST = 1000;
const SPECIAL_ELEMENT = /^<\/?svelte:[^\r\n]*>$/;

/** `{#if x}`, `{:else}`, `{@html x}`, `{expression}` and `<svelte:head>`. */
export function svelteReader(): Reader {
  return {
    starts: '{',
    lineStarts: '<',
    read({ at }, source) {
      const end = balancedEnd(source.text, at, Math.min(source.paragraphEnd(at), at + LONGEST));
      BLOCK.lastIndex = at;
      return end === undefined ? undefined : { end, how: BLOCK.test(source.text) ? 'tag' : 'quiet' };
    },
    readLine: (line, { at }) => (SPECIAL_ELEMENT.test(line) ? { end: at + line.length, how: 'blank' } : undefined),
  };
}

function balancedEnd(text: string, from: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = from; at < limit; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
