import { formatBytes, parseBytes } from '../../src/model/bytes.ts';
import { formatName, type ImageConstraints, type ImageInspection } from '../../src/model/image.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { inspected } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An image does not have the size, shape, weight or format that the schema asks for.', level: 'error' },
  *check(post, corpus) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      if (inspection.status !== 'image' || reference.constraints === undefined) continue;
      for (const message of refusals(inspection, reference.constraints))
        yield { span: reference.span, message: `\`${path}\` ${message}`, image: path };
    }
  },
});

/** An image without a size of its own, such as an SVG with a view box alone, is drawn at any size. */
function* refusals(
  { size, bytes, format }: Extract<ImageInspection, { status: 'image' }>,
  { width, height, aspectRatio, maxBytes, formats }: ImageConstraints,
): Generator<string> {
  const shown = size && `${size.width} × ${size.height}`;
  if (size && width !== undefined && size.width < width) yield `is ${shown} pixels; the schema asks for a width of at least ${width}`;
  if (size && height !== undefined && size.height < height) yield `is ${shown} pixels; the schema asks for a height of at least ${height}`;
  const wanted = aspectRatio === undefined ? undefined : ratioOf(aspectRatio);
  if (size && wanted !== undefined && Math.abs(size.width / size.height / wanted - 1) > 0.01)
    yield `is ${shown} pixels; the schema asks for the ratio ${aspectRatio}`;
  const most = maxBytes === undefined ? undefined : parseBytes(maxBytes);
  if (most !== undefined && bytes > most) yield `weighs ${formatBytes(bytes)}; the schema allows ${formatBytes(most)}`;
  if (formats !== undefined && !formats.includes(format))
    yield `is ${formatName(format)}; the schema asks for ${formats.map(formatName).join(' or ')}`;
}

/** Width divided by height, from a number, `16:9` or `16/9`. */
function ratioOf(ratio: number | string): number | undefined {
  const [width, height = 1] = String(ratio).split(/[:/]/).map(Number);
  const value = (width ?? Number.NaN) / height;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
