import { ascii, type Reader, readerOf, u32be } from './reader.ts';

export interface Box {
  readonly type: string;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

export function* boxesIn(file: Reader, start: number, end: number): Generator<Box> {
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
export function boxesOf(bytes: Uint8Array, start: number, end = bytes.length): Box[] {
  return [...boxesIn(readerOf(bytes), start, Math.min(end, bytes.length))];
}

export function boxIn(bytes: Uint8Array, start: number, type: string, end?: number): Box | undefined {
  return boxesOf(bytes, start, end).find((box) => box.type === type);
}
