/** Control characters, which could move the cursor or forge lines, and invisible ones that reorder text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Text of the content, safe to be shown in a terminal: each control character becomes one visible one. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD');
}

/** The same text as JSON, with such characters as escapes; JSON's own white space stays. */
export function escapeUnprintable(json: string): string {
  return json.replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
