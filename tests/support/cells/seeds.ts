// What the cells are tried on: of every kind one record that Amina made, and one that each of the others made in her place, with all bytes.
import { randomBytes, randomUUID } from 'node:crypto';
import { recordKinds } from '../../../src/main/record-kinds';
import { seal } from '../../../src/server/sealing';
import { frameBinding, framed } from '../../../src/sync/attachments/sealed-file';
import { applyChange, takePlaces } from '../../../src/sync/change-log.server';
import { vaultKeyId } from '../../../src/sync/key-ids';
import { type Facts, loadFacts } from '../../../src/sync/policy.server';
import { inTransaction, type Work } from '../../../src/sync/work.server';
import { jpeg } from '../attaching';
import type { Actor, Cast } from './cast';
import { type Given, quince, worksAt } from './people';
import { type About, idFor, samples, sha256, type Values } from './samples';

export interface Seed {
  readonly kind: string;
  readonly id: string;
  readonly author: string;
  /** In what it says and in nothing else; empty where it says nothing. */
  readonly words: string;
}

export interface Seeds {
  of(kind: string, author: string): Seed;
  /** What a new record of hers is made of, but for what it is to say. */
  about(author: Given): Omit<About, 'words' | 'fresh'>;
  readonly baby: string;
}

/** What the server writes on its own behalf knows every room. */
async function writerOf(work: Work, person: string, now: number): Promise<Facts> {
  const facts = await loadFacts(work.tx, person, { now, toldAt: null });
  if (!facts) throw new Error(`nobody is called ${person}`);
  return { ...facts, nurseryByRoom: new Map(quince.rooms.map(room => [room, quince.nursery])) };
}

async function write({ server }: Cast, author: string, kind: string, id: string, set: Values): Promise<void> {
  await inTransaction(server, async work => {
    const writer = await writerOf(work, author, server.now);
    const change = { change: randomUUID(), kind, id, set, base: {}, at: server.now, version: recordKinds.get(kind)?.version ?? 1 };
    const made = await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: server.now }, true);
    if (!made.ok) throw new Error(`${kind} of ${author}: ${made.trouble}`);
    await takePlaces(work);
  });
}

/** A small picture, sealed under the author's own key as the file of this attachment. */
function sealedPicture({ author }: Actor, id: string): Buffer {
  const key = author.keys.get(vaultKeyId(author.id));
  if (!key) throw new Error(`${author.id} has no key`);
  return Buffer.from(framed(seal(key, frameBinding(id, 0, true), jpeg(100))));
}

async function bringBytes(cast: Cast, { tablet }: Actor, id: string, bytes: Buffer): Promise<void> {
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'tus-resumable': '1.0.0',
    'upload-metadata': `attachment ${Buffer.from(id).toString('base64')}`,
    'upload-length': String(bytes.length),
  };
  const { status, text } = await cast.ask(tablet, '/api/v1/blobs', bytes, { headers });
  if (status !== 201) throw new Error(`the bytes of ${id} were not taken: ${text}`);
}

type Known = Pick<About, 'baby' | 'reflection' | 'shared' | 'complaint'>;

async function seed(cast: Cast, actor: Actor, kind: string, known: Known): Promise<Seed> {
  const sample = samples[kind];
  if (!sample) throw new Error(`there is no sample of the kind ${kind}`);
  const [fresh, words] = [randomUUID(), `${randomBytes(6).toString('hex')} of ${actor.id}`];
  const isFile = kind === 'attachment' || kind === 'thumbnail';
  const picture = isFile ? sealedPicture(actor, fresh) : Buffer.alloc(1);
  const file = { size: picture.length, sha256: sha256(picture) };
  const set = sample.make({ author: actor.id, ...known, file, words, fresh, isHere: true });
  const isHerself = kind === 'colleague' && actor.id === 'amina';
  const id = isFile ? fresh : kind === 'reflection' ? known.reflection : isHerself ? actor.id : idFor(kind, actor.id, set);
  await write(cast, actor.id, kind, id, set);
  if (isFile) await bringBytes(cast, actor, id, picture);
  return { kind, id, author: actor.id, words: JSON.stringify(set).includes(words) ? words : '' };
}

export async function plantSeeds(cast: Cast): Promise<Seeds> {
  const baby = randomUUID();
  await write(cast, 'helen', 'child', baby, { room: quince.wrens, name: 'Zosia' });
  const reflections = new Map(cast.actors.map(({ id }) => [id, randomUUID()]));
  const reflectionOf = (author: string) => reflections.get(author) ?? '';
  const planted = new Map<string, Seed>();
  const kinds = ['reflection', ...Object.keys(samples).filter(kind => kind !== 'reflection')];
  const hers = (kind: string) => planted.get(`${kind} amina`)?.id ?? '';
  for (const kind of kinds)
    for (const actor of cast.actors) {
      const known = { baby, reflection: reflectionOf(actor.id), shared: hers('shared-reflection'), complaint: hers('complaint') };
      planted.set(`${kind} ${actor.id}`, await seed(cast, actor, kind, known));
    }
  const of = (kind: string, author: string) => {
    const found = planted.get(`${kind} ${author}`);
    if (!found) throw new Error(`there is no ${kind} of ${author}`);
    return found;
  };
  const on = { baby, shared: hers('shared-reflection'), complaint: hers('complaint'), file: { size: 1, sha256: 'a'.repeat(64) } };
  const about = (one: Given) => ({ ...on, author: one.id, reflection: reflectionOf(one.id), isHere: worksAt(one, quince.nursery) });
  return { of, about, baby };
}
