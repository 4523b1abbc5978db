// What the service worker does when the browser wakes it because there is a network: it sends what waits, which is sealed and signed
// already. It opens nothing and drops nothing: an answer is only noted, and the next page settles it as if it had sent it itself.
//
// It works on the bare database and reads answers by hand: Dexie and the schemas would weigh more than all the rest of the worker.
import { toBase64Url } from '../kernel/bytes';
import { envelopeOf } from '../sync/outbox-entry.store';
import { mostChangesInAPush, protocolVersion, pushPath } from '../sync/protocol';
import { fitting } from '../sync/push.store';
import { challengePath, sessionPath, sessionText } from '../sync/tablet-protocol';
import type { Count, OutboxEntry } from './database';
import type { Identity } from './enrolment';
import { databaseName, enrolledSetting } from './first-visit';
import { beginFreshLog } from './fresh-log';
import { markName } from './outbox-mark';

/** The name under which the browser is asked to wake. */
export const wakeTag = 'larkrise-send';

/** Sends JSON and gives the JSON that came back; throws where the server does not agree. */
export type Send = (path: string, body: unknown) => Promise<unknown>;

const answered = <Value>(asked: IDBRequest<Value>): Promise<Value> =>
  new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });

/** Null where nothing was ever kept: then nothing is made either. */
function openExisting(name: string): Promise<IDBDatabase | null> {
  const opening = indexedDB.open(name);
  return new Promise(done => {
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => done(null);
    opening.onsuccess = () => {
      opening.result.onversionchange = () => opening.result.close(); // a newer page comes first: the browser wakes us again
      done(opening.result);
    };
  });
}

/** The outbox in a transaction as durable as the page's own. */
const outboxOf = (database: IDBDatabase): IDBObjectStore =>
  database.transaction('outbox', 'readwrite', { durability: 'strict' }).objectStore('outbox');

/** Where there is no room for what was put, that is told only at the transaction's end. */
const committed = ({ transaction }: IDBObjectStore): Promise<unknown> =>
  new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = () => fail(transaction.error);
  });

/** What the page has noted as answered (outbox-mark.ts). */
async function answeredUpTo(database: IDBDatabase): Promise<number> {
  const kept: Count | undefined = await answered(database.transaction('numbers').objectStore('numbers').get(markName));
  return kept?.n ?? 0;
}

/** Takes what comes next after `seq`: from now on its bytes stay as they are. */
async function claim(database: IDBDatabase, seq: number): Promise<readonly OutboxEntry[]> {
  const outbox = outboxOf(database);
  const later: OutboxEntry[] = await answered(outbox.index('seq').getAll(IDBKeyRange.lowerBound(seq, true)));
  const taken = fitting(later.filter(({ verdict }) => verdict === null).slice(0, mostChangesInAPush));
  for (const entry of taken) outbox.put({ ...entry, claimed: 2 });
  await committed(outbox);
  return taken;
}

/** One verdict an envelope, or the answer is none of ours. */
function verdictsIn(answer: unknown, count: number): readonly unknown[] {
  const { verdicts } = (answer ?? {}) as { verdicts?: unknown };
  if (!Array.isArray(verdicts) || verdicts.length !== count) throw new Error('not an answer to a push');
  return verdicts.map(one => one?.verdict);
}

const taken: readonly unknown[] = ['applied', 'merged', 'already-have'] satisfies OutboxEntry['verdict'][];

/** What was refused waits for the page, which is told the same again and keeps it apart. */
async function note(database: IDBDatabase, sent: readonly OutboxEntry[], verdicts: readonly unknown[]): Promise<void> {
  const outbox = outboxOf(database);
  for (const [at, { author, n, change }] of sent.entries()) {
    const now: OutboxEntry | undefined = await answered(outbox.get([author, n]));
    if (now?.change === change && taken.includes(verdicts[at])) outbox.put({ ...now, verdict: verdicts[at] });
  }
  await committed(outbox);
}

/** As renewSession in enrolment.ts. */
async function openSession({ id, keys }: Identity, send: Send): Promise<void> {
  const { nonce } = (await send(challengePath, { tablet: id })) as { nonce: string };
  const text = new TextEncoder().encode(sessionText(id, nonce));
  const sig = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, text);
  await send(sessionPath, { tablet: id, nonce, sig: toBase64Url(new Uint8Array(sig)) });
}

async function sendAll(database: IDBDatabase, send: Send): Promise<void> {
  const known: { value: Identity } | undefined = await answered(
    database.transaction('settings').objectStore('settings').get(enrolledSetting),
  );
  let next = known ? await claim(database, await answeredUpTo(database)) : [];
  if (known && next.length > 0) await openSession(known.value, send);
  for (; known && next.length > 0; next = await claim(database, next.at(-1)?.seq ?? 0)) {
    const tablet = known.value.id;
    const envelopes = next.map(entry => envelopeOf(tablet, entry));
    const answer = await send(pushPath, { v: protocolVersion, tablet, envelopes });
    await note(database, next, verdictsIn(answer, next.length));
  }
}

/** Everything that waits, anybody's. Throws where not all could be sent: then the browser wakes us again. */
export async function pushWhileAway(send: Send, name = databaseName): Promise<void> {
  const database = await openExisting(name);
  if (!database) return;
  await beginFreshLog();
  await sendAll(database, send).finally(() => database.close());
}
