import { decodePercent } from '../../src/model/path.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { rename } from './_rename.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: {
    summary: 'An image exists only under another letter case or Unicode form, and is not found on most servers.',
    level: 'error',
    fix: 'safe',
  },
  *check(post, corpus) {
    for (const { reference, resolution } of withStatus('wrong-case', post, corpus)) {
      const sameLetters = plain(resolution.url) === plain(reference.url);
      yield {
        span: reference.span,
        image: resolution.path,
        message: `Image \`${reference.url}\` is \`${resolution.path}\` on disk: ${sameLetters ? 'its accents are stored in another Unicode form' : 'the letter case differs'}`,
        hint: 'It is found on a disk that ignores the difference, and not on the server.',
        fix: rename(reference, resolution.url, 'safe'),
      };
    }
  },
});

function plain(url: string): string {
  return decodePercent(url).normalize('NFC');
}
