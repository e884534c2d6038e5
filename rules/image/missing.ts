import type { Fix } from '../../src/model/finding.ts';
import type { ImageReference } from '../../src/model/image.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { rename } from './_rename.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An image file that a post refers to does not exist.', level: 'error', fix: 'unsafe' },
  *check(post, corpus) {
    for (const { reference, resolution } of withStatus('missing', post, corpus)) {
      const absence = corpus.absence(resolution.tried);
      const near = absence === undefined ? resolution.nearest : undefined;
      const tried = resolution.tried.map((path) => `\`${path}\``).join(', ');
      yield {
        span: reference.span,
        message: `Image \`${reference.url}\` does not exist; looked for ${tried}`,
        hint: absence ?? (near && `Did you mean \`${near}\`?`),
        fix: near !== undefined && resolution.isOnly ? toNearest(reference, near) : undefined,
      };
    }
  },
});

/** A name that must be escaped in one syntax or another is left to people. */
function toNearest(reference: ImageReference, nearest: string): Fix | undefined {
  const [, rest = ''] = /^[^?#]*(.*)$/s.exec(reference.url) ?? [];
  return /^[\w./@~-]+$/.test(nearest) ? rename(reference, nearest + rest, 'unsafe') : undefined;
}
