import type { ImageLocation } from '../../model/image.ts';

/** XMP is some kilobytes; what is far beyond is searched no further. */
const MOST_XMP_BYTES = 1024 * 1024;

/** Undefined for what is no place: numbers out of range, and the zeros that cameras without a fix write. */
export function pointOf(source: ImageLocation['source'], latitude: number, longitude: number): ImageLocation | undefined {
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return isPlace ? { source, latitude, longitude } : undefined;
}

export function locationInXmp(bytes: Uint8Array): ImageLocation | undefined {
  const text = Buffer.from(bytes.subarray(0, MOST_XMP_BYTES)).toString('latin1');
  if (!text.includes('GPSLatitude')) return undefined;
  return pointOf('XMP', degreesIn(text, LATITUDE), degreesIn(text, LONGITUDE));
}

/** An attribute, or an element. */
const LATITUDE = /:GPSLatitude(?:\s*=\s*["']|>)([^"'<>]{1,40})/;
const LONGITUDE = /:GPSLongitude(?:\s*=\s*["']|>)([^"'<>]{1,40})/;
/** `48,51,29.6N`, `48,51.4933N`, or a plain number. */
const DEGREES = /^\s*([-+]?\d{1,3}(?:\.\d*)?)(?:,(\d{1,2}(?:\.\d*)?))?(?:,(\d{1,2}(?:\.\d*)?))?\s*([NSEW]?)\s*$/i;

function degreesIn(xmp: string, name: RegExp): number {
  const parts = DEGREES.exec(name.exec(xmp)?.[1] ?? '');
  if (parts === null) return Number.NaN;
  const degrees = Number(parts[1]) + Number(parts[2] ?? 0) / 60 + Number(parts[3] ?? 0) / 3600;
  return /[sw]/i.test(parts[4] ?? '') ? -degrees : degrees;
}
