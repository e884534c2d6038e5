import { crc32 } from 'node:zlib';
import { fixture } from './world.ts';

const image = (name: string) => fixture(`examples/public/images/${name}`);

export const PNG = image('chart.png');
export const JPEG = image('portrait.jpg');
export const PROGRESSIVE = image('photo.jpg');
export const GIF = image('clip.gif');
export const WEBP = image('wide.webp');
export const AVIF = image('photo.avif');
export const LOSSLESS = Buffer.from(
  'UklGRoAAAABXRUJQVlA4THQAAAAvBcAAAAWTAADTuGEDzrAUk7NTeFJUhNpc8ws8HBPbtlIlXDoNKvMfBY1sTRM0+bIWGwEAjBxymzlaa/9/jW1X/0OXhT2/d7dDvNt2hYJOJRtWtl+7AtwX+n7qMPDXGm0ToIeeArGpkYMdWQD15Ke+WXPOAA==',
  'base64',
);
/** With transparency, so of the extended kind. */
export const EXTENDED = Buffer.from(
  'UklGRpQAAABXRUJQVlA4WAoAAAAQAAAABQAAAwAAQUxQSBkAAAAAFFhaamemnrfN9Av+NDEtQW1zrcCxu9/qAFZQOCBUAAAA0AEAnQEqBgAEAAFAJiWQAnQBFKMpuFYA/opa+s9E//501+Qv1He+NkLljJ2N7/5fgWkmuCx6+QW7ofP4Cb8iuCuzKO8MENp3Jue/0OTE5XCKHIAA',
  'base64',
);
export const SVG = Buffer.from(
  '<?xml version="1.0"?>\n<!-- <svg> --><svg width="8" height="6px"><g title="a > b"/><svg/><svg>x</svg><![CDATA[</svg>]]></svg>',
);

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);

/** A PNG chunk, with a checksum of its own if need be. */
export function chunk(type: string, data: Uint8Array, checksum?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([u32(data.length), body, u32(checksum ?? crc32(body))]);
}

/** A PNG of the given chunks, behind an IHDR. */
export const png = (...chunks: Buffer[]) => Buffer.concat([PNG.subarray(0, 33), ...chunks]);

/** A JPEG segment. */
export const segment = (marker: number, data: Uint8Array) => Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);

/** A box of an ISO file. */
export function box(type: string, ...content: Uint8Array[]): Buffer {
  const data = Buffer.concat(content);
  return Buffer.concat([u32(data.length + 8), Buffer.from(type, 'latin1'), data]);
}

/** A picture of 6 by 4 and a thumbnail of 9 by 9, whose pixels are nothing but their place. */
export function heif(turns: number): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1'));
  const ispe = (width: number, height: number) => box('ispe', u32(0), u32(width), u32(height));
  const meta = (offset: number) =>
    box(
      'meta',
      u32(0),
      box('pitm', u32(0), u16(2)),
      box('iloc', u32(0), Buffer.from([0x44, 0]), u16(1), u16(2), u16(0), u16(1), u32(offset), u32(5)),
      box(
        'iprp',
        box('ipco', ispe(9, 9), ispe(6, 4), box('irot', Buffer.from([turns]))),
        box('ipma', u32(0), u32(2), u16(1), Buffer.from([1, 1]), u16(2), Buffer.from([2, 2, 0x83])),
      ),
    );
  const offset = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(offset), box('mdat', Buffer.from('pixel'))]);
}

type Values = readonly number[];
type TiffEntry = readonly [tag: number, type: 2 | 3 | 4 | 5, values: Values];
type Place = readonly [northSouth: string, latitude: Values, eastWest: string, longitude: Values];

const latin1 = (text: string) => [...Buffer.from(text, 'latin1')];

/** A directory of a TIFF at `start`, with what does not fit behind it. */
function directory(order: 'II' | 'MM', start: number, entries: readonly TiffEntry[]): Buffer {
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes);
    if (order === 'II') buffer.writeUIntLE(value, 0, bytes);
    else buffer.writeUIntBE(value, 0, bytes);
    return buffer;
  };
  const sizes = { 2: 1, 3: 2, 4: 4, 5: 4 } as const;
  const table = [number(entries.length, 2)];
  const behind: Buffer[] = [];
  let at = start + 2 + 12 * entries.length + 4;
  for (const [tag, type, values] of entries) {
    const data = Buffer.concat(values.map((value) => number(value, sizes[type])));
    const inside = Buffer.concat([data, Buffer.alloc(4)]).subarray(0, 4);
    table.push(number(tag, 2), number(type, 2), number(type === 5 ? values.length / 2 : values.length, 4));
    table.push(data.length <= 4 ? inside : number(at, 4));
    if (data.length <= 4) continue;
    behind.push(data);
    at += data.length;
  }
  return Buffer.concat([...table, number(0, 4), ...behind]);
}

/** A TIFF, which EXIF is too: the directory of the picture, and one of its place. */
export function tiff(entries: readonly TiffEntry[], place?: Place, order: 'II' | 'MM' = 'II'): Buffer {
  const head = Buffer.from(order === 'II' ? 'II*\0\x08\0\0\0' : 'MM\0*\0\0\0\x08', 'latin1');
  if (place === undefined) return Buffer.concat([head, directory(order, 8, entries)]);
  const [northSouth, latitude, eastWest, longitude] = place;
  const gps = (start: number) =>
    directory(order, start, [
      [1, 2, latin1(`${northSouth}\0`)],
      [2, 5, latitude],
      [3, 2, latin1(`${eastWest}\0`)],
      [4, 5, longitude],
    ]);
  const start = 8 + directory(order, 8, [...entries, [0x8825, 4, [0]]]).length;
  return Buffer.concat([head, directory(order, 8, [...entries, [0x8825, 4, [start]]]), gps(start)]);
}

/** Paris, as a telephone writes it. */
export const PARIS: Place = ['N', [48, 1, 51, 1, 2996, 100], 'E', [2, 1, 17, 1, 4021, 100]];

export const TIFF = Buffer.concat([
  tiff([
    [0x100, 3, [6]],
    [0x101, 3, [4]],
    [0x111, 4, [74]],
    [0x112, 3, [1]],
    [0x117, 4, [6]],
  ]),
  Buffer.from('pixels'),
]);

/** 6 by 4 of 24 bits, from top to bottom. */
export function bmp(width = 6, height = -4): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, Buffer.alloc(20 * 4)]);
}

/** Each picture is a PNG, or the bytes of a bitmap without the header of its file. */
export function ico(...pictures: Buffer[]): Buffer {
  const head = Buffer.from([0, 0, 1, 0, pictures.length, 0]);
  let at = 6 + 16 * pictures.length;
  const table = pictures.map((picture) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(picture.length, 8);
    entry.writeUInt32LE(at, 12);
    at += picture.length;
    return entry;
  });
  return Buffer.concat([head, ...table, ...pictures]);
}

/** A bitmap within an icon is twice as high: its mask is below. */
export const ICO = ico(bmp(8, 16).subarray(14), PNG);

export const JXL = Buffer.from('ff0a7f00', 'hex');

/** An HEIF with these items of metadata behind its picture. */
export function heifWith(kind: 'Exif' | 'mime', data: Buffer, fits = true, ...properties: Buffer[]): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1'));
  const type = Buffer.from(kind === 'Exif' ? 'Exif\0' : 'mime\0application/rdf+xml\0');
  const ipco = box('ipco', box('ispe', u32(0), u32(8), u32(6)), ...properties);
  const meta = (offset: number) =>
    box(
      'meta',
      u32(0),
      box('pitm', u32(0), u16(1)),
      box('iinf', u32(0), u16(1), box('infe', u32(0x02000000), u16(7), u16(0), type)),
      box('iloc', u32(0), Buffer.from([0x44, 0]), u16(1), u16(7), u16(0), u16(1), u32(offset), u32(data.length + (fits ? 0 : 1))),
      box(
        'iprp',
        ipco,
        box('ipma', u32(0), u32(1), u16(1), Buffer.from([1 + properties.length]), Buffer.from([1, ...properties.map((_, i) => i + 2)])),
      ),
    );
  const offset = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(offset), box('mdat', data)]);
}

/** The clean aperture: width, height, and how far its centre lies from that of the picture. */
export const clap = (width: number, height: number, x: number, y: number) =>
  box('clap', ...[width, height].flatMap((side) => [u32(side), u32(1)]), ...[x, y].flatMap((distance) => [u32(distance >>> 0), u32(2)]));

/** A RIFF chunk, padded. */
export function riff(name: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name), length, data, Buffer.alloc(data.length % 2)]);
}

/** EXTENDED, with its flags set and chunks added behind its pixels. */
export function webpWith(...chunks: Buffer[]): Buffer {
  const file = Buffer.concat([EXTENDED, ...chunks]);
  file[20] = 0x1c;
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}
