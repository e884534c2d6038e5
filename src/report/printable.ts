/** Control characters, which could move the cursor or forge lines, and invisible ones that reorder text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** What the logs of CI services take for a command wherever it stands in a line: `##[error]`, `##vso[`, `##teamcity[`. */
const COMMAND =
  /##(?=vso\[|teamcity\[|\[(?:add-mask|add-matcher|add-path|command|debug|echo|endgroup|error|group|internal-[a-z-]+|notice|remove-matcher|save-state|section|set-env|set-output|warning)[\s\]])/gi;

/** Text of the content, safe to be shown in a terminal or a log: each control character becomes one visible one. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD').replace(COMMAND, '#\uFFFD');
}

/** A path at the start of a line: one with colons in front would be a command in the log of GitHub Actions. */
export function printablePath(path: string): string {
  return printable(/^\s*:/u.test(path) ? `./${path}` : path);
}

/** Lines of our own that quote content: none of them can begin with a command. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(/^\s*:/u.test(line) ? `… ${line}` : line))
    .join('\n');
}

/** The same text as JSON, with such characters as escapes; JSON's own white space stays. */
export function escapeUnprintable(json: string): string {
  return json
    .replace(UNPRINTABLE, (character) => (character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .replace(COMMAND, '#\\u0023');
}
