import { boxesIn } from './boxes.ts';
import { cutOff, type Reader, type Size, sized, type Walk } from './reader.ts';

const CONTAINER = 0x00;
/** Much more than the boxes before the pixels take. */
const HEAD_BYTES = 4 * 1024 * 1024;

/** The chain of boxes, if there is one; the size is measured by the library. */
export function walkJxl(file: Reader, measure: (head: Uint8Array) => Size | undefined): Walk {
  if (file.bytes(0, 1)[0] === CONTAINER) {
    for (const box of boxesIn(file, 0, file.size)) {
      if (box.end > file.size && /^jxl[cp]$/.test(box.type)) return cutOff('jxl', file.size, box.end, true);
    }
  }
  const size = measure(file.bytes(0, Math.min(file.size, HEAD_BYTES)));
  return sized('jxl', size?.width ?? 0, size?.height ?? 0);
}
