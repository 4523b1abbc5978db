// Bodies packed with gzip on their way to the server: what waits leaves sooner where the line is thin.
import type { Http, HttpAnswer, HttpTrouble, Pack } from './http';

/** Shorter than this it is not worth the while. In characters. */
const leastToPack = 1_024;

/** Null where it is short, or where this browser cannot. */
export const pack: Pack = async text => {
  if (text.length < leastToPack || typeof CompressionStream === 'undefined') return null;
  const { writable, readable } = new CompressionStream('gzip'); // without a Blob, whose bytes would be fetched back from another process
  const writer = writable.getWriter();
  const [packed] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(new TextEncoder().encode(text)), writer.close()]);
  return new Uint8Array(packed);
};

/** What a proxy answers that does not let packed bodies through, or a server from before there were any. */
const doubtful: readonly HttpTrouble[] = ['bad-request', 'upload-not-taken'];
let isLetThrough = true;

/**
 * As `post`, packed where that helps; where packed bodies do not come through, everything goes as it is from then on.
 * `ready`: the body is being packed already.
 */
export async function postPacked(http: Pick<Http, 'post'>, path: string, body: unknown, ready?: ReturnType<Pack>): Promise<HttpAnswer> {
  if (!isLetThrough) return http.post(path, body);
  const answer = await http.post(path, body, text => ready ?? pack(text));
  if (answer.ok || !doubtful.includes(answer.trouble)) return answer;
  const again = await http.post(path, body);
  isLetThrough = !again.ok;
  return again;
}
