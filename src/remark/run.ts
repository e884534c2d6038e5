import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { engine } from 'unified-engine';
import { VFile } from 'vfile';
import { fastTree } from './fast.ts';

/** What the plugins say of a text. */
export interface Said {
  readonly path: string;
  readonly messages: VFile['messages'];
}

/**
 * Runs the plugins that the configs around `root` name over some texts, as remark-cli would, and writes nothing. `remark` is
 * the file of the one that the project has installed. `isMutual` tells that a plugin asked for all files at once.
 */
export async function runRemark(
  root: string,
  texts: Iterable<readonly [path: string, text: string]>,
  parser: 'remark' | 'fast',
  remark: string | undefined,
): Promise<{ readonly said: readonly Said[]; readonly isMutual: boolean }> {
  const trees = new Map<VFile, Root>();
  const files = new Map<string, VFile>();
  for (const [path, value] of texts) {
    const tree = parser === 'fast' ? await fastTree(path, value) : undefined;
    // What is no MDX has no tree; `mdx/syntax` tells it.
    if (tree === undefined && parser === 'fast') continue;
    const file = new VFile({ path: join(root, path), value });
    if (tree !== undefined) trees.set(file, tree);
    files.set(path, file);
  }
  const treeOf = parser === 'fast' ? (file: VFile) => trees.get(file) : undefined;
  const isMutual = await runEngine(root, [...files.values()], await processorOf(remark), treeOf);
  return { said: [...files].map(([path, { messages }]) => ({ path, messages })), isMutual };
}

/** The project's own remark, which its plugins were written for; else our own parser, which is enough to lint. */
async function processorOf(path: string | undefined): Promise<Processor> {
  if (path !== undefined) {
    const { remark } = (await import(pathToFileURL(path).href)) as { remark?: Processor };
    if (remark !== undefined) return remark;
  }
  return unified().use(remarkParse).freeze() as unknown as Processor;
}

function runEngine(
  root: string,
  files: VFile[],
  processor: Processor,
  treeOf: ((file: VFile) => Root | undefined) | undefined,
): Promise<boolean> {
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
      (error, _status, context) => (error ? reject(error) : resolve((context?.fileSet.plugins.length ?? 0) > 0)),
    );
  });
}
