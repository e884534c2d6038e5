/** A line on stderr that counts what is done, in a terminal, on runs that take long enough to wonder. */
export function createProgress(total: number, things: string): { step(): void; end(): void } {
  const stream = process.stderr;
  if (!stream.isTTY) return { step() {}, end() {} };
  const started = performance.now();
  let shown = 0;
  let index = 0;
  return {
    step() {
      index++;
      const now = performance.now();
      if (now - started < 400 || now - shown < 100) return;
      shown = now;
      stream.write(`\r\x1b[K${Math.min(index, total)} of ${total} ${things}`);
    },
    end() {
      if (shown > 0) stream.write('\r\x1b[K');
    },
  };
}
