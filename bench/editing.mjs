// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { writeCorpus } from './corpus.mjs';

const HELP = `node bench/editing.mjs [options]

Opens a generated corpus in the language server, edits one post many times, and
prints what memory the server takes meanwhile (on Linux).

  --files <n>     posts (default 2000)
  --kb <n>        their mean size in kB (default 8)
  --seed <n>      another corpus of that size (default 1)
  --edits <n>     (default 10000)
  --prose         edits one line of prose, and never rests: only the post is judged
`;

/** @typedef {{ threadId: number, heapUsed: number, external: number }} Heap */

const mib = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);
const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    kb: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    edits: { type: 'string', default: '10000' },
    prose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await main();

async function main() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'stet-bench-'));
  const heaps = mkdtempSync(join(realpathSync(tmpdir()), 'stet-bench-'));
  writeCorpus(folder, { files: Number(values.files), kb: Number(values.kb), seed: Number(values.seed) });
  const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(probe(heaps))}`];
  const server = spawn(process.execPath, [...flags, cli, 'lsp', '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  try {
    await edit(client, folder, (/** @type {number} */ round) => memoryOf(server.pid ?? 0, heaps, round));
  } finally {
    client.dispose();
    server.kill();
    for (const made of [folder, heaps]) rmSync(made, { recursive: true, force: true });
  }
}

/** @param {import('vscode-languageserver-protocol').ProtocolConnection} client @param {string} folder @param {(round: number) => Promise<string>} memory */
async function edit(client, folder, memory) {
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/diagnostic/refresh', () => null);
  client.listen();
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'bench' }];
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  await client.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities, workspaceFolders });
  await client.sendNotification('initialized', {});
  await client.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const path = join(folder, names.filter((name) => name.endsWith('.md')).sort()[0] ?? '');
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const prose = lines.findIndex((line) => /^\w.{100}/.test(line));
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 0, text } });
  const edits = Number(values.edits);
  const stops = [0, 0.1, 0.5, 1].map((share) => Math.round(edits * share));
  process.stdout.write('  edits   RSS MiB   heap, and memory outside of it, of each thread after a collection\n');
  for (let version = 0; version <= edits; version++) {
    const round = stops.indexOf(version);
    if (round !== -1) process.stdout.write(`${String(version).padStart(7)}   ${await memory(round)}\n`);
    // A word comes and goes, in every line by turns.
    const isNew = version % 2 === 0;
    const line = values.prose ? prose : Math.floor(version / 2) % lines.length;
    const start = { line, character: lines[line]?.length ?? 0 };
    const range = { start, end: { line, character: start.character + (isNew ? 0 : 5) } };
    const contentChanges = [{ range, text: isNew ? ' word' : '' }];
    await client.sendNotification('textDocument/didChange', { textDocument: { uri, version: version + 1 }, contentChanges });
    await client.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    // Whoever types rests now and then, and all posts are judged.
    if (!values.prose && version % 100 === 99) await pause(300);
  }
}

/** @param {number} pid @param {string} heaps @param {number} round */
async function memoryOf(pid, heaps, round) {
  await pause(1500);
  writeFileSync(join(heaps, `ask-${round}`), '');
  const answers = () => readdirSync(heaps).filter((name) => name.startsWith(`heap-${round}-`));
  while (answers().length < 2) await pause(50);
  await pause(50);
  const told = answers().map((name) => /** @type {Heap} */ (JSON.parse(readFileSync(join(heaps, name), 'utf8'))));
  const rss = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  const threads = told.sort((a, b) => a.threadId - b.threadId).map(({ heapUsed, external }) => `${mib(heapUsed)} + ${mib(external)}`);
  return `${mib(rss).padStart(7)}   ${threads.join(', ')}`;
}

/** Runs in every thread of the server, and writes what is left of its heap after a collection when the client asks for it. */
function probe(/** @type {string} */ heaps) {
  return `
    import { existsSync, writeFileSync } from 'node:fs';
    import { threadId } from 'node:worker_threads';
    let round = 0;
    setInterval(() => {
      if (!existsSync(${JSON.stringify(heaps)} + '/ask-' + round)) return;
      gc();
      const { heapUsed, external } = process.memoryUsage();
      writeFileSync(${JSON.stringify(heaps)} + '/heap-' + round++ + '-' + threadId, JSON.stringify({ threadId, heapUsed, external }));
    }, 100).unref();`;
}
