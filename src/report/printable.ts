/** Control characters, which could move the cursor or forge lines, and invisible ones that reorder text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Text of the content, safe to be shown in a terminal: each control character becomes one visible one. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD');
}
