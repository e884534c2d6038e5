/**
 * Damages images of every format at random and inspects them: nothing may throw, hang, or have a size that is none.
 * `jiti scripts/fuzz-images.ts [count] [seed]`; a failure prints the bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { inspectImage } from '../src/engine/inspect.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import {
  bmp,
  box,
  chunk,
  EXTENDED,
  heif,
  heifWith,
  ICO,
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
  webpWith,
} from '../test/support/images.ts';
import { randomOf } from '../test/support/plant.ts';

const MOST_MILLISECONDS = 500;
/** Most of what is read of a picture stands here. */
const HEADER_BYTES = 512;
const TELLING = [0, 1, 2, 4, 8, 0x10, 0x2c, 0x3c, 0x3e, 0x26, 0x7f, 0x80, 0xc0, 0xda, 0xe1, 0xfe, 0xff];

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const random = randomOf(seed);
const below = (limit: number) => Math.floor(random() * limit);

const files = await seeds();
const counts = { image: 0, corrupt: 0, unreadable: 0 };
const started = performance.now();
for (let i = 0; i < count; i++) {
  const bytes = damage(files[i % files.length] ?? PNG);
  const problem = judge(bytes);
  if (problem !== undefined) {
    process.stderr.write(`input ${i} of seed ${seed}: ${problem}\n${bytes.toString('base64')}\n`);
    process.exit(1);
  }
}
const { image, corrupt } = counts;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`${count} inputs from ${files.length} images in ${seconds} s: ${image} images, ${corrupt} refused\n`);

function judge(bytes: Buffer): string | undefined {
  const begun = performance.now();
  try {
    const seen = inspectImage(overlayHost(new Map([['a', bytes]]), emptyHost), 'a');
    counts[seen.status]++;
    if (seen.status === 'image') {
      const { width, height } = seen.size ?? { width: 1, height: 1 };
      // A drawing may be half a pixel wide.
      const isLength = (side: number) => Number.isFinite(side) && side > 0 && (seen.format === 'svg' || Number.isInteger(side));
      if (!isLength(width) || !isLength(height)) return `a size of ${width} x ${height}`;
      const { latitude, longitude } = seen.location ?? { latitude: 0, longitude: 0 };
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return `a place at ${latitude}, ${longitude}`;
    }
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const taken = performance.now() - begun;
  return taken > MOST_MILLISECONDS ? `took ${Math.round(taken)} ms` : undefined;
}

/** Some bytes are others, are gone, or stand twice; mostly near the start. */
function damage(file: Buffer): Buffer {
  let bytes = Buffer.from(file);
  for (let edits = 1 + below(6); edits > 0; edits--) {
    const at = below(random() < 0.8 ? Math.min(bytes.length, HEADER_BYTES) : bytes.length);
    const length = 1 + below(random() < 0.9 ? 4 : 64);
    const kind = below(10);
    if (kind < 6) bytes.fill(random() < 0.5 ? below(256) : (TELLING[below(TELLING.length)] ?? 0), at, Math.min(at + length, bytes.length));
    else if (kind < 7) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind < 8) bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    else if (kind < 9) bytes.copy(bytes, at, below(Math.max(1, bytes.length)), bytes.length);
    else bytes = bytes.subarray(0, below(bytes.length + 1));
  }
  return bytes;
}

/** Images of the fixtures, handmade ones, and those that sharp writes. */
async function seeds(): Promise<Buffer[]> {
  const folder = new URL('../fixtures/', import.meta.url);
  const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:png|jpe?g|gif|webp|avif|svg|tiff)$/.test(path))
    .map((path) => readFileSync(new URL(path, folder)))
    .filter((bytes) => bytes.length > 0 && bytes.length < 20_000);
  const exif = tiff([[0x112, 3, [6]]], PARIS);
  const xmp = Buffer.from('<x exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,17.6E"/>');
  const [id, end] = [Buffer.from('Exif\0\0'), chunk('IEND', Buffer.alloc(0))];
  const container = Buffer.concat([
    Buffer.from('\0\0\0\x0cJXL \r\n\x87\n', 'latin1'),
    box('ftyp', Buffer.from('jxl \0\0\0\0jxl ')),
    box('jxlc', JXL),
  ]);
  const script = Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg width="3" height="4"><script>&a;</script></svg>');
  const handmade = [
    ...[EXTENDED, LOSSLESS, SVG, TIFF, ICO, JXL, bmp(), heif(1), script, container],
    Buffer.concat([PROGRESSIVE.subarray(0, 2), segment(0xe1, Buffer.concat([id, exif])), PROGRESSIVE.subarray(2)]),
    png(chunk('eXIf', exif), chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), xmp])), chunk('IDAT', end), end),
    webpWith(riff('EXIF', exif), riff('XMP ', xmp)),
    heifWith('Exif', Buffer.concat([Buffer.alloc(4), exif])),
    heifWith('mime', xmp),
  ];
  return [...fixtures, ...handmade, ...(await drawn())];
}

async function drawn(): Promise<Buffer[]> {
  const { default: sharp } = await import('sharp');
  const picture = sharp({ create: { width: 20, height: 12, channels: 4, background: '#8ac4' } });
  const formats = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const;
  return Promise.all(formats.map((format) => picture.clone().toFormat(format).withMetadata({ orientation: 6 }).toBuffer()));
}
