// The table of who may do what and the features' policies say the same: none allows more than its row, and one that tries is stopped.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedReflectionId } from '../../src/features/reflections/reflection';
import { heldTo, policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { type Grants, type Standing, whoMay, whoReceives } from '../../src/main/who-may.server';
import {
  type Bucket,
  counterOf,
  leadersBucket,
  nurseryBucket,
  personBucket,
  programmeLeadsBucket,
  roomBucket,
} from '../../src/sync/bucket';
import { bucketsFor, type Draft, type Facts, type Policy } from '../../src/sync/policy.server';
import { receivePush } from '../../src/sync/push.server';
import { forgeFor, freshRoom } from '../support/room';
import { startServer, unlock } from '../support/world';

const nurseryOfRoom: Readonly<Record<string, string>> = { r1: 'n1', r2: 'n1', r3: 'n2' };
const people = ['p1', 'p2'];
const nurseries = ['n1', 'n2'];
const rooms = Object.keys(nurseryOfRoom);

const membership = fc
  .record({ at: fc.constantFrom(...rooms), isEverywhere: fc.boolean(), role: fc.constantFrom('educator', 'leader') })
  .map(({ at, isEverywhere, role }) => ({ nursery: nurseryOfRoom[at] ?? '', room: isEverywhere ? null : at, role }));

const facts: fc.Arbitrary<Facts> = fc
  .record({
    person: fc.constantFrom(...people),
    home: fc.constantFrom(...nurseries, 'g'),
    role: fc.constantFrom(null, null, 'mentor', 'programme-lead'),
    memberships: fc.array(membership, { maxLength: 3 }),
    programmes: fc.constantFrom([], ['g']),
    mentees: fc.array(fc.record({ educator: fc.constantFrom(...people), nursery: fc.constantFrom(...nurseries) }), { maxLength: 2 }),
  })
  .map(some => {
    const known = rooms.filter(room => some.memberships.some(({ nursery }) => nursery === nurseryOfRoom[room]));
    return { ...some, nurseryByRoom: new Map(known.map(room => [room, nurseryOfRoom[room] ?? ''])), events: [] };
  });

const values = fc.record({
  room: fc.constantFrom(...rooms),
  nursery: fc.constantFrom(...nurseries, ...nurseries, null),
  programme: fc.constantFrom(null, null, 'g'),
  baby: fc.constantFrom(null, 'b'),
  step: fc.constantFrom('acknowledged', 'taken-back'),
  of: fc.constantFrom(...people),
  reflection: fc.constant('x'),
  text: fc.constantFrom('x', 'y'),
  note: fc.constantFrom('x', 'y'),
  words: fc.constantFrom('x', 'y'),
  standing: fc.constantFrom('a', 'b', 'with-mentor', 'left', 'taken-in', 'put-away', 'waiting', 'removed'),
  mayTakeIn: fc.boolean(),
  name: fc.constantFrom('x', 'y'),
});

const bucket: fc.Arbitrary<Bucket> = fc.oneof(
  fc.constantFrom(...people).map(person => personBucket(person, 'n1')),
  fc.constantFrom(...rooms).map(room => roomBucket(room, nurseryOfRoom[room] ?? '')),
  fc.constantFrom(...nurseries).map(leadersBucket),
  fc.constant(programmeLeadsBucket('g')),
);
const followed = fc.option(
  fc
    .record({
      id: fc.constantFrom('f', ...people.map(one => sharedReflectionId(one, 'x'))),
      buckets: fc.uniqueArray(bucket, { minLength: 1, maxLength: 2 }),
    })
    .map(one => ({ ...one, counter: counterOf(one.buckets[0] ?? '') })),
);

type Act = 'make' | 'change' | 'settle';
const acts: readonly Act[] = ['make', 'change', 'settle'];

const tried = fc
  .record({
    kind: fc.constantFrom(...policies.keys()),
    act: fc.constantFrom(...acts),
    writer: facts,
    author: fc.constantFrom(...people),
    was: values,
    is: values,
    followed,
  })
  .map(({ act, writer, author, was, is, ...rest }) => {
    const after = act === 'settle' ? { ...was, standing: is.standing } : { ...is, standing: was.standing };
    const isNew = act === 'make';
    const draft: Draft = {
      id: 'r',
      writer,
      author: isNew ? writer.person : author,
      before: isNew ? null : was,
      after: isNew ? is : after,
      followed: rest.followed,
    };
    return { kind: rest.kind, act, draft };
  });

/** Worked out from what is known of her, and not as the policies do. */
function standingsOf(kind: string, { writer, author, after, before, followed }: Draft): readonly Standing[] {
  const room = String(after.room);
  const [place, was] = [nurseryOfRoom[room], before ? nurseryOfRoom[String(before.room)] : nurseryOfRoom[room]];
  const nursery = kind === 'child' ? (was === place ? place : undefined) : String(before?.nursery);
  const worksIn = (there: string) =>
    writer.memberships.some(
      one => one.nursery === nurseryOfRoom[there] && (one.room === null || one.room === there || one.role === 'leader'),
    );
  const hers = bucketsFor(writer);
  const follows = followed?.buckets ?? [];
  const isHers = follows.some(one => one.startsWith(`person:${writer.person}@`));
  const answers = [...writer.memberships.filter(one => one.role === 'leader').map(one => leadersBucket(one.nursery))];
  if (writer.role === 'programme-lead') answers.push(programmeLeadsBucket(writer.home));
  const belongs = hers.length > 0;
  return [
    ...(belongs ? (['belongs'] as const) : []),
    ...(isHers || !followed ? (['owner'] as const) : []),
    ...(!isHers && answers.some(one => follows.includes(one)) ? (['answers'] as const) : []),
    ...(writer.memberships.some(one => one.nursery === after.nursery) ? (['nursery'] as const) : []),
    ...(writer.programmes.includes(String(after.programme)) ? (['programme'] as const) : []),
    ...(writer.mentees.some(({ educator }) => educator === after.of) ? (['mentor'] as const) : []),
    ...(author === writer.person ? (['author'] as const) : []),
    ...(worksIn(room) ? (['room'] as const) : []),
    ...(writer.memberships.some(one => one.role === 'leader' && one.nursery === nursery) ? (['leader'] as const) : []),
  ];
}

const gives = (grants: Grants, standings: readonly Standing[]): boolean =>
  grants.some(grant => grant.every(standing => standings.includes(standing)));

/** The fields of this kind alone, but for its standing: the others are nothing to it. */
const said = (kind: string, of: Draft['before']): string =>
  JSON.stringify(
    Object.entries(recordKinds.get(kind)?.fields ?? {}).map(([name, { rule }]) => name !== 'standing' && rule !== 'once' && of?.[name]),
  );

/** That can be: a change changes something, and what follows another stands where that may stand. */
const canBe = ({ kind, act, draft: { before, after, followed } }: { kind: string; act: Act; draft: Draft }): boolean => {
  const stands: readonly string[] = whoMay.get(kind)?.stands ?? [];
  const isThere =
    policies.get(kind)?.follows === undefined ||
    !followed ||
    followed.buckets.every(one => stands.includes(one.slice(0, one.indexOf(':'))));
  const fields = recordKinds.get(kind)?.fields ?? {};
  if (act === 'settle') return isThere && 'standing' in fields && before?.standing !== after.standing;
  return isThere && (act === 'make' || said(kind, before) !== said(kind, after));
};

test('whatever is known of somebody, no policy lets her write more than the table does', () => {
  let allowed = 0;
  fc.assert(
    fc.property(tried.filter(canBe), ({ kind, act, draft }) => {
      if (!policies.get(kind)?.mayWrite(draft)) return;
      allowed += 1;
      expect(gives(whoMay.get(kind)?.[act] ?? [], standingsOf(kind, draft)), `${kind} ${act}`).toBe(true);
    }),
    { numRuns: 20_000, seed: 20_261_123 },
  );
  expect(allowed).toBeGreaterThan(1_000); // it was tried with what is allowed as well
});

test('whatever a record says, it stands only where the table lets it stand', () => {
  const alone = tried.filter(({ kind }) => policies.get(kind)?.follows === undefined); // what follows another stands where that stands
  fc.assert(
    fc.property(alone, ({ kind, draft }) => {
      expect(() => policies.get(kind)?.buckets(draft)).not.toThrow();
    }),
    { numRuns: 5_000, seed: 20_261_123 },
  );
});

/** Her own bucket may hold what others wrote for her, and leaders answer complaints in theirs. */
const alike: Partial<Record<Standing, readonly Standing[]>> = { author: ['owner'], leader: ['answers'], lead: ['answers'] };

test('whoever receives a bucket may read each kind that stands in it', () => {
  const isMet = (wanted: readonly Standing[], has: readonly Standing[]) =>
    wanted.every(one => has.includes(one) || has.some(standing => alike[standing]?.includes(one)));
  for (const [kind, { stands, read }] of whoMay)
    for (const scope of stands) {
      const isForLater = scope === 'leaders' && stands.length > 1; // where something goes that has left
      for (const grant of isForLater ? [] : whoReceives[scope])
        expect(
          read.some(one => isMet(one, grant)),
          `${kind} in ${scope}`,
        ).toBe(true);
    }
});

describe('a policy that would allow more than its row', () => {
  const generous = (kind: string): Policy => ({ kind, mayWrite: () => true, buckets: ({ writer }) => [nurseryBucket(writer.home)] });

  test('shows nothing to anybody: the write is kept apart and reported, and what travels with it is taken', async () => {
    const bare = await startServer();
    const server = { ...bare, policies: new Map([...policies, ['reflection', heldTo(generous('reflection'))]]) };
    const { blue, first } = await freshRoom(bare);
    const forge = forgeFor(bare, blue, await unlock(bare, blue, first));
    const progress = { kind: 'gap-task-try', set: { task: 'wait', module: 'm', child: null, went: 'well', note: 'x' } };
    const [leaking, honest] = [forge.change(), forge.change(progress)];
    const envelopes = [await forge.envelope(leaking), await forge.envelope(honest)];
    const { verdicts } = await receivePush(server, blue.id, { v: 1, tablet: blue.id, envelopes });
    expect(verdicts).toEqual([{ verdict: 'quarantined', reason: 'server-fault' }, { verdict: 'applied' }]);
    expect(await bare.db.selectFrom('records').select('id').where('kind', 'in', ['reflection', 'gap-task-try']).execute()).toEqual([
      { id: honest.id },
    ]);
    expect(bare.faults).toHaveLength(1);
    await bare.db.destroy();
  });

  test('lets nobody write where its kind has no row', () => {
    const draft = { id: randomUUID(), author: 'p1', before: null, after: {}, followed: null };
    const writer = {
      person: 'p1',
      home: 'n1',
      role: 'mentor',
      memberships: [],
      mentees: [],
      nurseryByRoom: new Map(),
      programmes: [],
      events: [],
    };
    expect(generous('grudge').mayWrite({ ...draft, writer })).toBe(true);
    expect(heldTo(generous('grudge')).mayWrite({ ...draft, writer })).toBe(false);
  });
});
