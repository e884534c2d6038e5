import { ascii, badHeader, cutOff, damaged, type Reader, type Size, sized, u16be, u32be, type Walk } from './reader.ts';

interface Box {
  readonly type: string;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

type IsoFormat = 'avif' | 'heif';

/** A `meta` box holds tables, no pixels. */
const MOST_META_BYTES = 4 * 1024 * 1024;
const PICTURE_BOXES = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** The chain of boxes, the size of the primary item, and where its data lie. */
export function walkIsobmff(file: Reader, format: IsoFormat): Walk {
  const boxes = new Map<string, Box>();
  for (const box of boxesIn(file, 0, file.size)) {
    if (box.end > file.size && PICTURE_BOXES.has(box.type)) return cutOff(format, file.size, box.end, true);
    if (!boxes.has(box.type)) boxes.set(box.type, box);
  }
  const meta = boxes.get('meta');
  // A bare sequence of frames.
  if (meta === undefined && boxes.has('moov'))
    return boxes.has('mdat') ? { size: undefined } : damaged(format, 'that is cut off: its pixels are missing');
  if (meta === undefined) return badHeader(format);
  if (meta.end - meta.start > MOST_META_BYTES) return { size: undefined };
  const bytes = file.bytes(meta.start, meta.end - meta.start);
  const end = lastExtent(bytes, boxIn(bytes, 4, 'iloc'));
  if (end > file.size) return cutOff(format, file.size, end, true);
  const size = sizeOf(bytes);
  return size === undefined ? badHeader(format) : sized(format, size.width, size.height);
}

function* boxesIn(file: Reader, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const head = file.bytes(at, 16);
    const type = ascii(head, 4, 8);
    const stated = u32be(head, 0);
    const headerBytes = stated === 1 ? 16 : 8;
    const length = stated === 0 ? end - at : stated === 1 ? u32be(head, 8) * 2 ** 32 + u32be(head, 12) : stated;
    if (length < headerBytes || !/^[\x20-\x7e]{4}$/.test(type)) return;
    yield { type, start: at + headerBytes, end: at + length };
    at += length;
  }
}

/** The boxes within a piece that is in memory. */
function boxesOf(bytes: Uint8Array, start: number, end = bytes.length): Box[] {
  const file: Reader = { size: bytes.length, bytes: (offset, length) => bytes.subarray(offset, offset + length) };
  return [...boxesIn(file, start, Math.min(end, bytes.length))];
}

function boxIn(bytes: Uint8Array, start: number, type: string, end?: number): Box | undefined {
  return boxesOf(bytes, start, end).find((box) => box.type === type);
}

/** The size of the primary item after its rotation; of the largest, when no item is named. */
function sizeOf(meta: Uint8Array): Size | undefined {
  const iprp = boxIn(meta, 4, 'iprp');
  const ipco = iprp && boxIn(meta, iprp.start, 'ipco', iprp.end);
  if (iprp === undefined || ipco === undefined) return undefined;
  const properties = boxesOf(meta, ipco.start, ipco.end);
  const own = associated(meta, boxIn(meta, iprp.start, 'ipma', iprp.end), primaryItem(meta)).flatMap(
    (index) => properties[index - 1] ?? [],
  );
  const extents = (boxes: readonly Box[]) =>
    boxes.flatMap(({ type, start }) => (type === 'ispe' ? [{ width: u32be(meta, start + 4), height: u32be(meta, start + 8) }] : []));
  const [size] = [...extents(own), ...extents(properties).sort((a, b) => b.width * b.height - a.width * a.height)];
  const turns = own.reduce((sum, { type, start }) => sum + (type === 'irot' ? (meta[start] ?? 0) : 0), 0);
  return size && turns % 2 === 1 ? { width: size.height, height: size.width } : size;
}

function primaryItem(meta: Uint8Array): number | undefined {
  const pitm = boxIn(meta, 4, 'pitm');
  return pitm && (meta[pitm.start] === 0 ? u16be(meta, pitm.start + 4) : u32be(meta, pitm.start + 4));
}

/** The numbers, from one, of an item's properties. */
function associated(meta: Uint8Array, ipma: Box | undefined, item: number | undefined): number[] {
  if (ipma === undefined || item === undefined) return [];
  const long = (meta[ipma.start] ?? 0) > 0;
  const wide = ((meta[ipma.start + 3] ?? 0) & 1) === 1;
  const entries = u32be(meta, ipma.start + 4);
  for (let at = ipma.start + 8, entry = 0; entry < entries && at < ipma.end && at < meta.length; entry++) {
    const id = long ? u32be(meta, at) : u16be(meta, at);
    const count = meta[at + (long ? 4 : 2)] ?? 0;
    at += long ? 5 : 3;
    if (id === item) return Array.from({ length: count }, (_, i) => (wide ? u16be(meta, at + 2 * i) & 0x7fff : (meta[at + i] ?? 0) & 0x7f));
    at += count * (wide ? 2 : 1);
  }
  return [];
}

/** Where the last piece of an item's data ends in the file; 0 when the table names none. */
function lastExtent(meta: Uint8Array, iloc: Box | undefined): number {
  if (iloc === undefined) return 0;
  const version = meta[iloc.start] ?? 0;
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [4, 5].flatMap((at) => {
    const byte = meta[iloc.start + at] ?? 0;
    return [byte >> 4, byte & 15];
  }) as [number, number, number, number];
  const limit = Math.min(iloc.end, meta.length);
  const stepBytes = offsetBytes + lengthBytes;
  const idBytes = version === 2 ? 4 : 2;
  let at = iloc.start + 6;
  const number = (length: number) => {
    const value =
      length === 8 ? u32be(meta, at) * 2 ** 32 + u32be(meta, at + 4) : length === 4 ? u32be(meta, at) : length === 2 ? u16be(meta, at) : 0;
    at += length;
    return value;
  };
  let last = 0;
  for (let items = number(idBytes); items > 0 && at < limit; items--) {
    number(idBytes);
    const method = version === 0 ? 0 : number(2) & 15;
    const elsewhere = number(2) !== 0;
    const base = number(baseBytes);
    for (let extents = number(2); extents > 0 && at < limit && stepBytes > 0; extents--) {
      if (version > 0) number(indexBytes);
      const end = base + number(offsetBytes) + number(lengthBytes);
      if (method === 0 && !elsewhere && at <= limit) last = Math.max(last, end);
    }
  }
  return last;
}
