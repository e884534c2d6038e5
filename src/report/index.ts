import { concise } from './concise.ts';
import { json, jsonl } from './json.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** Those of everyday use, which are there from the start. */
export const reporters = { text, concise, json, jsonl } satisfies Record<string, Reporter>;

const LOADERS = {
  text: async () => text,
  concise: async () => concise,
  json: async () => json,
  jsonl: async () => jsonl,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyle,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  rdjsonl: async () => (await import('./rdjson.ts')).rdjsonl,
  html: async () => (await import('./html/html.ts')).html,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof LOADERS;
export const FORMATS = Object.keys(LOADERS) as Format[];

/** A format is loaded when it is asked for. */
export function loadReporter(format: Format): Promise<Reporter> {
  return LOADERS[format]();
}
