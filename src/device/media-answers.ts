// Answers requests for media files from what the tablet holds, by the full rules for ranges, and from the network what is missing.
import { mediaTag, namedByPath } from '../features/modules/media-file';
import { type ByteRange, contentRange, type RangeAnswer, rangeAnswer, readContentRange } from '../kernel/byte-range';
import { answerable } from './media-ranges';
import type { MediaStore } from './media-store';

interface Parts {
  readonly store: MediaStore;
  readonly network: (request: Request) => Promise<Response>;
}

interface Described {
  readonly size: number;
  readonly mime: string;
  readonly etag: string;
}

const headersOf = ({ mime, etag }: Described, range: ByteRange): Record<string, string> => ({
  'accept-ranges': 'bytes',
  'content-type': mime,
  'content-length': `${range.end - range.start}`,
  'x-content-type-options': 'nosniff',
  etag,
});

const unsatisfiable = (file: Described): Response =>
  new Response(null, { status: 416, headers: { 'content-range': contentRange(file.size), 'content-type': file.mime, etag: file.etag } });

const whole = (file: Described, body: BodyInit | null): Response =>
  new Response(body, { status: 200, headers: headersOf(file, { start: 0, end: file.size }) });

const part = (file: Described, range: ByteRange, body: BodyInit | null): Response =>
  new Response(body, { status: 206, headers: { ...headersOf(file, range), 'content-range': contentRange(file.size, range) } });

/**
 * A network answer in our own words: a raw one among answers made here stalls a video silently. Only the part that was asked for,
 * or the whole, may come; anything else is passed on as trouble.
 */
async function fromNetwork({ network }: Parts, request: Request, file: Described, range: ByteRange | null): Promise<Response> {
  const headers = new Headers(range ? { range: `bytes=${range.start}-${range.end - 1}` } : {});
  const answer = await network(new Request(request.url, { headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error' }));
  if (range === null) return answer.status === 200 ? whole(file, answer.body) : answer;
  const given = answer.status === 206 ? readContentRange(answer.headers.get('content-range')) : null;
  const fits = given !== null && given.start === range.start && given.end === range.end && given.size === file.size;
  if (fits) return part(file, range, answer.body);
  await answer.body?.cancel();
  return answer.ok ? Response.error() : new Response(null, { status: answer.status });
}

async function answerPart(parts: Parts, request: Request, sha256: string, file: Described, asked: ByteRange): Promise<Response> {
  const range = answerable(asked);
  const held = await parts.store.read(sha256, range);
  return held ? part(file, range, held) : fromNetwork(parts, request, file, range);
}

async function answerWhole(parts: Parts, request: Request, sha256: string, file: Described): Promise<Response> {
  const held = await parts.store.read(sha256, { start: 0, end: file.size });
  return held ? whole(file, held) : fromNetwork(parts, request, file, null);
}

const asks = ({ method, headers }: Request, { size, etag }: Described): RangeAnswer =>
  rangeAnswer({ method, range: headers.get('range'), ifRange: headers.get('if-range') }, size, etag);

/** Of a file of which nothing is here we know no more than what the network says. */
async function passedOn({ network }: Parts, request: Request): Promise<Response> {
  const asked = ['range', 'if-range'].flatMap(name => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  const { method, url } = request;
  const answer = await network(new Request(url, { method, headers: asked, credentials: 'same-origin', redirect: 'error' }));
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** Null when the request is for no media file. */
export async function answerMedia(parts: Parts, request: Request): Promise<Response | null> {
  const named = namedByPath(new URL(request.url).pathname);
  if (!named || !['GET', 'HEAD'].includes(request.method)) return null;
  const size = await parts.store.size(named.sha256);
  if (size === null) return passedOn(parts, request);
  const file = { size, mime: named.mime, etag: mediaTag(named.sha256) };
  if (request.method === 'HEAD') return whole(file, null);
  const answer = asks(request, file);
  if (answer.status === 416) return unsatisfiable(file);
  return answer.status === 206
    ? answerPart(parts, request, named.sha256, file, answer.range)
    : answerWhole(parts, request, named.sha256, file);
}
