import { concise } from './concise.ts';
import { json, jsonl } from './json.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

export const reporters = { text, concise, json, jsonl } satisfies Record<string, Reporter>;
export type Format = keyof typeof reporters;
