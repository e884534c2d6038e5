import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../src/engine/inspect.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import type { Host } from '../src/model/host.ts';
import { AVIF, box, chunk, EXTENDED, GIF, heif, JPEG, LOSSLESS, PNG, PROGRESSIVE, png, SVG, segment, WEBP } from './support/images.ts';

const inspect = (bytes: Uint8Array) => inspectImage(overlayHost(new Map([['a', bytes]]), emptyHost), 'a');

/** `6x4`, `no size`, or why it is no image. */
function look(bytes: Uint8Array | string): string {
  const seen = inspect(Buffer.from(bytes));
  if (seen.status !== 'image') return seen.reason;
  return seen.size ? `${seen.size.width}x${seen.size.height}` : 'no size';
}

const bytes = (...parts: (string | Uint8Array | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const IDAT = chunk('IDAT', PNG.subarray(0, 0));
const IEND = chunk('IEND', PNG.subarray(0, 0));

/** Real files of each format, their size, and how many bytes at the end a picture does without. */
const FILES: Record<string, [file: Buffer, size: string, spare: number]> = {
  PNG: [PNG, '16x9', 0],
  // The end marker.
  JPEG: [JPEG, '18x32', 2],
  // The last scan, of one byte here, which makes the picture no more than finer.
  'progressive JPEG': [PROGRESSIVE, '32x18', 3],
  // The trailer.
  GIF: [GIF, '8x8', 1],
  WebP: [WEBP, '64x36', 0],
  'lossless WebP': [LOSSLESS, '6x4', 0],
  'extended WebP': [EXTENDED, '6x4', 0],
  AVIF: [AVIF, '8x8', 0],
  HEIF: [heif(0), '6x4', 0],
  SVG: [SVG, '8x6', 0],
};

describe.each(Object.entries(FILES))('a %s', (_, [file, size, spare]) => {
  it('has its size', () => {
    expect(look(file)).toBe(size);
  });

  it('is corrupt wherever it is cut', () => {
    const passed = Array.from({ length: file.length - 1 }, (_, i) => i + 1).filter(
      (cut) => inspect(file.subarray(0, cut)).status === 'image',
    );
    expect(passed).toEqual(Array.from({ length: spare }, (_, i) => file.length - spare + i));
  });

  it('may have more behind it', () => {
    for (const more of file === SVG ? ['\n', '<!-- -->'] : ['\n', '\0'.repeat(9), '\xff\xd8\xff\xe1\xff\xff', 'moov', PNG.subarray(0, 50)])
      expect(look(bytes(file, more))).toBe(size);
  });

  it('never throws nor has a size that is none, whatever becomes of its bytes', () => {
    const edit = fc.tuple(
      fc.nat(file.length - 1),
      fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)),
      fc.integer({ min: 1, max: 8 }),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat(2 * file.length), (edits, length) => {
        const mutated = Buffer.from(file);
        for (const [at, value, count] of edits) mutated.fill(value, at, Math.min(at + count, file.length));
        const seen = inspect(mutated.subarray(0, Math.max(1, length)));
        const { width, height } = (seen.status === 'image' && seen.size) || { width: 1, height: 1 };
        expect([width, height].every((side) => Number.isFinite(side) && side > 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a PNG', () => {
  it.each([
    ['cut off in its pixels', PNG.subarray(0, 60), /^is a PNG that is cut off: 60 of at least \d+ bytes are there$/],
    ['cut off in its last chunk', PNG.subarray(0, -3), /^is a PNG that is cut off: 101 of 104 bytes are there$/],
    ['with a damaged header', bytes(PNG.subarray(0, 29), [0], PNG.subarray(30)), /^is a PNG whose chunk `IHDR` is damaged/],
    ['with damaged pixels', png(chunk('IDAT', IEND, 1), IEND), /^is a PNG whose chunk `IDAT` is damaged: its checksum does not match$/],
    ['with a damaged palette', png(chunk('PLTE', IEND, 1), IDAT, IEND), /^is a PNG whose chunk `PLTE` is damaged/],
    ['without pixels', png(IEND), /^is a PNG without pixels/],
    [
      'with a chunk that is none',
      png(IDAT, bytes('\0\0\0\0\0\0\0\0\0\0\0\0'), IEND),
      /^is a PNG that is damaged: at byte 45, no chunk begins$/,
    ],
  ])('%s is refused', (_, file, reason) => {
    expect(look(file)).toMatch(reason);
  });

  it('may have damaged texts, and pixels of any number of pieces, frames and bytes', () => {
    expect(look(png(chunk('tEXt', IEND, 1), chunk('acTL', IEND), IDAT, chunk('fdAT', IEND), IDAT, IEND))).toBe('16x9');
    const big = png(chunk('IDAT', Buffer.alloc(200_000)), chunk('IDAT', Buffer.alloc(1_000_000), 1), IEND);
    expect(look(big)).toBe('16x9');
    expect(look(big.subarray(0, -1))).toBe(`is a PNG that is cut off: ${big.length - 1} of ${big.length} bytes are there`);
  });
});

describe('a JPEG', () => {
  const START = JPEG.subarray(0, 2);
  const exif = (order: string, orientation: readonly number[]) =>
    segment(
      0xe1,
      bytes(
        'Exif\0\0',
        order,
        order === 'II' ? [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0] : [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1],
        orientation,
      ),
    );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is turned by orientation %i', (orientation) => {
    const size = orientation < 5 ? '32x18' : '18x32';
    expect(look(bytes(START, exif('II', [orientation, 0]), PROGRESSIVE.subarray(2)))).toBe(size);
    expect(look(bytes(START, exif('MM', [0, orientation]), PROGRESSIVE.subarray(2)))).toBe(size);
  });

  it('may have any amount of metadata', () => {
    const metadata = Array.from({ length: 12 }, () => segment(0xe2, Buffer.alloc(65_000, '\xff\xd9', 'latin1')));
    const file = bytes(START, ...metadata, JPEG.subarray(2));
    expect(look(file)).toBe('18x32');
    expect(look(file.subarray(0, -4))).toBe('is a JPEG that is cut off: it ends in the middle of its pixels');
    expect(look(file.subarray(0, 300_000))).toBe("begins as JPEG, but its header can't be read");
  });

  it('may have a preview that ends inside', () => {
    expect(look(bytes(START, segment(0xe1, JPEG), JPEG.subarray(2, -2)))).toBe('18x32');
  });
});

describe('a GIF', () => {
  it('takes the size of its first picture, when its screen has none', () => {
    expect(look(bytes(GIF.subarray(0, 6), [0, 0, 0, 0], GIF.subarray(10)))).toBe('8x8');
  });

  it('needs a picture', () => {
    expect(look(bytes(GIF.subarray(0, 19), ';'))).toBe('is a GIF without a picture: it ends before the first one');
    expect(look(bytes(GIF.subarray(0, 19), 'abc'))).toBe('is a GIF that is damaged: at byte 19, no block begins');
    expect(look(GIF.subarray(0, -3))).toBe('is a GIF that is cut off: it ends in the middle of a block');
  });
});

describe('a WebP', () => {
  it('states how many bytes it has', () => {
    expect(look(WEBP.subarray(0, 50))).toBe('is a WebP that is cut off: 50 of 70 bytes are there');
  });

  it('needs pixels', () => {
    expect(look(bytes('RIFF\x16\0\0\0WEBP', EXTENDED.subarray(12, 30)))).toBe('is a WebP without pixels: it ends before its first picture');
    expect(look(bytes(WEBP.subarray(0, 16), [0xff, 0xff, 0, 0], WEBP.subarray(20)))).toBe(
      'is a WebP that is damaged: its chunk `VP8` is longer than the file',
    );
  });
});

describe('an AVIF or HEIF', () => {
  it.each([
    [1, '4x6'],
    [2, '6x4'],
    [3, '4x6'],
  ])('is turned %i times', (turns, size) => {
    expect(look(heif(turns))).toBe(size);
  });

  it('must have its pixels within the file', () => {
    const file = heif(0);
    expect(look(file.subarray(0, -1))).toBe(`is a HEIF that is cut off: ${file.length - 1} of at least ${file.length} bytes are there`);
    expect(look(file.subarray(0, -13))).toBe(`is a HEIF that is cut off: ${file.length - 13} of at least ${file.length} bytes are there`);
  });

  it('may be a sequence of frames alone', () => {
    const ftyp = box('ftyp', bytes('avis\0\0\0\0msf1'));
    expect(look(bytes(ftyp, box('moov'), box('mdat')))).toBe('no size');
    expect(look(bytes(ftyp, box('moov')))).toBe('is an AVIF that is cut off: its pixels are missing');
  });
});

describe('an SVG', () => {
  it.each([
    ['<svg/>', 'no size'],
    ['\ufeff<svg viewBox="0 0 4 4"></svg >\n<!-- by hand -->', 'no size'],
    ['<s:svg xmlns:s="http://www.w3.org/2000/svg" width="3" height="4"><s:g/></s:svg>', '3x4'],
    ['<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg width="0" height="4"></svg>', 'no size'],
    [`<svg width="${'9'.repeat(400)}" height="1.2.3"></svg>`, 'no size'],
    ["<svg aria-label='a > b' width='3' height='4'><!-- </svg> --><svgish/></svg>", '3x4'],
    ['<svg><g></svg>', 'is an SVG that is not well-formed: line 1 closes `<g>` with `</svg>`'],
    ['<svg>\n<g/><!-- </svg>', 'is an SVG that is cut off: line 2 opens `<!--`, which is not closed'],
    ['<svg><svg></svg><path d="M 0 0', 'is an SVG that is cut off: line 1 ends in the tag `<path`'],
    ['<svg>\n  <g>\n    <path/>\n', 'is an SVG that is cut off: line 2 opens `<g>`, which is not closed'],
    ['<svg><g/></svg', 'is an SVG that is cut off: line 1 opens `<svg>`, which is not closed'],
    ['<svg></svg>\n</svg>', 'is an SVG that is not well-formed: line 2 closes `<svg>`, which is not open'],
    ['<svg/><svg/>', 'is an SVG that is not well-formed: line 1 holds a tag behind the root element'],
    ['<svg/>;', 'is an SVG that is not well-formed: line 1 holds text behind the root element'],
    ['<svg width=3></svg>', 'is an SVG that is not well-formed: line 1 gives `width` a value without quotes in the tag `<svg`'],
    ['<svg hidden></svg>', 'is an SVG that is not well-formed: line 1 gives `hidden` no value in the tag `<svg`'],
    ['<svg a="" a=""></svg>', 'is an SVG that is not well-formed: line 1 gives `a` twice in the tag `<svg`'],
    ['<svg a="<"></svg>', 'is an SVG that is not well-formed: line 1 gives `a` a value with `<` in it in the tag `<svg`'],
    ['<svg a=""b=""></svg>', 'is an SVG that is not well-formed: line 1 lacks a space before `b` in the tag `<svg`'],
    ['<svg><text>\nA & B</text></svg>', 'is an SVG that is not well-formed: line 2 holds `&` that is not written `&amp;`'],
    ['<svg><text>&nbsp;</text></svg>', 'is an SVG that is not well-formed: line 1 holds the unknown entity `&nbsp;`'],
    ['<svg><text>1 < 2</text></svg>', 'is an SVG that is not well-formed: line 1 holds `<` that begins no tag'],
    ['<svg><text>&lt;&#160;&#xA0;&apos;</text><a b="&quot;&amp;"/></svg>', 'no size'],
    ['<!DOCTYPE svg [<!ENTITY ns "http://x"><!-- ]> \' -->]>\n<svg a="&ns;">&ns;</svg>', 'no size'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n<svg>&nbsp;</svg>', 'no size'],
    [
      '<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg><style><![CDATA[a > b & c {}]]></style><?x <y> ?></svg><!-- > -->',
      'no size',
    ],
    ["<svg a='\"' b=\"'\" c = '1'\n\td='>'/>", 'no size'],
    ['<svg>]]> \u0000<größe/><a:b.c-d/></svg >', 'no size'],
    ['<html><svg></svg></html>', 'is an HTML page, not an image'],
    ['<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>', 'is markup, not an image: its first tag is `<error>`'],
  ])('%s', (text, expected) => {
    expect(look(text)).toBe(expected);
  });

  it('may be UTF-16', () => {
    expect(look(Buffer.from('\ufeff<svg width="3" height="4"></svg>', 'utf16le'))).toBe('3x4');
  });
});

it('what is too large to be read whole is judged by its head', () => {
  const host: Host = { ...emptyHost, readHead: () => ({ bytes: PNG, size: 2 ** 30 }) };
  expect(inspectImage(host, 'a')).toEqual({ status: 'image', format: 'png', bytes: 2 ** 30, size: { width: 16, height: 9 } });
});

it('a file whose rest cannot be read is unreadable', () => {
  const host: Host = { ...emptyHost, readHead: () => ({ bytes: PNG.subarray(0, 60), size: PNG.length }) };
  expect(inspectImage(host, 'a')).toEqual({ status: 'unreadable', reason: 'The file does not exist' });
});
