import { ascii, badHeader, damaged, type Reader, sized, u16le, type Walk } from './reader.ts';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
/** Kinds of extensions: one says how the next picture is shown, the other may make the file an animation. */
const CONTROL = 0xf9;
const APPLICATION = 0xff;
const LOOPS = /^(?:NETSCAPE|ANIMEXTS)/;

const CUT_OFF = 'that is cut off: it ends in the middle of a block';

/**
 * The chain of blocks. Browsers do without the trailer, and show what they have when something else than a block comes:
 * neither is a defect behind the one picture of a file. An animation that ends without a trailer has lost frames.
 */
export function walkGif(file: Reader): Walk {
  const screen = file.bytes(0, HEADER_BYTES);
  if (screen.length < HEADER_BYTES || !/^GIF8[79]a$/.test(ascii(screen, 0, 6))) return badHeader('gif');
  let width = u16le(screen, 6);
  let height = u16le(screen, 8);
  let pictures = 0;
  let loops = false;
  let announced = false;
  let at: number | undefined = HEADER_BYTES + colorBytes(screen[10] ?? 0);
  while (at < file.size) {
    const block = file.bytes(at, 14);
    if (block[0] === EXTENSION) {
      if (block[1] === CONTROL) announced = true;
      if (block[1] === APPLICATION && LOOPS.test(ascii(block, 3, 14))) loops = true;
      at = afterSubBlocks(file, at + 2);
    } else if (block[0] === IMAGE) {
      if (block.length < 10) return damaged('gif', CUT_OFF);
      at = afterSubBlocks(file, at + 11 + colorBytes(block[9] ?? 0));
      // A screen without a size is that of its first picture.
      if (pictures === 0) [width, height] = [width || u16le(block, 5), height || u16le(block, 7)];
      pictures++;
      announced = false;
    } else if (block[0] === TRAILER || pictures > 0) break;
    else return damaged('gif', `that is damaged: at byte ${at}, no block begins`);
    if (at === undefined) return damaged('gif', CUT_OFF);
  }
  if (pictures > 0 && at >= file.size && (pictures > 1 || loops || announced))
    return damaged('gif', `that is cut off: it ends behind picture ${pictures}, without an end marker`);
  if (pictures > 0) return sized('gif', width, height);
  return damaged(
    'gif',
    at < file.size ? 'without a picture: it ends before the first one' : 'that is cut off: it ends before its first picture',
  );
}

function colorBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** Where a run of sub-blocks ends, behind the empty one; undefined when the file ends before. */
function afterSubBlocks(file: Reader, start: number): number | undefined {
  for (let at = start; at < file.size; ) {
    const length = file.bytes(at, 1)[0] ?? 0;
    at += length + 1;
    if (length === 0) return at;
  }
  return undefined;
}
