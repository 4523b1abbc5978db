// A webcast arrives whole and right over whatever link there is.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Fetching, fetchMedia } from '../../src/device/media-fetching';
import { pieceSize } from '../../src/features/modules/media-file';
import type { FetchTrouble } from '../../src/features/modules/readiness';
import { rangeAnswer } from '../../src/kernel/byte-range';
import type { Bytes } from '../../src/kernel/bytes';
import { fileOf, someBytes } from '../support/media-memory';

const bytes = someBytes(5 * pieceSize + 12_345);

/** What goes wrong with one answer: how many bytes of its body are sent, and what else is special about it. */
interface Mishap {
  readonly sends?: number;
  readonly spoils?: boolean;
  readonly hangs?: boolean;
  readonly ignoresRange?: boolean;
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Line {
  readonly address: string;
  readonly marks: unknown[];
  /** The `Range` of each request so far. */
  readonly ranges: string[];
  sent: number;
}

/** Answers one mishap after the other, then well. */
async function serve(mishaps: readonly Mishap[]): Promise<Line> {
  const line: Line = { address: '', marks: [], ranges: [], sent: 0 };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const mishap = mishaps[line.ranges.length] ?? {};
    line.ranges.push(request.headers.range ?? '');
    line.marks.push(request.headers['x-larkrise']);
    if (mishap.status) return response.writeHead(mishap.status).end();
    const range = mishap.ignoresRange ? null : (request.headers.range ?? null);
    const asked = rangeAnswer({ method: 'GET', range, ifRange: null }, bytes.length, '');
    const { start, end } = asked.status === 206 ? asked.range : { start: 0, end: bytes.length };
    const body = bytes.slice(start, start + Math.min(mishap.sends ?? bytes.length, end - start));
    if (mishap.spoils) body[Math.floor(body.length / 2)]! ^= 1;
    line.sent += body.length;
    response.writeHead(asked.status, {
      ...(asked.status === 206 ? { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
      'content-length': end - start,
      ...mishap.headers,
    });
    response.write(body, () => (mishap.hangs ? undefined : body.length < end - start ? response.destroy() : response.end()));
    return undefined;
  };
  server = createServer(answer);
  await new Promise<void>(ready => server?.listen(0, '127.0.0.1', ready));
  return Object.assign(line, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Run {
  readonly kept: Bytes[];
  readonly reports: (FetchTrouble | null)[];
  readonly waits: number[];
  readonly ending: FetchTrouble | 'stopped' | null;
}

const whole = ({ kept }: Run): Buffer => Buffer.concat(kept);

async function run(line: Line, changes: Partial<Fetching> = {}): Promise<Run> {
  const kept: Bytes[] = [];
  const [reports, waits]: [(FetchTrouble | null)[], number[]] = [[], []];
  const ending = await fetchMedia({
    file: await fileOf(bytes),
    destination: {
      get held() {
        return kept.reduce((sum, piece) => sum + piece.length, 0);
      },
      write: async piece => void kept.push(piece.slice()),
    },
    fetch: (path, init) => fetch(line.address + String(path), init),
    wait: async milliseconds => void waits.push(milliseconds),
    random: () => 0.5,
    report: (_, reason) => void reports.push(reason),
    stop: new AbortController().signal,
    stall: 1_000,
    ...changes,
  });
  return { kept, reports, waits, ending };
}

describe('a webcast arrives whole and right', () => {
  /** Each mishap costs one more request than the good end, unless it is one that can be lived with. */
  test.each<[string, readonly Mishap[], number]>([
    ['over a link that holds', [], 1],
    ['over one that breaks off three times', [{ sends: 700_000 }, { sends: 1_500_000 }, { sends: 1 }], 4],
    ['over one that falls silent', [{ sends: 2_000_000, hangs: true }], 2],
    ['over one that spoils a byte', [{ sends: 3 * pieceSize, spoils: true }], 2],
    ['from a server that forgets about ranges', [{ sends: 1_200_000 }, { ignoresRange: true }], 2],
    ['from a server whose tag changes', [{ sends: 1_200_000, headers: { etag: '"a"' } }, { headers: { etag: '"b"' } }], 2],
    ['from a server that lies about the length', [{ headers: { 'content-range': `bytes 0-${bytes.length}/${bytes.length + 1}` } }], 2],
    ['from a server that sends another part', [{ headers: { 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` } }], 2],
    ['from a server that is ill for a while', [{ status: 503 }, { status: 500 }, { status: 429 }], 4],
  ])('%s', async (_, mishaps, requests) => {
    const line = await serve(mishaps);
    const fetched = await run(line);
    expect(fetched.ending).toBeNull();
    expect(whole(fetched).equals(bytes)).toBe(true);
    expect(line.ranges).toHaveLength(requests);
  });
});

test('after a break it goes on with the very next byte, also within a piece', async () => {
  const line = await serve([{ sends: 700_001 }]);
  await run(line);
  expect(line.ranges).toEqual(['bytes=0-', 'bytes=700001-']);
  expect(line.marks).toEqual(['1', '1']);
  expect(line.sent).toBe(bytes.length);
});

test('a spoiled piece is fetched again, and nothing else', async () => {
  const line = await serve([{ sends: 3 * pieceSize, spoils: true }]);
  const fetched = await run(line);
  expect(line.ranges).toEqual(['bytes=0-', `bytes=${pieceSize}-`]);
  expect(fetched.reports).toContain('not-as-published');
});

test('it tries for ever, ever more slowly, and starts afresh once bytes come', async () => {
  const line = await serve([...Array.from({ length: 14 }, () => ({ status: 503 })), { sends: pieceSize }]);
  const { waits, reports } = await run(line);
  expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
  expect(Math.max(...waits)).toBe(150_000);
  expect(waits.at(-1)).toBe(250);
  expect(reports[0]).toBe('server-trouble');
});

test('a file that is wrong at the server does not hold up the others for ever', async () => {
  const line = await serve(Array.from({ length: 50 }, () => ({ spoils: true, sends: pieceSize })));
  expect((await run(line)).ending).toBe('not-as-published');
  expect(line.ranges).toHaveLength(6);
});

test.each([
  [404, 'not-on-server'],
  [401, 'not-enrolled'],
  [403, 'not-enrolled'],
] as const)('where only a person can help (%i) it ends and says why', async (status, reason) => {
  expect((await run(await serve([{ status }]))).ending).toBe(reason);
});

test('a full tablet ends it by name, and what was kept stays', async () => {
  const line = await serve([]);
  const kept: Bytes[] = [];
  const destination = {
    get held() {
      return kept.length * pieceSize;
    },
    write: async (piece: Bytes) => {
      if (kept.length === 2) throw new DOMException('full', 'QuotaExceededError');
      kept.push(piece.slice());
    },
  };
  expect((await run(line, { destination })).ending).toBe('no-room');
  expect(kept).toHaveLength(2);
});

test('stopped means stopped, in the middle of a silent connection too', async () => {
  const line = await serve([{ sends: 100, hangs: true }]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  expect((await run(line, { stop: stop.signal, stall: 60_000 })).ending).toBe('stopped');
});

test('stopped before it began, it does not begin', async () => {
  const line = await serve([{ hangs: true, sends: 100 }]);
  const stop = new AbortController();
  stop.abort();
  expect((await run(line, { stop: stop.signal, stall: 60_000 })).ending).toBe('stopped');
  expect(line.ranges).toEqual([]);
});

test('what is held already is not asked for again', async () => {
  const line = await serve([]);
  const kept: Bytes[] = [bytes.slice(0, 2 * pieceSize)];
  const destination = {
    get held() {
      return kept.reduce((sum, piece) => sum + piece.length, 0);
    },
    write: async (piece: Bytes) => void kept.push(piece.slice()),
  };
  await run(line, { destination });
  expect(line.ranges).toEqual([`bytes=${2 * pieceSize}-`]);
  expect(Buffer.concat(kept).equals(bytes)).toBe(true);
});
