import type { Post } from '../../src/model/corpus.ts';
import { nearest } from '../../src/model/nearest.ts';
import { decodePercent } from '../../src/model/path.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { withStatus } from './_resolved.ts';

/** The top of the page, and texts or lines that a browser or host looks for by itself. */
const OWN_MEANING = /^(?:$|top$|:~:|L\d+|\/|!|\?)/i;

export default corpusRule({
  meta: { summary: 'A link names an anchor that its page does not have.', level: 'error' },
  *check(post, corpus) {
    for (const { link, resolution } of withStatus('post', post, corpus)) {
      const fragment = resolution.fragment?.replace(/:~:.*$/s, '');
      if (fragment === undefined || OWN_MEANING.test(fragment)) continue;
      const target = corpus.post(resolution.path);
      const anchors = target && corpus.anchorsOf(target);
      if (target === undefined || anchors === undefined || has(anchors, fragment)) continue;
      const start = link.span[1] - link.url.length + link.url.indexOf('#');
      const isWhole = link.span[1] - link.span[0] === link.url.length;
      yield {
        span: isWhole ? [start, link.span[1]] : link.span,
        message: `${pageOf(post, target)} has no anchor \`#${fragment}\``,
        hint: hintFor(decodePercent(fragment), anchors),
      };
    }
  },
});

function has(anchors: ReadonlySet<string>, fragment: string): boolean {
  return anchors.has(fragment) || anchors.has(decodePercent(fragment));
}

function pageOf(post: Post, target: Post): string {
  return post === target ? 'This page' : `\`${target.path}\``;
}

function hintFor(fragment: string, anchors: ReadonlySet<string>): string | undefined {
  const near = nearest(fragment, anchors);
  return near === undefined ? undefined : `Did you mean \`#${near}\`?`;
}
