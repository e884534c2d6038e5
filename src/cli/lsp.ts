import { UserError } from '../model/errors.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';

const HELP = `A language server: what stet finds, in the problem list of an editor.

  stet lsp --stdio             speak the protocol on standard input and output

  -c, --config <file>          the config file, from each folder that is open;
                               default: the nearest one from there upwards
  --untrusted                  run no code of the folders that are open
`;

export const lsp: Command = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, names } = readArguments(args, {
    stdio: { type: 'boolean' },
    config: { type: 'string', short: 'c' },
    untrusted: { type: 'boolean' },
    // Clients name themselves, so that their server ends with them.
    clientProcessId: { type: 'string' },
  });
  if (names.length > 0) throw new UserError('`stet lsp` takes no paths: the editor says which folders are open');
  if (values.stdio !== true) throw new UserError('`stet lsp` is started by an editor, which speaks to it by `--stdio`');
  const { serve } = await import('../lsp/server.ts');
  serve({ config: values.config, untrusted: values.untrusted === true });
  // The connection ends the process.
  return new Promise(() => {});
}
