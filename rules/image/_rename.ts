import type { Fix } from '../../src/model/finding.ts';
import type { ImageReference } from '../../src/model/image.ts';

/** Only where the source is the URL itself, or the URL in quotes: escapes are left to people. */
export function rename({ url, span: [start, end] }: ImageReference, text: string, safety: Fix['safety']): Fix | undefined {
  const around = (end - start - url.length) / 2;
  if (around !== 0 && around !== 1) return undefined;
  return { title: `Write \`${text}\``, safety, edits: [{ span: [start + around, end - around], text }] };
}
