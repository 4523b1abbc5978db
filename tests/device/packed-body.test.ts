// Packed bodies: what is long goes as gzip, what is short as it is, and what does not let gzip through gets everything plain.
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test, vi } from 'vitest';
import { createHttp } from '../../src/device/http';
import { ok, trouble } from '../../src/kernel/result';

interface Sent {
  readonly encoding: string | null;
  readonly text: string;
}

/** A fresh module each time: what it has learned of the line is its own. */
async function lineThat(answers: (sent: Sent) => Response) {
  vi.resetModules();
  const { postPacked } = await import('../../src/device/packed-body');
  const all: Sent[] = [];
  const line = async (_: unknown, init: RequestInit = {}) => {
    const bytes = Buffer.from(await new Response(init.body).arrayBuffer());
    const encoding = new Headers(init.headers).get('content-encoding');
    const sent = { encoding, text: (encoding ? gunzipSync(bytes) : bytes).toString() };
    all.push(sent);
    return answers(sent);
  };
  return { all, post: (body: unknown) => postPacked(createHttp({ fetch: line as typeof fetch }), '/api/v1/x', body) };
}

const long = { words: 'She reached for the spoon. '.repeat(100) };
const fine = () => new Response('{}');

beforeEach(() => vi.unstubAllGlobals());

test('what is long goes as gzip, what is short as it is', async () => {
  const { all, post } = await lineThat(fine);
  expect([await post(long), await post({ words: 'Smiled.' })]).toEqual([ok({}), ok({})]);
  expect(all).toEqual([
    { encoding: 'gzip', text: JSON.stringify(long) },
    { encoding: null, text: '{"words":"Smiled."}' },
  ]);
});

test('a browser that cannot pack sends everything as it is', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  const { all, post } = await lineThat(fine);
  expect(await post(long)).toEqual(ok({}));
  expect(all).toEqual([{ encoding: null, text: JSON.stringify(long) }]);
});

test('where something on the way refuses packed bodies, the words arrive unpacked, at once and from then on', async () => {
  const { all, post } = await lineThat(({ encoding }) => (encoding ? new Response('blocked', { status: 415 }) : fine()));
  expect([await post(long), await post(long)]).toEqual([ok({}), ok({})]);
  expect(all.map(({ encoding }) => encoding)).toEqual(['gzip', null, null]);
});

test('what is refused unpacked as well is refused, and the next one is packed again', async () => {
  const { all, post } = await lineThat(() => new Response('{"refusal":"bad-request"}', { status: 400 }));
  expect([await post(long), await post(long)]).toEqual([trouble('bad-request'), trouble('bad-request')]);
  expect(all.map(({ encoding }) => encoding)).toEqual(['gzip', null, 'gzip', null]);
});
