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
