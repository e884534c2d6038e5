import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../src/engine/inspect.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import type { Host } from '../src/model/host.ts';
import {
  AVIF,
  bmp,
  box,
  chunk,
  clap,
  EXTENDED,
  GIF,
  heif,
  heifWith,
  ICO,
  ico,
  JPEG,
  JXL,
  LOSSLESS,
  PARIS,
  PNG,
  PROGRESSIVE,
  png,
  riff,
  SVG,
  segment,
  TIFF,
  tiff,
  WEBP,
  webpWith,
} from './support/images.ts';

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
  // The padding of the last row.
  BMP: [bmp(), '6x4', 2],
  ICO: [ICO, '16x9', 0],
  TIFF: [TIFF, '6x4', 0],
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

  it('is cut off where more was announced: between two pictures of an animation', () => {
    const [head, picture] = [GIF.subarray(0, 19), GIF.subarray(19, -1)];
    const loop = bytes('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0');
    const control = bytes('!\xf9\x04\0\0\0\0\0');
    const cut = (count: number) => `is a GIF that is cut off: it ends behind picture ${count}, without an end marker`;
    expect(look(bytes(head, control, picture))).toBe('8x8');
    expect(look(bytes(head, picture, control))).toBe(cut(1));
    expect(look(bytes(head, loop, control, picture))).toBe(cut(1));
    expect(look(bytes(head, picture, picture))).toBe(cut(2));
    expect(look(bytes(head, loop, control, picture, control, picture, ';'))).toBe('8x8');
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
    ['\n<?xml version="1.0"?>\n<svg/>', 'is an SVG that is not well-formed: line 2 holds the XML declaration, which must come first'],
    ['<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?><svg/>', 'no size'],
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
    ['<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>', 'is markup, not an image: its first tag is `<Error>`'],
  ])('%s', (text, expected) => {
    expect(look(text)).toBe(expected);
  });

  it('may be UTF-16', () => {
    expect(look(Buffer.from('\ufeff<svg width="3" height="4"></svg>', 'utf16le'))).toBe('3x4');
  });
});

describe('an ICO', () => {
  it('has the size of its largest picture, and all of them within the file', () => {
    expect(look(ico(bmp(8, 16).subarray(14)))).toBe('8x8');
    expect(look(ico(PNG, PNG.subarray(0, 60)))).toBe('is an ICO whose picture of 256 × 256 is damaged');
    expect(look(ICO.subarray(0, -1))).toBe(`is an ICO that is cut off: ${ICO.length - 1} of at least ${ICO.length} bytes are there`);
    expect(look(bytes([0, 0, 1, 0, 0, 0]))).toBe("begins as ICO, but its header can't be read");
  });
});

describe('a BMP', () => {
  it('is counted by its pixels: the size that it states is often wrong', () => {
    expect(look(bmp(6, 4))).toBe('6x4');
    expect(look(bmp(6, 5))).toBe('is a BMP that is cut off: 134 of at least 152 bytes are there');
    expect(look(bmp(0, 4))).toBe("begins as BMP, but its header can't be read");
    const compressed = bmp(6, 400);
    compressed.writeUInt32LE(1, 30);
    expect(look(compressed)).toBe('6x400');
    compressed.writeUInt32LE(1000, 2);
    expect(look(compressed)).toBe('is a BMP that is cut off: 134 of 1000 bytes are there');
  });
});

describe('a TIFF', () => {
  const [width, height] = [
    [0x100, 3, [6]],
    [0x101, 3, [4]],
  ] as const;
  it('is turned, and needs pixels', () => {
    expect(look(bytes(tiff([width, height, [0x111, 3, [8]], [0x112, 3, [6]], [0x117, 3, [1]]], undefined, 'MM')))).toBe('4x6');
    expect(look(tiff([width, height]))).toBe('is a TIFF without pixels: its first directory leads to none');
  });
});

describe('a JPEG XL', () => {
  it('is measured, bare and in a container', () => {
    expect(look(JXL)).toMatch(/^\d+x\d+$/);
    const container = bytes('\0\0\0\x0cJXL \r\n\x87\n', box('ftyp', bytes('jxl \0\0\0\0jxl ')), box('jxlc', JXL));
    expect(look(container)).toBe(look(JXL));
    expect(look(container.subarray(0, -1))).toBe(
      `is a JPEG XL that is cut off: ${container.length - 1} of at least ${container.length} bytes are there`,
    );
    expect(look(bytes([0xff, 0x0a]))).toBe("begins as JPEG XL, but its header can't be read");
  });
});

it.each([
  ['\x89PNG\r\n\x1a\r\n\0', 'is a PNG whose line endings were converted: the byte `0D` is added'],
  ['\0\0\0\x0cJXL \n\x87\n', 'is a JPEG XL whose line endings were converted: the byte `0D` is lost'],
  ['\xef\xbf\xbdPNG\r\n', 'was saved as text, and has lost all bytes that are none'],
  ['\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\0', 'was saved as text, and has lost all bytes that are none'],
  ['%PDF-1.7', 'is a PDF, not an image'],
  ['PK\x03\x04', 'is a ZIP archive, not an image'],
  ['\0\0\0\x20ftypisom', 'is an MPEG-4 video, not an image'],
])('%j is something else', (text, reason) => {
  expect(look(bytes(text))).toBe(reason);
});

describe('the orientation', () => {
  const exif = tiff([[0x112, 3, [6]]]);
  it('is that of EXIF before the pixels of a PNG, and no other, as browsers have it', () => {
    expect(look(png(chunk('eXIf', exif), IDAT, IEND))).toBe('9x16');
    expect(look(png(IDAT, chunk('eXIf', exif), IEND))).toBe('16x9');
    expect(look(webpWith(riff('EXIF', exif)))).toBe('6x4');
    expect(look(heifWith('Exif', bytes([0, 0, 0, 0], exif)))).toBe('8x6');
  });
});

describe('the clean aperture', () => {
  const rotated = box('irot', Buffer.from([1]));
  it.each([
    ['crops', [clap(4, 2, 0, 0)], '4x2', '8x6'],
    ['crops from the upper left corner', [clap(4, 2, -4, -4)], '4x2', '4x2'],
    ['is turned', [clap(4, 2, -4, -4), rotated], '2x4', '2x4'],
    ['is passed over where it does not fit', [clap(40, 2, 0, 0)], '8x6', '8x6'],
    ['is passed over where it is none', [clap(0, 2, 0, 0)], '8x6', '8x6'],
  ])('%s', (_, properties, asHeif, asAvif) => {
    const file = heifWith('Exif', Buffer.alloc(8), true, ...properties);
    expect(look(file)).toBe(asHeif);
    file.write('avif', 8, 'latin1');
    expect(look(file)).toBe(asAvif);
  });
});

describe('the place where a picture was taken', () => {
  const START = JPEG.subarray(0, 2);
  const jpeg = (...parts: (string | Buffer)[]) => bytes(START, segment(0xe1, bytes(...parts)), PROGRESSIVE.subarray(2));
  const exif = tiff([[0x112, 3, [1]]], PARIS);
  const xmp = (attributes: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" ${attributes}/></x:xmpmeta>`;
  const XMP = xmp('exif:GPSLatitude="48,51.4993N" exif:GPSLongitude="2,17.67E"');
  const XMP_ID = 'http://ns.adobe.com/xap/1.0/\0';

  /** `EXIF 48.858, 2.295` */
  function place(file: Buffer): string | undefined {
    const seen = inspect(file);
    expect(seen).toMatchObject({ status: 'image' });
    const location = seen.status === 'image' ? seen.location : undefined;
    return location && `${location.source} ${location.latitude.toFixed(3)}, ${location.longitude.toFixed(3)}`;
  }

  it.each<[string, Buffer]>([
    ['JPEG', jpeg('Exif\0\0', exif)],
    ['JPEG, big-endian', jpeg('Exif\0\0', tiff([], PARIS, 'MM'))],
    ['PNG', png(chunk('eXIf', exif), IDAT, IEND)],
    ['PNG, behind its pixels', png(IDAT, chunk('eXIf', exif), IEND)],
    [
      'PNG, as ImageMagick writes it',
      png(chunk('tEXt', bytes('Raw profile type exif\0\nexif\n      99\n', bytes('Exif\0\0', exif).toString('hex'), '\n')), IDAT, IEND),
    ],
    ['WebP', webpWith(riff('EXIF', exif))],
    ['WebP, as if it were a JPEG', webpWith(riff('EXIF', bytes('Exif\0\0', exif)))],
    ['HEIF', heifWith('Exif', bytes([0, 0, 0, 6], 'Exif\0\0', exif))],
    [
      'TIFF',
      tiff(
        [
          [0x100, 3, [1]],
          [0x101, 3, [1]],
          [0x111, 4, [0]],
          [0x117, 4, [1]],
        ],
        PARIS,
      ),
    ],
  ])('stands in the EXIF of a %s', (_, file) => {
    expect(place(file)).toBe('EXIF 48.858, 2.295');
  });

  it.each<[string, Buffer]>([
    ['JPEG', jpeg(XMP_ID, XMP)],
    ['PNG', png(chunk('iTXt', bytes('XML:com.adobe.xmp\0\0\0\0\0', XMP)), IDAT, IEND)],
    ['PNG, compressed', png(chunk('iTXt', bytes('XML:com.adobe.xmp\0\x01\0en\0x\0', deflateSync(XMP))), IDAT, IEND)],
    ['PNG, as libvips writes it', png(chunk('zTXt', bytes('XML:com.adobe.xmp\0\0', deflateSync(XMP))), IDAT, IEND)],
    ['WebP', webpWith(riff('XMP ', bytes(XMP)))],
    ['HEIF', heifWith('mime', bytes(XMP))],
  ])('stands in the XMP of a %s', (_, file) => {
    expect(place(file)).toBe('XMP 48.858, 2.295');
  });

  it.each([
    ['exif:GPSLatitude="33,51,24.5S" exif:GPSLongitude="151,12,40W"', 'XMP -33.857, -151.211'],
    ['exif:GPSLatitude="-33.857" exif:GPSLongitude = \'+151.2\'', 'XMP -33.857, 151.200'],
    ['><exif:GPSLatitude>33,51.4S</exif:GPSLatitude><exif:GPSLongitude>151,12.7E</exif:GPSLongitude', 'XMP -33.857, 151.212'],
    ['exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"', undefined],
    ['exif:GPSLatitude="" exif:GPSLongitude="2,17.67E"', undefined],
    ['exif:GPSLatitude="91,0N" exif:GPSLongitude="2,17.67E"', undefined],
    ['exif:GPSLatitude="48,51.4993N"', undefined],
    ['exif:GPSLatitudeRef="48N" exif:GPSLongitudeRef="2E"', undefined],
  ])('XMP: %s', (attributes, expected) => {
    expect(place(jpeg(XMP_ID, xmp(attributes)))).toBe(expected);
  });

  it.each<[string, readonly number[], string, readonly number[], string | undefined]>([
    ['S', [33, 1, 51, 1, 24, 1], 'W', [151, 1, 12, 1, 40, 1], 'EXIF -33.857, -151.211'],
    ['N', [48858, 1000], 'E', [2295, 1000], 'EXIF 48.858, 2.295'],
    ['N', [48, 1, 51, 1, 0, 0], 'E', [2, 1, 0, 0, 0, 0], 'EXIF 48.850, 2.000'],
    ['N', [0, 0, 0, 0, 0, 0], 'E', [0, 0, 0, 0, 0, 0], undefined],
    ['N', [0, 1, 0, 1, 0, 1], 'E', [0, 1, 0, 1, 0, 1], undefined],
    ['', [0, 1, 0, 1, 0, 1], '', [0, 1, 0, 1, 0, 1], undefined],
    ['N', [91, 1], 'E', [2, 1], undefined],
    ['N', [48, 1], 'E', [181, 1], undefined],
  ])('EXIF: %s %j %s %j', (northSouth, latitude, eastWest, longitude, expected) => {
    expect(place(jpeg('Exif\0\0', tiff([], [northSouth, latitude, eastWest, longitude])))).toBe(expected);
  });

  it('may lead nowhere', () => {
    expect(place(jpeg('Exif\0\0', tiff([[0x8825, 4, [8]]])))).toBeUndefined();
    expect(place(jpeg('Exif\0\0', tiff([[0x8825, 4, [0xffffffff]]])))).toBeUndefined();
    expect(place(jpeg('Exif\0\0', exif.subarray(0, -30)))).toBeUndefined();
    expect(place(png(chunk('zTXt', bytes('Raw profile type exif\0\0', 'no zlib')), IDAT, IEND))).toBeUndefined();
    expect(look(heifWith('Exif', bytes([0, 0, 0, 0], exif), false))).toMatch(/^is a HEIF that is cut off/);
  });
});

describe('what runs in an SVG', () => {
  it.each([
    ['<svg>\n<script>a()</script></svg>', '<script> 2'],
    ['<svg>\n<g/>\n<s:script xmlns:s="x" href="a.js"/></svg>', '<script> 3'],
    ['<svg><script type="module">a()</script></svg>', '<script> 1'],
    ['<svg><script type="text/ecmascript"><![CDATA[a()]]></script></svg>', '<script> 1'],
    ['<svg onLoad="a()"/>', 'onLoad 1'],
    ['<svg><a href="\n java&#x09;script:a()"/></svg>', 'href="javascript:…" 1'],
    ['<svg><set attributeName="href" to="javascript:a()"/></svg>', 'to="javascript:…" 1'],
    ['<svg><script type="application/json">{}</script><script/><script>\n</script></svg>', undefined],
    ['<svg onload="" once="1" data-on="a"><a href="#javascript:"/><text alt="javascript:">onload="a()"</text></svg>', undefined],
    ['<svg><!-- <script>a()</script> --><style><![CDATA[<script>]]></style></svg>', undefined],
  ])('%s', (text, expected) => {
    const seen = inspect(Buffer.from(text));
    expect(seen).toMatchObject({ status: 'image' });
    expect(seen.status === 'image' && seen.active ? `${seen.active.name} ${seen.active.line}` : undefined).toBe(expected);
  });
});

it('a large SVG takes no longer than its length', () => {
  const started = performance.now();
  const attributes = Array.from({ length: 20_000 }, (_, i) => `a${i}="1"`).join(' ');
  const tags = '<g a="b" c="&amp;"/>'.repeat(50_000);
  expect(look(`<svg ${attributes}>${tags}</svg>`)).toBe('no size');
  expect(look(`<!DOCTYPE svg [${'<!ENTITY a "b">'.repeat(2000)}]><svg>${'&a;'.repeat(50_000)}</svg>`)).toBe('no size');
  expect(look(`<svg>${'<g>'.repeat(100_000)}`)).toMatch(/cut off/);
  expect(performance.now() - started).toBeLessThan(30_000);
});

it('what is too large to be read whole is judged by its head', () => {
  const host: Host = { ...emptyHost, readHead: () => ({ bytes: PNG, size: 2 ** 30 }) };
  expect(inspectImage(host, 'a')).toEqual({ status: 'image', format: 'png', bytes: 2 ** 30, size: { width: 16, height: 9 } });
});

it('a file whose rest cannot be read is unreadable', () => {
  const host: Host = { ...emptyHost, readHead: () => ({ bytes: PNG.subarray(0, 60), size: PNG.length }) };
  expect(inspectImage(host, 'a')).toEqual({ status: 'unreadable', reason: 'The file does not exist' });
});
