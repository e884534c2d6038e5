import { siteRule } from '../../src/model/rule.ts';
import { imageFiles } from './_files.ts';

export default siteRule({
  meta: { summary: 'Two image files hold the same bytes.', level: 'off' },
  *check(corpus) {
    const bySize = new Map<number, string[]>();
    for (const path of imageFiles(corpus)) {
      const inspection = corpus.inspect(path);
      if (inspection.status !== 'image') continue;
      const others = bySize.get(inspection.bytes) ?? [];
      bySize.set(inspection.bytes, others);
      const first = others.find((other) => corpus.sameBytes(other, path));
      if (first === undefined) others.push(path);
      else yield { path, image: path, span: [0, 0], message: `\`${path}\` holds the same picture as \`${first}\`` };
    }
  },
});
