import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { FileResult, Mapped, MappedJson, MapSettings } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';
import { mapText } from './map.ts';
import { decodeText, hashOf } from './read.ts';

export interface MapTools {
  readonly host: Host;
  readonly rules: RuleSet;
  /** Whether the hash of the bytes is asked for. */
  readonly hashed: boolean;
  readonly watch?: Stopwatch | undefined;
}

/** Reads a file and maps its text. What can't be read is told, and is no reason to stop. */
export async function mapFile(path: string, settings: MapSettings, { host, rules, hashed, watch }: MapTools): Promise<Mapped> {
  watch?.restart();
  let bytes: Uint8Array;
  try {
    bytes = host.read(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { result: undefined, failures: [{ path, message: error.message }] };
  }
  const { text, warning } = decodeText(bytes);
  const warnings = warning === undefined ? [] : [{ path, message: warning }];
  watch?.lap('read');
  if (text === undefined) return { result: undefined, failures: warnings };
  const { result, failures } = await mapText(path, text, settings, rules, watch);
  return { result, failures: [...warnings, ...failures], hash: hashed ? hashOf(bytes) : undefined };
}

export function asJson({ result, failures, hash }: Mapped): MappedJson {
  return { json: result && Buffer.from(JSON.stringify(result)), failures, hash };
}

export function fromJson(json: Uint8Array): FileResult {
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString('utf8')) as FileResult;
}
