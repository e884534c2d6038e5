import { verdictOf, verdictOn } from '../../src/host/web/verdict.ts';
import type { Web } from '../../src/model/web.ts';

/** A web that gives each URL the status, or the error, that a JSON object names for it. */
export function webSaying(json: string): Web {
  const said = new Map(Object.entries(JSON.parse(json) as Record<string, number | string>));
  return {
    concerns: () => true,
    ask: async (urls) =>
      new Map(
        [...urls].map((url) => {
          const what = said.get(url);
          if (what === undefined) throw new Error(`nobody has said what \`${url}\` answers`);
          return [url, typeof what === 'number' ? verdictOf(what) : verdictOn(what, new URL(url).hostname)];
        }),
      ),
  };
}
