// The service worker answers for media files as a server would, from the tablet as far as it can.
import { beforeAll, describe, expect, test } from 'vitest';
import { answerMedia } from '../../src/device/media-answers';
import { answerable, segmentSize, slicesOf } from '../../src/device/media-ranges';
import { type MediaFile, mediaTag } from '../../src/features/modules/media-file';
import { fileOf, memoryStore, someBytes } from '../support/media-memory';
import { expectAnswer, rangeCases, requestsOf } from '../support/range-cases';

const bytes = someBytes(300_000);
const here = 'http://blue.localhost:8080';
let file: MediaFile;
let asked: Request[] = [];

beforeAll(async () => {
  file = await fileOf(bytes);
});

/** A server that answers one range as it should. */
async function network(request: Request): Promise<Response> {
  asked.push(request);
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('range') ?? '') ?? [];
  if (start === undefined) return new Response(bytes, { headers: { server: 'somebody' } });
  const [from, to] = [Number(start), Number(last) + 1];
  const headers = { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}`, server: 'somebody', 'content-type': 'video/mp4' };
  return new Response(bytes.slice(from, to), { status: 206, headers });
}

async function answerOf(held: number, init: RequestInit = {}, speak = network): Promise<Response> {
  asked = [];
  const answer = await answerMedia({ store: memoryStore(file.sha256, bytes, held), network: speak }, new Request(here + file.path, init));
  if (!answer) throw new Error('not answered');
  return answer;
}

describe('of a file that is here', () => {
  test.each(rangeCases.map(one => [one.name, one] as const))('%s', async (_, one) => {
    for (const request of requestsOf(one, mediaTag(file.sha256))) {
      await expectAnswer(await answerOf(bytes.length, request), one, bytes, mediaTag(file.sha256));
      expect(asked).toEqual([]);
    }
  });
});

describe('of a file that is not here whole', () => {
  test('what is missing comes from the network, in our own words', async () => {
    const answer = await answerOf(1_000, { headers: { range: 'bytes=500-1999' } });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 500-1999/300000']);
    expect(answer.headers.get('server')).toBeNull();
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes.slice(500, 2_000));
    expect(asked[0]?.headers.get('range')).toBe('bytes=500-1999');
  });

  test('the whole comes from the network', async () => {
    const answer = await answerOf(1_000);
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
  });

  test('an answer about another part or another file is not passed on', async () => {
    for (const range of ['bytes 0-2/3', 'bytes 1-2/300000', 'bytes 0-3/300000']) {
      const lie = async () => new Response('abc', { status: 206, headers: { 'content-range': range } });
      expect((await answerOf(0, { headers: { range: 'bytes=0-2' } }, lie)).type).toBe('error');
    }
    expect((await answerOf(0, { headers: { range: 'bytes=0-2' } }, async () => new Response('abc'))).type).toBe('error');
  });

  test('a refusal is passed on as one', async () => {
    const refuse = async () => new Response('{}', { status: 401 });
    expect((await answerOf(0, { headers: { range: 'bytes=0-2' } }, refuse)).status).toBe(401);
  });
});

test('of a file that is unknown here the network alone speaks', async () => {
  const store = memoryStore('b'.repeat(64), bytes);
  const answer = await answerMedia({ store, network }, new Request(here + file.path, { headers: { range: 'bytes=3-4' } }));
  expect([answer?.status, answer?.headers.get('content-range')]).toEqual([206, 'bytes 3-4/300000']);
});

test('nothing else is answered', async () => {
  const parts = { store: memoryStore(file.sha256, bytes), network };
  for (const path of ['/api/v1/sync/pull', `/packs/media/${file.sha256}.exe`, '/packs/a/manifest.json', '/']) {
    expect(await answerMedia(parts, new Request(here + path))).toBeNull();
  }
  expect(await answerMedia(parts, new Request(here + file.path, { method: 'POST' }))).toBeNull();
});

test('one answer carries four segments at most, counted from the one it begins in', () => {
  const size = 100 * segmentSize;
  expect(answerable({ start: 0, end: size })).toEqual({ start: 0, end: 4 * segmentSize });
  expect(answerable({ start: 5 * segmentSize + 9, end: size })).toEqual({ start: 5 * segmentSize + 9, end: 9 * segmentSize });
  expect(answerable({ start: 3, end: 7 })).toEqual({ start: 3, end: 7 });
});

test('a stretch across segments is cut where they meet', () => {
  expect(slicesOf({ start: segmentSize - 1, end: 2 * segmentSize + 1 })).toEqual([
    { segment: 0, start: segmentSize - 1, end: segmentSize },
    { segment: 1, start: 0, end: segmentSize },
    { segment: 2, start: 0, end: 1 },
  ]);
});
