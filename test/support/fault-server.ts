import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

type Fault = (request: IncomingMessage, response: Parameters<RequestListener>[1], time: number) => void;

export interface FaultServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** What was asked for, in order, as `GET /path`. */
  readonly asked: string[];
  /** When, by the clock of `performance.now()`. */
  readonly times: number[];
  /** The most requests that were under way at one time. */
  readonly most: number;
  /** How often the path was asked for. */
  count(path: string): number;
}

/** A server on this machine that answers each path as told; a number is a status. What it is not told is not found. */
export async function faultServer(paths: Readonly<Record<string, number | Fault>>): Promise<FaultServer> {
  const asked: string[] = [];
  const times: number[] = [];
  const counts = new Map<string, number>();
  let under = 0;
  let most = 0;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    const time = (counts.get(path) ?? 0) + 1;
    counts.set(path, time);
    asked.push(`${request.method} ${path}`);
    times.push(performance.now());
    most = Math.max(most, ++under);
    response.on('close', () => under--);
    const fault = paths[path] ?? 404;
    if (typeof fault === 'number') response.writeHead(fault).end();
    else fault(request, response, time);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    times,
    get most() {
      return most;
    },
    count: (path) => counts.get(path) ?? 0,
  };
}
