// What somebody of the cast asks of the server and what she is given: pages opened, verdicts named, records looked at on the server itself.
import { randomUUID } from 'node:crypto';
import { recordKinds } from '../../../src/main/record-kinds';
import { seal } from '../../../src/server/sealing';
import { changeBinding } from '../../../src/sync/change';
import { comparePath } from '../../../src/sync/compare-protocol';
import { historyPath } from '../../../src/sync/history/history';
import { vaultKeyId } from '../../../src/sync/key-ids';
import { knownVersions } from '../../../src/sync/kind-versions';
import { pullPath, pushPath } from '../../../src/sync/protocol';
import type { Verdict } from '../../../src/sync/verdict';
import { type FirstAuthor, type FirstEnvelope, firstEnvelope, firstPage, signRun } from '../first-client';
import type { Actor, Answer, Cast } from './cast';
import type { Values } from './samples';

interface Page {
  readonly holder: string;
  readonly key: string;
  readonly bytes: string;
}

export interface Received {
  readonly status: number;
  /** Each record with whether one of her keys opens its page. */
  readonly isHersById: ReadonlyMap<string, boolean>;
  readonly buckets: readonly string[];
  readonly differing: readonly string[];
  /** Everything that it says, opened with whatever key. */
  readonly text: string;
}

/** Opens with every key that the server has: what is not for her must not even be there sealed. */
async function opened({ server }: Cast, { author }: Actor, tablet: string, { status, text, body }: Answer): Promise<Received> {
  const isHersById = new Map<string, boolean>();
  const said = [text];
  for (const page of (body.pages as readonly Page[] | undefined) ?? []) {
    const key = await server.keyring.get(page.key);
    const content = firstPage({ ...author, keys: new Map(key ? [[page.key, key]] : []) }, tablet, page);
    for (const { id } of content.rows) isHersById.set(id, author.keys.has(page.key));
    said.push(JSON.stringify(content));
  }
  const list = (name: string) => ((body[name] as readonly string[] | undefined) ?? []).map(String);
  return { status, isHersById, buckets: list('buckets'), differing: list('differing'), text: said.join('\n') };
}

export const knows = knownVersions(recordKinds);

export async function pullAs(cast: Cast, actor: Actor, tablet = actor.tablet, over: Values = {}): Promise<Received> {
  const asked = { v: 1, tablet, person: actor.id, cursors: {}, again: [], told: null, lowest: 0, knows, ...over };
  return opened(cast, actor, tablet, await cast.ask(tablet, pullPath, asked));
}

/** Asks for a bucket row by row, as if the tablet had nothing of it. */
export async function compareAs(cast: Cast, actor: Actor, bucket: string, tablet = actor.tablet): Promise<Received> {
  const ranges = [{ after: '', upTo: null, sum: 'f'.repeat(16), rows: [] }];
  return opened(cast, actor, tablet, await cast.ask(tablet, comparePath, { v: 1, tablet, person: actor.id, bucket, knows, ranges }));
}

export const historyAs = (cast: Cast, actor: Actor, record: string, tablet = actor.tablet): Promise<Answer> =>
  cast.ask(tablet, historyPath, { v: 1, tablet, person: actor.id, record, skip: 0 });

export const bytesAs = (cast: Cast, actor: Actor, id: string, tablet = actor.tablet): Promise<Answer> =>
  cast.ask(tablet, `/api/v1/blobs/${id}?person=${actor.id}`, undefined, { method: 'GET' });

export interface Writing {
  readonly kind: string;
  readonly id: string;
  readonly set: Values;
  readonly change?: string;
  readonly base?: Readonly<Record<string, string>>;
  readonly at?: number;
  readonly version?: number;
}

/** Sealed and signed by her. `inNameOf`: the envelope says that somebody else wrote it. */
export function envelopeOf(
  cast: Cast,
  actor: Actor,
  writing: Writing,
  over: { inNameOf?: string; tablet?: string; n?: number } = {},
): FirstEnvelope {
  const { inNameOf: id = actor.id, tablet = actor.tablet } = over;
  const n = over.n ?? cast.next(tablet, id);
  const own = vaultKeyId(actor.id);
  const author: FirstAuthor = { ...actor.author, id, keys: new Map([...actor.author.keys, [vaultKeyId(id), actor.author.keys.get(own)!]]) };
  const change = { change: randomUUID(), base: {}, at: cast.server.now, version: recordKinds.get(writing.kind)?.version ?? 1, ...writing };
  const [signed] = signRun(author, [firstEnvelope(author, { tablet, n, key: vaultKeyId(id) }, change)]);
  if (!signed) throw new Error('nothing was signed');
  return signed;
}

/** The same around this very text. */
export function envelopeOfText(cast: Cast, { id, author, tablet }: Actor, text: string): FirstEnvelope {
  const bare = { tablet, author: id, n: cast.next(tablet, id), group: null, key: vaultKeyId(id) };
  const bytes = seal(author.keys.get(bare.key)!, changeBinding(bare), Buffer.from(text, 'utf8')).toString('base64url');
  return signRun(author, [{ v: 1, ...bare, sig: '', bytes }])[0]!;
}

export async function pushAs(cast: Cast, tablet: string, ...envelopes: readonly unknown[]): Promise<readonly Verdict[]> {
  const { body, text } = await cast.ask(tablet, pushPath, { v: 1, tablet, envelopes });
  if (!body.verdicts) throw new Error(`a push got no verdicts: ${text}`);
  return body.verdicts as readonly Verdict[];
}

export async function writeAs(cast: Cast, actor: Actor, writing: Writing, over: { inNameOf?: string } = {}): Promise<Verdict> {
  const [verdict] = await pushAs(cast, actor.tablet, envelopeOf(cast, actor, writing, over));
  if (!verdict) throw new Error('a change got no verdict');
  return verdict;
}

export const bucketsOf = async ({ server }: Cast, record: string): Promise<readonly string[]> => {
  const rows = server.db.selectFrom('record_buckets').select('bucket').where('record', '=', record).where('gone', '=', 0);
  return (await rows.execute()).map(({ bucket }) => bucket);
};

/** How often it was written to, and by whom it was made; null where there is none. */
export const recordOf = async ({ server }: Cast, id: string): Promise<{ readonly author: string; readonly version: number } | null> =>
  (await server.db.selectFrom('records').select(['author', 'version']).where('id', '=', id).executeTakeFirst()) ?? null;
