import { check } from './check.ts';
import type { Command } from './command.ts';
import { CHECK_HELP } from './help.ts';

interface Entry {
  /** A few words for the list of commands. */
  readonly summary: string;
  load(): Promise<Command>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  check: { summary: 'check files; may be left out', load: async () => check },
  baseline: { summary: 'accept what is found now', load: async () => (await import('./baseline.ts')).baseline },
  config: { summary: 'what was resolved, and from where', load: async () => (await import('./config.ts')).config },
  init: { summary: 'write a config for the posts that are here', load: async () => (await import('./init.ts')).init },
  infer: { summary: 'the schema that posts have in common', load: async () => (await import('./infer.ts')).infer },
  merge: { summary: 'what the shards of a run have found', load: async () => (await import('./merge.ts')).merge },
  lsp: { summary: 'a language server, for editors', load: async () => (await import('./lsp.ts')).lsp },
  explain: { summary: 'the page of a rule', load: async () => (await import('./explain.ts')).explain },
  rules: { summary: 'the rules, and what they are set to here', load: async () => (await import('./rules.ts')).rules },
};

/** The names of all commands, for messages. */
export const COMMAND_NAMES: readonly string[] = [...Object.keys(COMMANDS), 'help'];

/** Undefined where no command has this name. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.load() : undefined;
}

/** What `stet --help` prints. */
export function overview(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  stet ${name.padEnd(24)}${summary}\n`);
  return `stet checks Markdown and MDX content: front matter against schemas, image files,
headings, code fences, links.

${commands.join('')}  stet help [command]          what a command takes

${CHECK_HELP}`;
}
