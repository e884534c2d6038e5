import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isOwnAddress } from '../src/host/web/address.ts';
import { openAnswers } from '../src/host/web/answers.ts';
import { type Resolve, resolveName } from '../src/host/web/names.ts';
import { createWeb, type WebOptions } from '../src/host/web/web.ts';
import { faultServer } from './support/fault-server.ts';
import { temporaryFolder } from './support/folders.ts';

const webOf = (options: Partial<WebOptions> = {}) =>
  createWeb({
    concerns: () => true,
    userAgent: 'stet/test',
    local: true,
    timeout: 2000,
    retries: 2,
    perHost: 4,
    limit: 20_000,
    backoff: 5,
    gap: 0,
    ...options,
  });

/** What the web says of one URL, in short: `there`, or why not. */
async function said(url: string, options?: Partial<WebOptions>): Promise<string> {
  const answer = (await webOf(options).ask([url])).get(url);
  return answer === undefined ? 'nothing' : answer.status === 'there' ? 'there' : `${answer.status}: ${answer.reason}`;
}

const notFound: Resolve = async (hostname) => {
  throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
};

const server = await faultServer({
  '/ok': 200,
  '/empty': 204,
  '/gone': 410,
  '/private': 401,
  '/forbidden': 403,
  '/no-head': ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
  '/head-unknown': ({ method }, response) => response.writeHead(method === 'HEAD' ? 501 : 200).end(),
  '/head-forbidden': ({ method }, response) => response.writeHead(method === 'HEAD' ? 403 : 200).end(),
  '/head-not-found': ({ method }, response) => response.writeHead(method === 'HEAD' ? 404 : 200).end(),
  '/head-fails': ({ method }, response) => response.writeHead(method === 'HEAD' ? 500 : 200).end(),
  '/head-hangs-up': ({ method, socket }, response) => (method === 'HEAD' ? socket.destroy() : response.end()),
  '/head-hangs': ({ method }, response) => method === 'GET' && response.end(),
  '/moved': (_, response) => response.writeHead(301, { Location: '/ok' }).end(),
  '/moved-twice': (_, response) => response.writeHead(302, { Location: '/moved#part' }).end(),
  '/moved-to-nothing': (_, response) => response.writeHead(308, { Location: '/nothing' }).end(),
  '/moved-to-mail': (_, response) => response.writeHead(302, { Location: 'mailto:a@example.org' }).end(),
  '/moved-nowhere': 302,
  '/moved-in-utf8': (_, response) => response.writeHead(301, { Location: Buffer.from('/caf\u00e9').toString('latin1') }).end(),
  '/caf%C3%A9': 200,
  '/moved-in-latin1': (_, response) => response.writeHead(301, { Location: '/caf\u00e9' }).end(),
  '/circle': (_, response) => response.writeHead(302, { Location: '/circle-2' }).end(),
  '/circle-2': (_, response) => response.writeHead(302, { Location: '/circle' }).end(),
  '/fails-once': (_, response, time) => response.writeHead(time < 3 ? 500 : 200).end(),
  '/fails': 503,
  '/busy-once': (_, response, time) => (time === 1 ? response.writeHead(429, { 'Retry-After': '1' }) : response).end(),
  '/busy': (_, response) => response.writeHead(429, { 'Retry-After': '0' }).end(),
  '/busy-for-long': (_, response) => response.writeHead(429, { 'Retry-After': '3600' }).end(),
  '/hangs-up': ({ socket }) => socket.destroy(),
  '/hangs-up-once': ({ socket }, response, time) => (time < 3 ? socket.destroy() : response.end()),
  '/hangs': () => {},
  '/nonsense': ({ socket }) => socket.end('This is not HTTP\r\n\r\n'),
});

describe('what a server answers', () => {
  it.each([
    ['/ok', 'there'],
    ['/empty', 'there'],
    ['/nothing', 'gone: the server answers 404 (Not Found)'],
    ['/gone', 'gone: the server answers 410 (Gone)'],
    ['/private', 'unclear: the server answers 401 (Unauthorized)'],
    ['/forbidden', 'unclear: the server answers 403 (Forbidden)'],
    ['/no-head', 'there'],
    ['/head-unknown', 'there'],
    ['/head-forbidden', 'there'],
    ['/head-not-found', 'there'],
    ['/head-fails', 'there'],
    ['/head-hangs-up', 'there'],
    ['/moved', 'there'],
    ['/moved-twice', 'there'],
    ['/moved-to-nothing', `gone: it redirects to \`${server.origin}/nothing\`, and the server answers 404 (Not Found)`],
    ['/moved-to-mail', 'unclear: redirects to what is no page'],
    ['/moved-nowhere', 'unclear: redirects to what is no page'],
    ['/moved-in-utf8', 'there'],
    ['/moved-in-latin1', 'unclear: redirects to what is no page'],
    ['/circle', 'unclear: redirects without an end'],
    ['/fails-once', 'there'],
    ['/fails', 'unclear: the server answers 503 (Service Unavailable)'],
    ['/busy', 'unclear: the server answers 429 (Too Many Requests)'],
    ['/busy-for-long', 'unclear: the server answers 429 (Too Many Requests)'],
    ['/hangs-up', 'unclear: no connection (ECONNRESET)'],
    ['/hangs-up-once', 'there'],
  ])('%s: %s', async (path, expected) => {
    expect(await said(server.origin + path)).toBe(expected);
  });

  it('nothing, in the time that it has', async () => {
    expect(await said(`${server.origin}/hangs`, { timeout: 100, retries: 1 })).toBe('unclear: no answer in time');
    expect(server.count('/hangs')).toBe(3);
    expect(await said(`${server.origin}/head-hangs`, { timeout: 200 })).toBe('there');
  });

  it('nothing, as there is no server, or another kind of one', async () => {
    const { port } = new URL((await faultServer({})).origin);
    expect(await said('http://127.0.0.1:1/')).toBe('unclear: no connection (ECONNREFUSED)');
    expect(await said(`${server.origin}/nonsense`)).toMatch(/^unclear: no connection \(HPE_\w+\)$/);
    expect(await said(`https://127.0.0.1:${port}/`)).toMatch(/^unclear: no secure connection \(\w+\)$/);
  });
});

describe('a server is asked', () => {
  it('by HEAD first, and by GET where that is no use', () => {
    const of = (path: string) => server.asked.filter((line) => line.endsWith(` ${path}`)).map((line) => line.split(' ')[0]);
    expect(of('/ok').slice(0, 1)).toEqual(['HEAD']);
    expect(of('/no-head')).toEqual(['HEAD', 'GET']);
    expect(of('/nothing').slice(0, 2)).toEqual(['HEAD', 'GET']);
    expect(of('/fails')).toEqual(['HEAD', 'GET', 'GET', 'GET']);
    expect(of('/private')).toEqual(['HEAD', 'GET']);
    expect(of('/busy-for-long')).toEqual(['HEAD']);
  });

  it('again when it says', async () => {
    const before = server.times.length;
    expect(await said(`${server.origin}/busy-once`)).toBe('there');
    const [first = 0, second = 0] = server.times.slice(before);
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  it('once for each URL, however often they are asked for', async () => {
    const own = await faultServer({ '/a': 200 });
    const web = webOf();
    await web.ask([`${own.origin}/a`]);
    await web.ask([`${own.origin}/a`, `${own.origin}/b`]);
    expect([...(await web.ask([`${own.origin}/b`])).values()].map(({ status }) => status)).toEqual(['there', 'gone']);
    expect(own.asked).toEqual(['HEAD /a', 'HEAD /b', 'GET /b']);
  });

  it('for no more at a time than it may be, and not at once', async () => {
    const slow = await faultServer(
      Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`/${i}`, (_, response) => void sleep(30).then(() => response.end())])),
    );
    const urls = Array.from({ length: 6 }, (_, i) => `${slow.origin}/${i}`);
    expect([...(await webOf({ perHost: 2, gap: 20 }).ask(urls)).values()]).toEqual(urls.map(() => ({ status: 'there' })));
    expect(slow.most).toBe(2);
    expect((slow.times.at(-1) ?? 0) - (slow.times[0] ?? 0)).toBeGreaterThan(80);
  });

  it('for the head alone: it may send what it likes', async () => {
    let sent = 0;
    const closed = new Promise((done) => {
      void faultServer({
        '/huge': ({ method }, response) => {
          if (method === 'HEAD') return response.writeHead(405).end();
          const chunk = Buffer.alloc(1 << 16);
          const more = () => {
            while (!response.destroyed) {
              sent += chunk.length;
              if (!response.write(chunk)) return response.once('drain', more);
            }
          };
          response.on('close', done);
          return more();
        },
      }).then(async ({ origin }) => expect(await said(`${origin}/huge`)).toBe('there'));
    });
    await closed;
    expect(sent).toBeLessThan(20_000_000);
  });

  it('no more when it has been silent for several URLs', async () => {
    const silent = await faultServer({ ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`/${i}`, () => {}])) });
    const urls = Array.from({ length: 20 }, (_, i) => `${silent.origin}/${i}`);
    const answers = await webOf({ perHost: 1, timeout: 30, retries: 0 }).ask(urls);
    expect([...answers.values()].filter(({ status }) => status === 'unclear').length).toBe(20);
    expect(answers.get(`${silent.origin}/19`)).toEqual({ status: 'unclear', reason: 'the host gave no answer for other URLs' });
    expect(silent.asked.length).toBeLessThan(20);
  });

  it('nothing when the time is over', async () => {
    const started = performance.now();
    const urls = ['/hangs', '/hangs?2', '/hangs?3'].map((path) => server.origin + path);
    const answers = await webOf({ limit: 200, perHost: 1, timeout: 5000 }).ask(urls);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(answers.get(`${server.origin}/hangs`)).toEqual({ status: 'unclear', reason: 'the time for the web was over' });
    expect(answers.size).toBe(3);
  });
});

describe('a name', () => {
  it('that no host has is gone, but not where no name at all is known', async () => {
    const online: Resolve = (hostname) => (hostname === 'example.com' ? resolveName('127.0.0.1') : notFound(hostname));
    expect(await said('http://gone.example.shop/a', { resolve: online })).toBe('gone: there is no host `gone.example.shop`');
    expect(await said('http://gone.example.shop/a', { resolve: notFound })).toBe('unclear: the name of the host could not be looked up');
  });

  it('that no host has is gone in every URL', async () => {
    const resolve: Resolve = (hostname) => (hostname === 'example.com' ? resolveName('127.0.0.1') : notFound(hostname));
    const urls = Array.from({ length: 9 }, (_, i) => `http://gone.example.shop/${i}`);
    const answers = await webOf({ resolve, perHost: 1 }).ask(urls);
    expect(urls.map((url) => answers.get(url)?.status)).toEqual(urls.map(() => 'gone'));
  });

  it('is looked up again where that was not possible', async () => {
    const own = await faultServer({ '/': 200 });
    let times = 0;
    const resolve: Resolve = (hostname) => {
      if (++times > 1) return resolveName('127.0.0.1');
      return Promise.reject(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${hostname}`), { code: 'EAI_AGAIN' }));
    };
    expect(await said(`http://shop.example.shop:${new URL(own.origin).port}/`, { resolve })).toBe('there');
    expect(times).toBe(2);
  });

  it('of a page that redirects to no host is told', async () => {
    const moved = await faultServer({ '/a': (_, response) => response.writeHead(301, { Location: 'http://gone.example.shop/' }).end() });
    const resolve: Resolve = (hostname) => (hostname === 'example.com' ? resolveName('127.0.0.1') : notFound(hostname));
    expect(await said(`${moved.origin}/a`, { resolve })).toBe(
      'gone: it redirects to `http://gone.example.shop/`, and there is no host `gone.example.shop`',
    );
  });

  it('that leads to this machine or its network is not followed there', async () => {
    const own = await faultServer({ '/': 200 });
    const { port } = new URL(own.origin);
    const inside: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    for (const url of [`http://rebound.example.shop:${port}/`, `${own.origin}/`, `http://[::ffff:127.0.0.1]:${port}/`, 'http://[::1]/'])
      expect(await said(url, { local: false, resolve: inside, retries: 0 })).toBe("unclear: the host is one of one's own network");
    expect(own.asked).toEqual([]);
  });

  it.each([
    ['0.0.0.0', true],
    ['10.1.2.3', true],
    ['100.64.0.1', true],
    ['127.0.0.1', true],
    ['169.254.169.254', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['1.1.1.1', false],
    ['93.184.215.14', false],
    ['::', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['ff02::1', true],
    ['2001:db8::1', true],
    ['64:ff9b::a00:1', true],
    ['64:ff9b::101:101', false],
    ['2606:4700:4700::1111', false],
    ['2a00:1450:4001::1', false],
  ])('%s is one of the own network: %s', (address, expected) => {
    expect(isOwnAddress(address)).toBe(expected);
  });
});

describe('what was answered', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const file = () => join(temporaryFolder('stet-web-'), 'deep', 'web.json');

  it('is kept for a time, and what is unclear is not', async () => {
    const path = file();
    let now = Date.UTC(2030, 0, 1);
    const askAll = async () => {
      const before = server.asked.length;
      const urls = ['/ok', '/nothing', '/forbidden'].map((part) => server.origin + part);
      const answers = await webOf({ answers: openAnswers(path, () => now) }).ask(urls);
      return [urls.map((url) => answers.get(url)?.status), new Set(server.asked.slice(before).map((line) => line.split(' ')[1]))];
    };
    const all = ['there', 'gone', 'unclear'];
    expect(await askAll()).toEqual([all, new Set(['/ok', '/nothing', '/forbidden'])]);
    now += DAY - 1;
    expect(await askAll()).toEqual([all, new Set(['/forbidden'])]);
    now += 1;
    expect(await askAll()).toEqual([all, new Set(['/nothing', '/forbidden'])]);
    now += 6 * DAY;
    expect(await askAll()).toEqual([all, new Set(['/ok', '/nothing', '/forbidden'])]);
    now -= 8 * DAY;
    expect(await askAll()).toEqual([all, new Set(['/ok', '/nothing', '/forbidden'])]);
  });

  it('is asked for anew where the file is damaged', async () => {
    const path = file();
    await webOf({ answers: openAnswers(path, Date.now) }).ask([`${server.origin}/ok`]);
    expect(openAnswers(path, Date.now).find(`${server.origin}/ok`)).toEqual({ status: 'there' });
    const text = readFileSync(path, 'utf8');
    for (const damaged of ['', '{}', 'null', '{"format":1,"answers":3}', text.replace('"format":1', '"format":0'), text.slice(0, -3)]) {
      writeFileSync(path, damaged);
      expect(openAnswers(path, Date.now).find(`${server.origin}/ok`), damaged).toBeUndefined();
    }
  });
});
