import { unknown } from '../config/issue.ts';
import { EDITOR_THREAD, REMARK_THREAD, THREAD_MARK } from '../host/threads.ts';
import { UserError } from '../model/errors.ts';
import { readCommand } from './arguments.ts';
import { COMMAND_NAMES, loadCommand, overview } from './commands.ts';
import { explain, notice } from './notice.ts';
import { CHECK_FLAGS } from './options.ts';
import { TOOL } from './tool.ts';

async function main(args: readonly string[]): Promise<number> {
  const { name, rest, wantsHelp, wantsVersion } = readCommand(args, COMMAND_NAMES, CHECK_FLAGS);
  if (name === 'help' || wantsHelp) process.stdout.write(await helpOn(name === 'help' ? rest[0] : name));
  else if (wantsVersion) process.stdout.write(`${TOOL.version}\n`);
  else return (await loadCommand(name ?? 'check'))?.run(rest, process.cwd()) ?? 2;
  return 0;
}

async function helpOn(name: string | undefined): Promise<string> {
  if (name === undefined || name.startsWith('-') || name === 'help') return overview();
  const command = await loadCommand(name);
  if (command === undefined) throw new UserError(unknown('command', name, COMMAND_NAMES));
  return command.help;
}

/** A reader that has seen enough, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

function run(): void {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.exitCode = 2;
      notice(explain(error));
    },
  );
}

// Threads run this file as well: all they need is in it.
const thread = process.env[THREAD_MARK];
if (thread === undefined) run();
else if (thread === EDITOR_THREAD) void import('../lsp/thread.ts').then(({ serveProject }) => serveProject());
else if (thread === REMARK_THREAD) void import('./remark-threads.ts').then(({ serveRemark }) => serveRemark());
else void import('../worker.ts').then(({ work }) => work());
