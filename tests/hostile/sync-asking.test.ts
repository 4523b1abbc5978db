// Hostile hands that ask: for buckets, sums, records and histories by name, for somebody else, on another tablet; nothing leaks, nothing changes.
import { describe, expect, test } from 'vitest';
import { leadersBucket, mentoringBucket, nurseryBucket, personBucket, roomBucket } from '../../src/sync/bucket';
import { erase } from '../../src/sync/erasures/erasure.server';
import { pullPath, pushPath } from '../../src/sync/protocol';
import { farewellPath, reportPath } from '../../src/sync/tablet-report';
import { bytesAs, compareAs, envelopeOf, historyAs, knows, pullAs, writeAs } from '../support/cells/asking';
import { amina, beginsWithCast, cast, kasia, note, refused, seeds, untouched } from '../support/cells/hostile-hands';
import { alder, quince } from '../support/cells/people';

const { nursery } = quince;
const most = Number.MAX_SAFE_INTEGER;

beginsWithCast();

describe('who asks by hand', () => {
  const foreign = () => [
    personBucket('amina', nursery),
    mentoringBucket('amina', nursery),
    leadersBucket(nursery),
    `leaders:${alder.nursery}`,
    nurseryBucket(alder.nursery),
    roomBucket(alder.finches, alder.nursery),
    'person:%',
    "person:' OR 1=1 --@x",
    '',
  ];
  test('for buckets that are not hers is answered as if she had named none', async () => {
    const plain = await pullAs(cast, kasia);
    const cursors = Object.fromEntries(foreign().map(bucket => [bucket, 0]));
    const asked = await untouched(() => pullAs(cast, kasia, undefined, { cursors }));
    expect([asked.buckets, [...asked.isHersById.keys()]]).toEqual([plain.buckets, [...plain.isHersById.keys()]]);
    for (const bucket of foreign().slice(0, 6)) expect(asked.text).not.toContain(bucket);
  });
  test('for the sums of buckets that are not hers is told of none', async () => {
    const sums = Object.fromEntries(foreign().map(bucket => [bucket, '0'.repeat(16)]));
    const cursors = Object.fromEntries(foreign().map(bucket => [bucket, most]));
    expect((await untouched(() => pullAs(cast, kasia, undefined, { cursors, sums }))).differing).toEqual([]);
  });
  test('row by row for what is not hers gets the answer of a bucket that does not exist', async () => {
    const none = await compareAs(cast, kasia, 'person:of-nobody@nowhere');
    for (const bucket of foreign()) expect((await untouched(() => compareAs(cast, kasia, bucket))).text).toBe(none.text);
  });
  test('from beyond the end is given nothing, breaks nothing, and gets it all with an honest cursor', async () => {
    const { buckets, isHersById } = await pullAs(cast, kasia);
    const beyond = await untouched(() => pullAs(cast, kasia, undefined, { cursors: Object.fromEntries(buckets.map(one => [one, most])) }));
    expect([beyond.status, beyond.isHersById.size]).toEqual([200, 0]);
    expect([...(await pullAs(cast, kasia)).isHersById.keys()]).toEqual([...isHersById.keys()]);
  });
  test('again for records of others is given none of them', async () => {
    const again = ['reflection', 'gap-task-try', 'module-progress', 'set-aside', 'kept-apart'].map(kind => seeds.of(kind, 'amina').id);
    const cursors = Object.fromEntries((await pullAs(cast, kasia)).buckets.map(bucket => [bucket, most]));
    expect((await untouched(() => pullAs(cast, kasia, undefined, { again, cursors }))).isHersById.size).toBe(0);
  });
  test('what became of a colleague’s changes hears nothing of those from other tablets', async () => {
    await writeAs(cast, amina, note());
    const { body } = await cast.ask(kasia.tablet, pullPath, {
      v: 1,
      tablet: kasia.tablet,
      person: 'amina',
      cursors: {},
      again: [],
      told: null,
      lowest: 1,
      apart: [1, 2, 3],
      knows,
    });
    expect(body).toMatchObject({ settled: [], buckets: [], pages: [] });
  });
  test('on a tablet of another nursery for somebody of this one gets nothing, and for a history not even a no', async () => {
    const given = await untouched(() => pullAs(cast, amina, 'plum'));
    expect([given.buckets, given.isHersById.size]).toEqual([[], 0]);
    const { status, text } = await historyAs(cast, amina, seeds.of('reflection', 'amina').id, 'plum');
    expect([status, text]).toEqual([404, '{"refusal":"not-found"}']);
    expect((await bytesAs(cast, amina, seeds.of('attachment', 'amina').id, 'plum')).status).toBe(404);
  });
  test('on the shared tablet for a colleague gets pages that only the colleague opens', async () => {
    const { words } = seeds.of('reflection', 'amina');
    const { body } = await cast.ask('blue', pullPath, {
      v: 1,
      tablet: 'blue',
      person: 'amina',
      cursors: {},
      again: [],
      told: null,
      lowest: 0,
      knows,
    });
    const pages = body.pages as readonly { holder: string; key: string; bytes: string }[];
    const given = await pullAs(cast, amina, 'blue');
    expect(given.text).toContain(words);
    const hers = pages.filter(({ holder }) => holder === 'amina');
    expect(hers.map(({ key }) => [key, kasia.author.keys.has(key)])).toEqual([['vault:amina:1', false]]);
  });
});

describe('a tablet', () => {
  test('that names another one in its push is known by its session', async () => {
    const envelope = envelopeOf(cast, kasia, note(), { tablet: 'blue', n: 900 });
    const { body } = await untouched(() => cast.ask('plum', pushPath, { v: 1, tablet: 'blue', envelopes: [envelope] }));
    expect(body.verdicts).toEqual([refused('foreign-tablet')]);
  });
  test('that says farewell for another one, or without being asked to go, is not found', async () => {
    for (const tablet of ['blue', 'plum', 'nobody', kasia.tablet]) {
      const farewell = { v: 1, tablet, payload: 'W10', isLast: true, sig: 'A'.repeat(86) };
      const { status, body } = await untouched(() => cast.ask('plum', farewellPath, farewell));
      expect([status, body]).toEqual([404, { refusal: 'not-found' }]);
    }
  });
  test('that says it has carried out what it was never asked to ends nobody’s erasure', async () => {
    const words = note();
    await writeAs(cast, kasia, words);
    const parts = { ...cast.server, eraseBlobs: async () => undefined, remember: async () => undefined };
    await erase(parts, 'record', words.id);
    const asked = await cast.server.db.selectFrom('tablet_erasures').selectAll().where('tablet', '!=', 'plum').execute();
    expect(asked.length).toBeGreaterThan(0);
    const erased = [...new Set(asked.map(({ erasure }) => erasure))];
    expect((await cast.ask('plum', reportPath, { v: 1, app: '0.1.0', waiting: 0, storage: null, erased })).status).toBe(200);
    expect(await cast.server.db.selectFrom('tablet_erasures').selectAll().where('tablet', '!=', 'plum').execute()).toEqual(asked);
  });
  test('that was taken out of use in the middle of its session is given nothing more', async () => {
    await cast.server.db.updateTable('tablets').set({ revoked_at: cast.server.now }).where('id', '=', 'own-tess').execute();
    const { status, text } = await untouched(() =>
      cast.ask('own-tess', pullPath, { v: 1, tablet: 'own-tess', person: 'tess', cursors: {}, again: [], told: null, lowest: 0, knows }),
    );
    expect([status, text]).toEqual([403, '{"refusal":"tablet-revoked"}']);
  });
  test('that nobody enrolled is asked to prove itself', async () => {
    for (const path of [pushPath, pullPath, reportPath]) {
      const { status, text } = await untouched(() => cast.ask('nobody', path, {}));
      expect([status === 401 || status === 400, text.includes('refusal')]).toEqual([true, true]);
    }
  });
});
