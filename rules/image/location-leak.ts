import type { ImageLocation } from '../../src/model/image.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { inspected } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An image file tells where it was taken: its metadata hold a GPS position.', level: 'error' },
  *check(post, corpus) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      if (inspection.status !== 'image' || inspection.location === undefined) continue;
      yield {
        span: reference.span,
        image: path,
        message: `\`${path}\` tells where it was taken: near ${rough(inspection.location)} (${inspection.location.source})`,
        hint: `Remove the position: \`exiftool -gps:all= -xmp:geotag= ${quoted(path)}\`.`,
      };
    }
  },
});

/** Some ten kilometres: enough to recognise the place, too little to tell it to all who read the report. */
function rough({ latitude, longitude }: ImageLocation): string {
  const part = (degrees: number, [above, below]: readonly [string, string]) =>
    `${Math.abs(degrees).toFixed(1)}° ${degrees < 0 ? below : above}`;
  return `${part(latitude, ['N', 'S'])}, ${part(longitude, ['E', 'W'])}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path}"`;
}
