// Every cell of the table of who may do what, allowed and denied, asked of the real server by everybody who can have to do with a nursery.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordKinds } from '../../src/main/record-kinds';
import { type BucketScope, type Grants, type Standing, type WhoMay, whoMay, whoReceives } from '../../src/main/who-may.server';
import {
  eventBucket,
  leadersBucket,
  mentoringBucket,
  nurseryBucket,
  personBucket,
  programmeBucket,
  programmeLeadsBucket,
  roomBucket,
} from '../../src/sync/bucket';
import { bucketsOf, bytesAs, compareAs, historyAs, pullAs, type Received, recordOf, type Writing, writeAs } from '../support/cells/asking';
import { type Cast, sharedTablets, startCast } from '../support/cells/cast';
import { everybody, type Given, quince, worksAt } from '../support/cells/people';
import { idFor, samples } from '../support/cells/samples';
import { plantSeeds, type Seed, type Seeds } from '../support/cells/seeds';

type Act = Exclude<keyof WhoMay, 'stands'>;
type Whose = 'hers' | 'own';

interface Cell {
  readonly kind: string;
  readonly act: Act;
  readonly actor: Given;
  /** Amina's, or one that the actor made in Amina's place. */
  readonly whose: Whose;
}

let cast: Cast;
let seeds: Seeds;
const pulled = new Map<string, Received>();
const tablets = ['own', ...Object.keys(sharedTablets)] as const;

beforeAll(async () => {
  cast = await startCast();
  seeds = await plantSeeds(cast);
  for (const actor of cast.actors)
    for (const tablet of tablets) pulled.set(`${actor.id} ${tablet}`, await pullAs(cast, actor, tablet === 'own' ? actor.tablet : tablet));
}, 60_000);
afterAll(async () => {
  expect(cast.server.faults).toEqual([]);
  await cast.stop();
});

const isAmina = ({ id }: Given): boolean => id === 'amina';
/** Amina's own are Amina's; what somebody makes in her place may belong to something of Amina's or to something of her own. */
function standingsIn({ actor, whose, kind }: Pick<Cell, 'actor' | 'whose' | 'kind'>): readonly Standing[] {
  if (isAmina(actor)) return [...actor.standings, 'author', 'owner'];
  if (whose === 'hers') return actor.standings;
  if (samples[kind]?.isOnHers) return [...actor.standings, 'author'];
  return [...actor.standings.filter(standing => standing !== 'mentor'), 'author', 'owner']; // nobody mentors herself
}
const gives = (grants: Grants, standings: readonly Standing[]): boolean =>
  grants.some(grant => grant.every(standing => standings.includes(standing)));
const isAllowed = (cell: Cell): boolean => gives(whoMay.get(cell.kind)?.[cell.act] ?? [], standingsIn(cell));

const seedOf = ({ kind, actor, whose }: Cell): Seed => seeds.of(kind, whose === 'hers' ? 'amina' : actor.id);
const sampleOf = (kind: string) => {
  const sample = samples[kind];
  if (!sample) throw new Error(`there is no sample of ${kind}`);
  return sample;
};

const verbs: Readonly<Record<Act, string>> = {
  ...{ make: 'make', change: 'change', settle: 'say how it stands with', erase: 'erase' },
  ...{ read: 'read', history: 'read the history of', bytes: 'fetch the bytes of' },
};
const objectOf = ({ kind, act, whose }: Cell): string => {
  const one = `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
  if (whose === 'own') return `${one} of her own`;
  return act === 'make' ? `${one} in the name of Amina` : `Amina’s ${kind}`;
};
const sentence = (cell: Cell): string => `${cell.actor.as} ${isAllowed(cell) ? 'may' : 'may not'} ${verbs[cell.act]} ${objectOf(cell)}`;

/** One for everybody; Amina's own are Amina's. */
const cellsOf = (kind: string, act: Act): Cell[] =>
  everybody.flatMap(actor =>
    (['hers', 'own'] as const).flatMap(whose => (isAmina(actor) && whose === 'own' ? [] : [{ kind, act, actor, whose }])),
  );
const kinds = [...recordKinds.keys()].sort();
const isTried = (kind: string, act: Act): boolean => {
  if (act === 'bytes') return kind === 'attachment' || kind === 'thumbnail';
  return act === 'change' || act === 'settle' ? samples[kind]?.[act] !== undefined : samples[kind] !== undefined;
};
const cells = (...acts: readonly Act[]): [string, Cell][] =>
  acts.flatMap(act =>
    kinds.filter(kind => isTried(kind, act)).flatMap(kind => cellsOf(kind, act).map((cell): [string, Cell] => [sentence(cell), cell])),
  );

test('every kind that exists has a row in the table and a sample here, and nothing else has', () => {
  expect([...whoMay.keys()].sort()).toEqual(kinds);
  expect(Object.keys(samples).sort()).toEqual(kinds);
});

describe('what a pull brings', () => {
  const through = (tablet: string, { actor }: Cell): boolean =>
    tablet === 'own' || worksAt(actor, sharedTablets[tablet as keyof typeof sharedTablets]);
  const all = tablets.flatMap(tablet => cells('read').map(([name, cell]) => [`on the tablet ${tablet}: ${name}`, tablet, cell] as const));
  test.each(all)('%s', (_, tablet, cell) => {
    const { isHersById, text, status } = pulled.get(`${cell.actor.id} ${tablet}`)!;
    const { id, words } = seedOf(cell);
    const comes = isAllowed(cell) && through(tablet, cell);
    expect([status, isHersById.get(id)]).toEqual([200, comes ? true : undefined]);
    expect(words !== '' && text.includes(words)).toBe(comes && words !== '');
  });
});

describe('what is told of a bucket', () => {
  const { nursery, programme } = quince;
  const buckets: Readonly<Record<BucketScope, string>> = {
    person: personBucket('amina', nursery),
    mentoring: mentoringBucket('amina', nursery),
    room: roomBucket(quince.wrens, nursery),
    nursery: nurseryBucket(nursery),
    leaders: leadersBucket(nursery),
    leads: programmeLeadsBucket(programme),
    programme: programmeBucket(programme),
    event: eventBucket(quince.event, programme),
  };
  const scopes = Object.keys(buckets) as BucketScope[];
  const all = scopes.flatMap(scope =>
    everybody.map(actor => {
      const isHers = gives(whoReceives[scope], standingsIn({ actor, whose: 'hers', kind: '' }));
      return [`${actor.as} ${isHers ? 'receives' : 'is told nothing of'} ${buckets[scope]}`, actor, buckets[scope], isHers] as const;
    }),
  );
  test.each(all)('in the list: %s', (_, actor, bucket, isHers) => {
    expect(pulled.get(`${actor.id} own`)!.buckets.includes(bucket)).toBe(isHers);
  });
  test.each(all)('by its sum: %s', async (_, { id }, bucket, isHers) => {
    const asked = { cursors: { [bucket]: Number.MAX_SAFE_INTEGER }, sums: { [bucket]: 'f'.repeat(16) } };
    expect((await pullAs(cast, cast.who(id), undefined, asked)).differing).toEqual(isHers ? [bucket] : []);
  });
  test.each(all)('by its ranges: %s', async (_, { id }, bucket, isHers) => {
    const { status, text } = await compareAs(cast, cast.who(id), bucket);
    expect([status, JSON.parse(text.split('\n')[0] ?? '').differing]).toEqual([200, isHers ? [0] : []]);
    if (!isHers) expect(text).toBe('{"v":1,"place":0,"differing":[],"pages":[]}');
  });
});

test.each(cells('read'))('row by row: %s', async (_, cell) => {
  const { id, words } = seedOf(cell);
  let isGiven = false;
  for (const bucket of await bucketsOf(cast, id)) {
    const { isHersById, text } = await compareAs(cast, cast.who(cell.actor.id), bucket);
    isGiven ||= isHersById.get(id) === true;
    if (!isAllowed(cell)) expect([isHersById.has(id), words !== '' && text.includes(words)]).toEqual([false, false]);
  }
  expect(isGiven).toBe(isAllowed(cell));
});

test.each(cells('history'))('%s', async (_, cell) => {
  const { status, text } = await historyAs(cast, cast.who(cell.actor.id), seedOf(cell).id);
  expect(status).toBe(isAllowed(cell) ? 200 : 404);
  if (!isAllowed(cell)) expect(text).toBe('{"refusal":"not-found"}');
});

test.each(cells('bytes'))('%s', async (_, cell) => {
  const { status, text } = await bytesAs(cast, cast.who(cell.actor.id), seedOf(cell).id);
  expect(status).toBe(isAllowed(cell) ? 200 : 404);
  if (!isAllowed(cell)) expect(text).toBe('{"refusal":"not-found"}');
});

/** What was applied counts one up; of what was refused nothing is there, and it says so by name. */
async function isWritten({ actor, act, whose }: Cell, writing: Writing): Promise<boolean> {
  const before = await recordOf(cast, writing.id);
  const isForged = act === 'make' && whose === 'hers' && !isAmina(actor);
  const verdict = await writeAs(cast, cast.who(actor.id), writing, isForged ? { inNameOf: 'amina' } : {});
  const after = await recordOf(cast, writing.id);
  if (verdict.verdict !== 'quarantined') {
    expect(after).toEqual({ author: before?.author ?? actor.id, version: (before?.version ?? 0) + 1 });
    return true;
  }
  expect([verdict.reason, after]).toEqual([isForged ? 'bad-signature' : 'not-allowed', before]);
  return false;
}

test.each(cells('make'))('%s', async (_, cell) => {
  const { kind, actor } = cell;
  const set = sampleOf(kind).make({ ...seeds.about(actor), words: 'new words', fresh: randomUUID() });
  expect(await isWritten(cell, { kind, id: idFor(kind, actor.id, set), set })).toBe(isAllowed(cell));
});

test.each(cells('change', 'settle'))('%s', async (_, cell) => {
  const set = sampleOf(cell.kind)[cell.act as 'change' | 'settle'] ?? {};
  expect(await isWritten(cell, { kind: cell.kind, id: seedOf(cell).id, set })).toBe(isAllowed(cell));
});

test.each(cells('erase'))('%s', async (_, cell) => {
  const { id } = seedOf(cell);
  const before = await recordOf(cast, id);
  const set = { erasure: id.slice(0, 60), nursery: quince.nursery, what: 'record', records: 1 };
  expect(await isWritten(cell, { kind: 'erasure', id: idFor('erasure', cell.actor.id, set), set })).toBe(isAllowed(cell));
  expect([before === null, await recordOf(cast, id)]).toEqual([false, before]);
});
