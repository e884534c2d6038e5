import { u16be } from './reader.ts';

export interface Component {
  readonly id: number;
  /** Blocks of 8 by 8 in a unit. */
  readonly across: number;
  readonly down: number;
}

export interface Scan {
  /** Of its coded data. */
  readonly start: number;
  readonly end: number;
  /** Where its header begins, behind the length. */
  readonly header: number;
  /** Where the counts of each Huffman table begin, by class and number. */
  readonly tables: ReadonlyMap<number, number>;
  /** Units between two restarts; 0 is none. */
  readonly interval: number;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
}

/** Nothing of what was expected: then the answer would be a guess. */
const DOUBT = -1;

/**
 * Counts the blocks of a scan that runs to the end of the file, by their Huffman codes alone. False only when the data
 * surely end before the last block; a refining scan is not followed.
 */
export function isScanWhole(data: Uint8Array, { start, end, header, tables, interval }: Scan, picture: Picture): boolean {
  const count = data[header] ?? 0;
  const [first, , approximation = 0] = data.subarray(header + 1 + 2 * count);
  if (picture.progressive && (first !== 0 || approximation >> 4 !== 0)) return true;
  const blocks: [dc: number | undefined, ac: number | undefined][] = [];
  const members: Component[] = [];
  for (let i = 0; i < count; i++) {
    const member = picture.components.find(({ id }) => id === data[header + 1 + 2 * i]);
    if (member === undefined) return true;
    members.push(member);
    const used = data[header + 2 + 2 * i] ?? 0;
    for (let n = count === 1 ? 1 : member.across * member.down; n > 0; n--)
      blocks.push([tables.get(used >> 4), picture.progressive ? undefined : tables.get(16 | (used & 15))]);
  }
  if (blocks.length === 0 || blocks.some(([dc, ac]) => dc === undefined || (ac === undefined && !picture.progressive))) return true;

  const bits = bitsOf(data, start, end);
  const units = unitsOf(members, picture);
  for (let unit = 0; unit < units; unit++) {
    if (interval > 0 && unit > 0 && unit % interval === 0 && !bits.restart()) return !bits.ended;
    for (const [dc = 0, ac] of blocks) {
      const sane = readBlock(data, bits, dc, ac);
      if (bits.ended) return false;
      if (!sane) return true;
    }
  }
  return true;
}

function unitsOf(members: readonly Component[], { width, height, components }: Picture): number {
  const across = Math.max(...components.map((component) => component.across));
  const down = Math.max(...components.map((component) => component.down));
  const [only] = members;
  if (members.length !== 1 || only === undefined) return Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
  return Math.ceil(Math.ceil((width * only.across) / across) / 8) * Math.ceil(Math.ceil((height * only.down) / down) / 8);
}

type Bits = ReturnType<typeof bitsOf>;

function bitsOf(data: Uint8Array, start: number, end: number) {
  let at = start;
  let byte = 0;
  let left = 0;
  return {
    /** More was asked for than there is. */
    ended: false,
    /** A marker stands where data should. */
    broken: false,
    next(): number {
      if (left === 0) {
        byte = data[at] ?? 0;
        if (at >= end || (byte === 0xff && at + 1 >= end)) this.ended = true;
        else if (byte === 0xff && data[at + 1] !== 0) this.broken = true;
        else {
          at += byte === 0xff ? 2 : 1;
          left = 8;
        }
        if (left === 0) return 0;
      }
      left--;
      return (byte >> left) & 1;
    },
    /** Passes a restart marker, if one is next. */
    restart(): boolean {
      left = 0;
      if (at + 1 >= end) this.ended = true;
      const marker = u16be(data, at);
      at += 2;
      return !this.ended && marker >= 0xffd0 && marker <= 0xffd7;
    },
  };
}

/** Whether the bits are those of a block. */
function readBlock(data: Uint8Array, bits: Bits, dc: number, ac: number | undefined): boolean {
  const skip = (count: number) => {
    for (let n = count; n > 0; n--) bits.next();
  };
  const first = symbol(data, bits, dc);
  if (first === DOUBT || bits.broken) return false;
  skip(first & 15);
  for (let k = 1; ac !== undefined && k < 64; ) {
    const next = symbol(data, bits, ac);
    if (next === DOUBT || bits.broken) return false;
    if (next === 0) break;
    k += (next >> 4) + 1;
    skip(next & 15);
  }
  return !bits.broken;
}

/** Reads one code of the Huffman table whose counts begin at `table`. */
function symbol(data: Uint8Array, bits: Bits, table: number): number {
  let code = 0;
  let first = 0;
  let at = table + 16;
  for (let length = 0; length < 16; length++) {
    code = (code << 1) | bits.next();
    const count = data[table + length] ?? 0;
    if (code - first < count) return data[at + code - first] ?? DOUBT;
    at += count;
    first = (first + count) << 1;
  }
  return DOUBT;
}
