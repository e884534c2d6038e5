import { type Highlighter, languagesOf } from '../../src/model/highlighter.ts';
import { nearest } from '../../src/model/nearest.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

interface Options {
  readonly highlighter: Highlighter;
  readonly allow: readonly string[];
  readonly gluedRange: boolean;
}

const NAMES = { shiki: 'Shiki', prism: 'Prism', hljs: 'highlight.js', linguist: 'GitHub' };

/** A language, and a highlight range stuck to it. */
const GLUED = /^([\w+#.-]+)\{/;

export default fileRule<Options>({
  meta: {
    summary: 'A code fence names a language that the highlighter does not know, or one that is stuck to its highlight range.',
    level: 'warn',
    fix: 'safe',
    options: {
      highlighter: {
        type: 'string',
        enum: ['any', 'shiki', 'prism', 'hljs', 'linguist'],
        default: 'any',
        description: 'Whose languages count; any takes what one of them knows.',
      },
      allow: { type: 'array', items: { type: 'string' }, default: [], description: 'More names that are known.' },
      gluedRange: { type: 'boolean', default: false, description: 'Whether the site reads `js{2-3}` as a name and a range.' },
    },
  },
  *check(document, { highlighter, allow, gluedRange }) {
    for (const { language } of document.fences) {
      // `{1,3}`, `{.python}`, `{code-cell}`: attributes in the style of Pandoc, no language name; `<lang>` stands for one.
      if (language === undefined || /^\{|[<>$"'`]/.test(language.text)) continue;
      const { text, span } = language;
      const [, glued] = GLUED.exec(text) ?? [];
      if (glued !== undefined && !gluedRange && isKnown(glued, highlighter, allow)) {
        const at = span[0] + glued.length;
        yield {
          span,
          message: `\`${text}\` is read as the name of a language; \`${glued}\` and its range must stand apart`,
          fix: { title: 'Put a space between them', safety: 'safe', edits: [{ span: [at, at], text: ' ' }] },
        };
        continue;
      }
      if (isKnown(text, highlighter, allow)) continue;
      const name = nameIn(text);
      const meant = nearest(name, languagesOf(highlighter));
      const place: Span = [span[0], span[0] + name.length];
      yield {
        span: place,
        message: highlighter === 'any' ? `Unknown language \`${name}\`` : `${NAMES[highlighter]} does not know the language \`${name}\``,
        hint: meant === undefined ? 'Use `text` for what has no highlighting.' : `Did you mean \`${meant}\`?`,
        fix: meant === undefined ? undefined : { title: `Write \`${meant}\``, safety: 'unsafe', edits: [{ span: place, text: meant }] },
      };
    }
  },
});

/** `rust,no_run`, `js:src/app.js`, `ts[app.ts]`, Eleventy's `js/2-3` and `.python` name a language and say more. */
function nameIn(word: string): string {
  return (/^\.?[^,:;{=|[(]*/.exec(word)?.[0] || word).replace(/(?<=.)#?\/[\d/-]*$/, '');
}

function isKnown(word: string, highlighter: Highlighter, allow: readonly string[]): boolean {
  const name = nameIn(word).replace(/^\./, '').toLowerCase();
  const known = languagesOf(highlighter);
  if (name === '' || known.has(name) || allow.some((other) => other.toLowerCase() === name)) return true;
  // Prism's `diff-js`, class names written out, VitePress's `js-vue`, and MDN's `js-nolint`.
  const inner = /^(?:diff|language|lang)-(.+)$/.exec(name)?.[1] ?? /^(.+)-(?:nolint|vue)$/.exec(name)?.[1];
  return inner !== undefined && known.has(inner);
}
