import { UserError } from '../model/errors.ts';
import { checkFiles } from './check.ts';
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { readShards } from './shard.ts';

const HELP = `  stet merge <reports…>        tells what the shards of a run have found

  Run it where all files are, with the files that \`stet --shard\` has written. It
  takes the options of \`stet check\` that say what is judged and how it is told;
  --config, --rule and --root must be those of the shards.
`;

export const merge: Command = {
  help: HELP,
  async run(args, cwd) {
    const options = parseOptions(args);
    if (options.watch) throw new UserError('`stet merge` reads reports that are done: it takes no `--watch`');
    return checkFiles({ ...options, paths: [] }, cwd, readShards(options.paths, cwd));
  },
};
