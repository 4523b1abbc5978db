// The nursery of the recorded changes: fixed people, tablets and keys (tests/fixtures/changes/nursery.json), and how a change is recorded.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { recordKinds } from '../../src/main/record-kinds';
import { seal } from '../../src/server/sealing';
import { type FirstAuthor, type FirstEnvelope, firstEnvelope, signerOf, signRun } from './first-client';
import { freshDatabase } from './fresh-database';
import { type Server, startServer } from './world';

const folder = fileURLToPath(new URL('../fixtures/changes', import.meta.url));
const nurseryFile = 'nursery.json';

/** One educator, who leads the nursery and mentors herself as well, and her two tablets. All bytes are base64url; none of it was ever real. */
export interface FixedNursery {
  readonly nursery: string;
  readonly room: string;
  readonly person: { readonly id: string; readonly point: string; readonly pkcs8: string };
  readonly tablets: readonly [string, string];
  readonly keys: Readonly<Record<string, string>>;
}

interface RecordedPush {
  readonly tablet: string;
  readonly envelopes: readonly FirstEnvelope[];
  readonly verdicts: readonly unknown[];
}

/** Never edited once it has landed: tablets may push exactly this in ten years. */
export interface Recorded {
  readonly kind: string;
  readonly version: number;
  readonly pushes: readonly RecordedPush[];
  /** What came of it when it was recorded, by record. */
  readonly rows: Readonly<Record<string, { readonly kind: string; readonly values: Readonly<Record<string, unknown>> }>>;
}

/** One write of a story; it saw all that the story wrote before it, unless it is `blind`. */
export interface Written {
  readonly kind: string;
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
  /** Sealed for everybody in the nursery, not for herself. */
  readonly isShared?: boolean;
  readonly group?: string;
  /** 0 or 1; each stretch on one tablet is a push of its own. */
  readonly tablet?: 0 | 1;
  readonly isBlind?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
const write = (file: string, value: unknown): void => writeFileSync(`${folder}/${file}`, `${JSON.stringify(value, null, 2)}\n`);

export const fileOf = (kind: string, version: number): string => `${kind}-${version}.json`;
export const isRecorded = (kind: string, version: number): boolean => existsSync(`${folder}/${fileOf(kind, version)}`);
export const recordedFiles = (): readonly string[] => readdirSync(folder).filter(file => file !== nurseryFile);
export const readRecorded = (file: string): Recorded => read(file) as Recorded;

function makeNursery(): FixedNursery {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  const key = () => randomBytes(32).toString('base64url');
  return {
    nursery: 'alder-row',
    room: 'alder-row-finches',
    person: { id: 'noor', point, pkcs8 },
    tablets: ['tablet-one', 'tablet-two'],
    keys: { 'vault:noor:1': key(), 'nursery:alder-row:1': key() },
  };
}

/** Made once, with the first recording. */
export function fixedNursery(): FixedNursery {
  if (!existsSync(`${folder}/${nurseryFile}`)) write(nurseryFile, makeNursery());
  return read(nurseryFile) as FixedNursery;
}

export const fixedAuthor = ({ person, keys }: FixedNursery): FirstAuthor => ({
  id: person.id,
  signer: signerOf(person.pkcs8),
  keys: new Map(Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64url')])),
});

/** A server on an empty database that knows this nursery and holds its keys. */
export async function serverOf({ nursery, room, person, keys }: FixedNursery): Promise<Server> {
  const [db, kek] = [await freshDatabase(), randomBytes(32)];
  const wrapped = Object.entries(keys).map(([id, key]) => ({ id, wrapped: seal(kek, `key|${id}`, Buffer.from(key, 'base64url')) }));
  await db.transaction().execute(async tx => {
    await tx.insertInto('keys').values(wrapped).execute();
    await tx.insertInto('nurseries').values({ id: nursery, name: 'Alder Row' }).execute();
    await tx.insertInto('rooms').values({ id: room, nursery, name: 'Finches' }).execute();
    const sign_key = Buffer.from(person.point, 'base64url');
    await tx.insertInto('people').values({ id: person.id, name: 'Noor', hue: 'teal', home: nursery, sign_key, wrap: '' }).execute();
    for (const [at, role] of ['educator', 'leader'].entries())
      await tx
        .insertInto('memberships')
        .values({ id: `works-${at}`, person: person.id, role, nursery, room: at === 0 ? room : null, until: null })
        .execute();
    await tx.insertInto('mentorings').values({ id: 'mentors', mentor: person.id, educator: person.id, nursery, until: null }).execute();
  });
  return startServer(1_000, { db, kek });
}

/** The pushes that carry a story, sealed and signed as the first release does, each change in its kind's present version. */
export function pushesOf(nursery: FixedNursery, story: readonly Written[]): readonly Omit<RecordedPush, 'verdicts'>[] {
  const author = fixedAuthor(nursery);
  const seen = new Map<string, string>();
  const numbers = [0, 0];
  const pushes: { tablet: string; envelopes: FirstEnvelope[] }[] = [];
  for (const [at, one] of story.entries()) {
    const which = one.tablet ?? 0;
    const tablet = nursery.tablets[which];
    const change = randomUUID();
    const place = (field: string) => `${one.id} ${field}`;
    const base = one.isBlind
      ? []
      : Object.keys(one.set).flatMap(field => (seen.has(place(field)) ? [[field, seen.get(place(field))]] : []));
    for (const field of Object.keys(one.set)) seen.set(place(field), change);
    const version = recordKinds.get(one.kind)?.version ?? 1;
    const { kind, id, set } = one;
    const content = { change, kind, id, set, base: Object.fromEntries(base), at: 1_763_795_700_000 + at * 60_000, version };
    const n = (numbers[which] ?? 0) + 1;
    numbers[which] = n;
    const key = one.isShared ? `nursery:${nursery.nursery}:1` : `vault:${author.id}:1`;
    const last = pushes.at(-1);
    const push = last?.tablet === tablet ? last : { tablet, envelopes: [] };
    if (push !== last) pushes.push(push);
    push.envelopes.push(firstEnvelope(author, { tablet, n, group: one.group ?? null, key }, content));
  }
  return pushes.map(({ tablet, envelopes }) => ({ tablet, envelopes: signRun(author, envelopes) }));
}

export const saveRecorded = (recorded: Recorded): void => write(fileOf(recorded.kind, recorded.version), recorded);
