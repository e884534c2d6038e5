import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashOf } from '../engine/read.ts';
import { UserError } from '../model/errors.ts';
import type { DecodeImage } from '../model/image.ts';
import { once } from '../model/memo.ts';

/** What of sharp is used here. */
type Sharp = (
  bytes: Uint8Array,
  options: { failOn: 'warning'; limitInputPixels: number; animated: boolean },
) => { stats(): Promise<unknown> };

/** As many as a picture of 20,000 by 20,000 has; all frames of an animation count. */
const MOST_PIXELS = 20_000 * 20_000;
/** What says nothing of the picture: it is too large for us, or of a kind that this build of sharp does not read. */
const NOT_JUDGED = /pixel limit|unsupported image format|unsupported feature|not support/i;

/** Decodes pixels by the sharp of the project, else by our own; without a `root`, by our own alone. */
export function createDecoder(root: string | undefined): DecodeImage {
  const sharp = (root === undefined ? undefined : loadSharp(join(root, 'package.json'))) ?? loadSharp(__filename);
  if (sharp === undefined)
    throw new UserError('`--deep` needs sharp, which is not installed in the project; run `npm install --save-dev sharp`');
  const refusals = new Map<string, Promise<string | undefined>>();
  // A run that goes on, such as `--watch`, asks for the same pictures again and again.
  return (bytes) => once(refusals, hashOf(bytes), () => refusalOf(bytes, sharp));
}

/** Why a picture can't be decoded; undefined where it can, or where nothing is known of it. */
async function refusalOf(bytes: Uint8Array, sharp: Sharp): Promise<string | undefined> {
  try {
    await sharp(bytes, { failOn: 'warning', limitInputPixels: MOST_PIXELS, animated: true }).stats();
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return NOT_JUDGED.test(message) ? undefined : inOneLine(message);
  }
}

/** Found from a file as Node finds it; never bundled, and never loaded unless it is asked for. */
function loadSharp(from: string): Sharp | undefined {
  const require = createRequire(from);
  let path: string;
  try {
    path = require.resolve('sharp');
  } catch {
    return undefined;
  }
  try {
    return require(path) as Sharp;
  } catch (error) {
    throw new UserError(`\`--deep\` needs sharp, which can't be loaded: ${inOneLine((error as Error).message)}`);
  }
}

function inOneLine(message: string): string {
  return message.trim().split(/\s*\n\s*/)[0] ?? '';
}
