import { dirname, join, relative, sep } from 'node:path';
import { Writable } from 'node:stream';
import type { Root } from 'mdast';
import type { Processor } from 'unified';
import { engine } from 'unified-engine';
import { VFile } from 'vfile';
import type { Linter, LintFinding } from '../model/linter.ts';
import { memo } from '../model/memo.ts';
import type { Failure } from '../model/report.ts';
import { lineStarts } from '../model/span.ts';
import { fastTree } from './fast.ts';
import { findRemarkConfig } from './find.ts';
import { keyOfConfig } from './key.ts';
import { findingOf, isFinding, reasonOf } from './message.ts';
import { processorOf } from './processor.ts';

export interface RemarkOptions {
  /** Absolute. */
  readonly root: string;
  /** `remark` parses as remark-cli does; `fast` by our own parser. */
  readonly parser: 'remark' | 'fast';
  /** Part of every key. */
  readonly version: string;
}

/** Runs the lint plugins that the project's own remark configs name, as remark-cli would. Writes nothing. */
export function createRemark({ root, parser, version }: RemarkOptions): Linter {
  const configFor = memo(findRemarkConfig);
  const keyFor = memo((config: string) => keyOfConfig(config, { parser, version }));
  /** The remark config of a file, absolute. */
  const configOf = (path: string) => configFor(dirname(join(root, path)));
  const nameOf = (file: string) => relative(root, file).split(sep).join('/');

  return {
    async check(texts) {
      const configured = [...texts].filter(([path]) => configOf(path) !== undefined);
      const [first] = configured;
      if (first === undefined) return { findings: [], failures: [] };
      const trees = new Map<string, Root>();
      const files: VFile[] = [];
      for (const [path, value] of configured) {
        const tree = parser === 'fast' ? await fastTree(path, value) : undefined;
        if (tree !== undefined) trees.set(path, tree);
        // What is no MDX has no tree; `mdx/syntax` tells it.
        if (tree !== undefined || parser === 'remark') files.push(new VFile({ path: join(root, path), value, data: { stetPath: path } }));
      }
      const processor = await processorOf(dirname(configOf(first[0]) ?? root));
      await runEngine(root, files, processor, parser === 'fast' ? (file) => trees.get(String(file.data['stetPath'])) : undefined);
      return gathered(files, texts, (path) => nameOf(configOf(path) ?? path));
    },
    keyOf(path) {
      const config = configOf(path);
      return config === undefined ? 'none' : keyFor(config);
    },
  };
}

function runEngine(
  root: string,
  files: VFile[],
  processor: Processor,
  treeOf: ((file: VFile) => Root | undefined) | undefined,
): Promise<void> {
  const silence = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  /** Comes after the plugins of the config, so that it has the last word on who parses. */
  function ownParser(this: Processor) {
    this.parser = (_, file) => treeOf?.(file) as Root;
  }
  return new Promise((resolve, reject) => {
    engine(
      {
        cwd: root,
        files,
        processor: processor as never,
        rcName: '.remarkrc',
        packageField: 'remarkConfig',
        pluginPrefix: 'remark',
        ignoreName: '.remarkignore',
        detectConfig: true,
        detectIgnore: true,
        ignoreUnconfigured: true,
        silentlyIgnore: true,
        ...(treeOf !== undefined && { plugins: [ownParser] }),
        out: false,
        output: false,
        streamOut: silence(),
        streamError: silence(),
      },
      (error) => (error ? reject(error) : resolve()),
    );
  });
}

/** Our own rules say what they find themselves. */
const OWN = 'stet';

function gathered(files: readonly VFile[], texts: ReadonlyMap<string, string>, configOf: (path: string) => string) {
  const findings: LintFinding[] = [];
  const failures = new Map<string, Failure>();
  for (const { data, messages } of files) {
    const path = String(data['stetPath']);
    const text = texts.get(path) ?? '';
    const lines = lineStarts(text);
    for (const message of messages) {
      if (message.source === OWN) continue;
      if (isFinding(message)) {
        findings.push(findingOf(path, message, text, lines));
        continue;
      }
      const reason = reasonOf(message);
      const isConfig = /^Cannot (?:parse file|find module|import|read file)|^Expected (?:preset|a list)/.test(reason);
      const at = isConfig ? configOf(path) : path;
      failures.set(`${at}\0${reason}`, { path: at, message: `remark: ${reason}` });
    }
  }
  return { findings, failures: [...failures.values()] };
}
