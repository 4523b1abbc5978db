// Whatever comes back over the wire, a caller gets a value or a named trouble.
import { describe, expect, test } from 'vitest';
import { createHttp } from '../../src/device/http';

const answering = (body: string, status = 200) => createHttp({ fetch: async () => new Response(status === 204 ? null : body, { status }) });

describe('an answer becomes', () => {
  test.each([
    ['its JSON', '{"a":1}', 200, { ok: true, value: { a: 1 } }],
    ['nothing, where there is nothing', '', 204, { ok: true, value: null }],
    ['the refusal that the server names', '{"refusal":"tablet-revoked"}', 403, { ok: false, trouble: 'tablet-revoked' }],
    ['its status, where a proxy speaks', '<h1>Bad gateway</h1>', 502, { ok: false, trouble: 'server-trouble' }],
    ['its status, where the name is not known here', '{"refusal":"new-in-2031"}', 413, { ok: false, trouble: 'body-too-large' }],
    ['no network, where a Wi-Fi sign-in page speaks', '<html>Welcome to Cafe</html>', 200, { ok: false, trouble: 'no-network' }],
    ['bad request, for any other no', 'no', 418, { ok: false, trouble: 'bad-request' }],
  ])('%s', async (_, body, status, expected) => {
    expect(await answering(body, status).post('/api/v1/x', {})).toEqual(expected);
    expect(await answering(body, status).get('/api/v1/x')).toEqual(expected);
  });
});

test('a cut cable is no network, also in the middle of an answer', async () => {
  const cut = createHttp({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
  expect(await cut.get('/x')).toEqual({ ok: false, trouble: 'no-network' });
  const body = new ReadableStream({ pull: stream => stream.error(new TypeError('network error')) });
  const broken = createHttp({ fetch: async () => new Response(body) });
  expect(await broken.get('/x')).toEqual({ ok: false, trouble: 'no-network' });
});

test('every request says that it is ours, and writes are JSON and never kept', async () => {
  const sent: RequestInit[] = [];
  const fetch = async (_: unknown, init: RequestInit = {}) => {
    sent.push(init);
    return new Response('{}');
  };
  const http = createHttp({ fetch });
  await http.post('/x', { word: 'kind' });
  await http.get('/x');
  const [post, get] = sent;
  expect(post).toMatchObject({ method: 'POST', body: '{"word":"kind"}', cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
  expect(post?.headers).toMatchObject({ 'x-larkrise': '1', 'content-type': 'application/json' });
  expect(get).toMatchObject({ method: 'GET', credentials: 'same-origin', headers: { 'x-larkrise': '1' } });
  expect(post?.signal).toBeInstanceOf(AbortSignal);
});
