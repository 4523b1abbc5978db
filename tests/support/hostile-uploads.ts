// For tests of uploads by hostile hands: a photo that is announced, and tablets with sessions that ask whatever they like.
import type { InjectOptions } from 'fastify';
import { readConfig } from '../../src/server/config';
import { attachmentOrder, newBlob } from '../../src/sync/attachments/attachment.store';
import { hashOf, sealFile } from '../../src/sync/attachments/sealed-file.store';
import { writeRecords } from '../../src/sync/outbox.store';
import { type Attaching, jpeg, type Tablet, trySubject } from './attaching';
import { enrolledCookie } from './enrolled';

/** A photo whose words are with the server and whose bytes are still to come; `said`: what its record says of it; `clear`: what it truly is. */
export async function announcedPhoto({ session, round }: Tablet, bytes = 1_000, said: Record<string, unknown> = {}, clear?: Uint8Array) {
  const blob = newBlob(session, 'photo', 'image/jpeg', trySubject(session));
  const sealed = await sealFile(session.keys, blob.key, blob.id, clear ? new Uint8Array(clear) : jpeg(bytes));
  const order = attachmentOrder({ ...blob, size: sealed.length, sha256: await hashOf(sealed) });
  await writeRecords(session, [{ ...order, set: { ...order.set, ...said } }]);
  if (!(await round()).ok) throw new Error('the words about the photo did not arrive');
  return { id: blob.id, sealed: Buffer.from(sealed) };
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
export interface Given {
  readonly status: number;
  /** The name of the refusal, or how far the upload is. */
  readonly says: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}
/** `path` under /api/v1/blobs; what an upload needs is there unless `headers` says otherwise (an empty one is left out). */
export type AskAs = (method: Method, path: string, headers?: Record<string, string>, payload?: Buffer) => Promise<Given>;

const offsetType = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'x-larkrise': '1' };
const named = (body: string): string | null => (body.startsWith('{"refusal"') ? String(JSON.parse(body).refusal) : null);

/** A tablet with a session; without a nursery and a person it is nobody's. */
export async function tabletWith(
  { server: { db, clock }, app }: Attaching,
  id: string,
  { nursery = null, person = null }: { nursery?: string | null; person?: string | null } = {},
): Promise<AskAs> {
  const config = readConfig({});
  if (!config.ok) throw new Error(config.trouble);
  const cookie = await enrolledCookie({ db, clock, config: config.value }, id, nursery);
  await db.updateTable('tablets').set({ person }).where('id', '=', id).execute();
  await db.updateTable('tablet_sessions').set({ expires_at: Number.MAX_SAFE_INTEGER }).execute();
  return async (method, path, headers = {}, payload) => {
    const all = Object.entries({ ...offsetType, cookie, ...headers }).filter(([, value]) => value !== '');
    const options: InjectOptions = {
      method,
      url: `/api/v1/blobs${path}`,
      headers: Object.fromEntries(all),
      ...(payload ? { payload } : {}),
    };
    const answer = await app.inject(options);
    const offset = answer.headers['upload-offset'];
    return {
      status: answer.statusCode,
      says: named(answer.body) ?? (offset === undefined ? null : String(offset)),
      headers: answer.headers,
      body: answer.rawPayload,
    };
  };
}

export const metadata = (id: string) => ({ 'upload-metadata': `attachment ${Buffer.from(id).toString('base64')}` });
export const begin = (ask: AskAs, id: string, length: number, payload?: Buffer) =>
  ask('POST', '', { ...metadata(id), 'upload-length': String(length) }, payload);
export const bring = (ask: AskAs, id: string, offset: number | string, payload: Buffer) =>
  ask('PATCH', `/${id}`, { 'upload-offset': String(offset) }, payload);
