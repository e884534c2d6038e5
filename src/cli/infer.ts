import { compactJson } from '../adopt/compact-json.ts';
import { exceptionsTo } from '../adopt/exceptions.ts';
import { inferShape } from '../adopt/infer.ts';
import { jsonSchemaOf } from '../adopt/json-schema.ts';
import type { MapShape } from '../adopt/shape.ts';
import type { Survey } from '../adopt/survey.ts';
import { zodSchemaOf } from '../adopt/zod-schema.ts';
import { importsOf, zodSource } from '../adopt/zod-source.ts';
import { contentSchema } from '../config/content-schema.ts';
import { linesBy } from '../engine/lines.ts';
import { UserError } from '../model/errors.ts';
import { positionAt } from '../model/span.ts';
import { counted } from '../model/words.ts';
import { escapeUnprintable, printable } from '../report/printable.ts';
import { choice, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { notice } from './notice.ts';
import { PROJECT_FLAGS, projectFlags } from './project-flags.ts';
import { type Setup, setUp } from './setup.ts';
import { type Surveyed, survey } from './survey.ts';

const HELP = `The schema that the front matter of the posts has in common, as you would write it
in a config. Posts that it refuses are told on stderr.

  stet infer [collection]      default: all collections that have posts

  --json                       JSON Schema instead of TypeScript
  --root <dir>                 project root
  -c, --config <file>          the config file
`;

export const infer: Command = { help: HELP, run: inferSchemas };

async function inferSchemas(args: readonly string[], cwd: string): Promise<number> {
  const { values, names } = readArguments(args, { ...PROJECT_FLAGS, json: { type: 'boolean' } });
  if (names.length > 1) throw new UserError('`stet infer` takes one collection, or none for all of them');
  const setup = await setUp(projectFlags(values), cwd);
  const all = setup.config.collections.map(({ name }) => name);
  const [name] = names.map((given) => choice('collection', given, all));
  const surveyed = await survey(setup, notice);
  const wanted = surveyed.surveys.filter(({ collection }) => name === undefined || collection.name === name);
  if (wanted.length === 0) {
    notice(name === undefined ? 'no posts were found' : `collection \`${name}\` has no posts`);
    return 2;
  }
  const inferred = wanted.map((one) => ({ survey: one, shape: inferShape(one.samples, one.findImage) }));
  process.stdout.write(escapeUnprintable(values.json === true ? json(inferred, name !== undefined) : typescript(inferred)));
  for (const one of inferred) await tellExceptions(one, values.json === true, surveyed, setup);
  return 0;
}

interface Inferred {
  readonly survey: Survey;
  readonly shape: MapShape;
}

function json(inferred: readonly Inferred[], isOne: boolean): string {
  const schemas = Object.fromEntries(inferred.map(({ survey: { collection }, shape }) => [collection.name, jsonSchemaOf(shape)]));
  return `${compactJson(isOne ? Object.values(schemas)[0] : schemas)}\n`;
}

function typescript(inferred: readonly Inferred[]): string {
  const imports = new Set(inferred.flatMap(({ shape }) => [...importsOf(shape)]));
  const schemas = inferred.map(
    ({ survey: { collection, samples }, shape }) =>
      `\n/** Of ${counted(samples.length, 'post')}. */\nexport const ${identifier(collection.name)} = ${zodSource(shape)};\n`,
  );
  return `import { ${[...imports].sort().join(', ')} } from 'stet';\n${schemas.join('')}`;
}

/** `blog-posts` as `blogPosts`. */
function identifier(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}]+(.)?/gu, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return /^[\p{L}_$]/u.test(words) ? words : `posts${words}`;
}

async function tellExceptions(
  { survey: { collection, samples, unread }, shape }: Inferred,
  asJson: boolean,
  { corpus }: Surveyed,
  { disk }: Setup,
): Promise<void> {
  const input = asJson ? jsonSchemaOf(shape) : zodSchemaOf(shape, { ...(await import('zod')), ...(await import('../config/helpers.ts')) });
  const exceptions = await exceptionsTo(await contentSchema(input, collection.name), samples, corpus);
  const linesOf = linesBy(() => undefined, disk);
  const lines = exceptions.map(({ path, span, message }) => {
    const { line, column } = positionAt(linesOf(path), span[0]);
    return `${printable(path)}:${line}:${column} ${printable(message)}`;
  });
  const { schemaOrigin } = collection;
  if (schemaOrigin !== undefined)
    notice(`collection \`${collection.name}\` is judged by the schema of ${schemaOrigin.name}; one in the config would take its place`);
  if (unread.length > 0)
    notice(
      `collection \`${collection.name}\`: ${unread.length} posts are left out: their front matter is broken, or code; such as ${printable(unread[0]?.path ?? '')}`,
    );
  if (lines.length === 0) return;
  const refused = new Set(exceptions.map(({ path }) => path)).size;
  notice(`collection \`${collection.name}\`: the schema fits ${samples.length - refused} of ${samples.length} posts, but not:`);
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}
