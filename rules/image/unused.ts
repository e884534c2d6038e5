import { baseOf } from '../../src/model/path.ts';
import { siteRule } from '../../src/model/rule.ts';
import { imageFiles } from './_files.ts';

/** What browsers and platforms ask for by name, without any page that mentions it. */
const ASKED_FOR = /^(?:favicon|apple-touch-icon|android-chrome|mstile|safari-pinned-tab|opengraph-image|twitter-image|icon|logo)\b/i;

export default siteRule({
  meta: { summary: 'No post refers to an image file, and no other text of the project mentions its name.', level: 'off' },
  *check(corpus) {
    const used = new Set<string>();
    for (const post of corpus.posts) {
      for (const reference of post.images) {
        const resolution = corpus.resolve(post, reference);
        if (resolution.status === 'found' || resolution.status === 'wrong-case') used.add(resolution.path);
        // Who can't tell where some references lead can't tell which files are left over.
        else if (resolution.status !== 'not-judged' || resolution.reason !== undefined) return;
      }
    }
    for (const path of imageFiles(corpus)) {
      if (used.has(path) || ASKED_FOR.test(baseOf(path)) || corpus.mentions(baseOf(path))) continue;
      yield { path, image: path, span: [0, 0], message: `Nothing refers to \`${path}\`` };
    }
  },
});
