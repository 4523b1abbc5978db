// Hostile hands with a true role: what each tries beyond it, what is answered, and that nothing changed and nothing was given away.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { days } from '../../src/kernel/clock';
import { changeRole, endMentoring, leave } from '../../src/server/staffing';
import { leadersBucket, mentoringBucket, personBucket, roomBucket } from '../../src/sync/bucket';
import type { QuarantineReason, Verdict } from '../../src/sync/verdict';
import { bytesAs, compareAs, envelopeOf, historyAs, pullAs, pushAs, recordOf, type Writing, writeAs } from '../support/cells/asking';
import { type Actor, type Cast, startCast } from '../support/cells/cast';
import { alder, quince } from '../support/cells/people';
import { idFor, type Values } from '../support/cells/samples';
import { plantSeeds, type Seeds } from '../support/cells/seeds';
import { leavesUntouched } from '../support/cells/untouched';

let cast: Cast;
let seeds: Seeds;
const { nursery, wrens, robins } = quince;

beforeAll(async () => {
  cast = await startCast();
  seeds = await plantSeeds(cast);
}, 60_000);
afterAll(() => cast.stop());

const who = (id: string): Actor => cast.who(id);
const refused = (reason: QuarantineReason = 'not-allowed'): Verdict => ({ verdict: 'quarantined', reason });
const record = (kind: string, author: string): string => seeds.of(kind, author).id;

/** She writes it, and it is refused under this name without a trace in what stands. */
const isRefused = async (id: string, writing: Writing, reason: QuarantineReason = 'not-allowed') =>
  expect(await leavesUntouched(cast, () => writeAs(cast, who(id), writing))).toEqual(refused(reason));

const fresh = (kind: string, set: Values, id = idFor(kind, 'amina', set)): Writing => ({ kind, id, set });

/** Nothing of Amina's own words is in what this person is given, by whatever way she asks. */
async function seesNothingOf(id: string, kind: string, tablet = who(id).tablet): Promise<void> {
  const { id: of, words } = seeds.of(kind, 'amina');
  const given = await leavesUntouched(cast, () => pullAs(cast, who(id), tablet, { again: [of] }));
  expect([given.status, given.isHersById.has(of), given.text.includes(words), given.text.includes(of)]).toEqual([200, false, false, false]);
  const history = await historyAs(cast, who(id), of, tablet);
  expect([history.status, history.text]).toEqual([404, '{"refusal":"not-found"}']);
}

describe('an educator', () => {
  test('who writes as a leader enters no baby', () => isRefused('kasia', fresh('child', { room: wrens, name: 'Nobody' })));
  test('who renames a baby of her own room changes nothing', () =>
    isRefused('kasia', { kind: 'child', id: seeds.baby, set: { name: 'Mine now' } }));
  test('who lets a baby leave keeps her where she is', () =>
    isRefused('kasia', { kind: 'child', id: seeds.baby, set: { standing: 'left' } }));
  test('who carries a baby into a room of another nursery moves nobody', () =>
    isRefused('zoe', { kind: 'child', id: seeds.baby, set: { room: alder.finches } }));
  test('who makes herself a leader in her colleagues’ eyes stays what she is', () =>
    isRefused('amina', { kind: 'colleague', id: 'amina', set: { role: 'leader' } }));
  test('who takes back a word that a colleague said leaves it standing', () =>
    isRefused('kasia', { kind: 'strength-word', id: record('strength-word', 'amina'), set: { standing: 'taken-back' } }));
  test('who says a word about a baby of a room that is not hers says none', () =>
    isRefused('nia', fresh('strength-word', { child: seeds.baby, room: wrens, side: 'educator', word: 'mine' })));
  test('who calls the baby’s room her own says none either, if the baby is of another nursery', () =>
    isRefused('olga', fresh('strength-word', { child: seeds.baby, room: alder.finches, side: 'educator', word: 'mine' })));
  test('who withdraws what a colleague shared with her mentor withdraws nothing', () =>
    isRefused('kasia', { kind: 'shared-reflection', id: record('shared-reflection', 'amina'), set: { standing: 'withdrawn' } }));
  test('who shares in a colleague’s name what she never shared shares nothing', async () => {
    const set = {
      module: null,
      prompt: null,
      reflection: record('reflection', 'amina'),
      text: 'what I read over her shoulder',
      standing: 'with-mentor',
    };
    await isRefused('kasia', { kind: 'shared-reflection', id: idFor('shared-reflection', 'amina', set), set });
  });
  test('who opens a note that is for leaders alone is not told that it is there', () => seesNothingOf('kasia', 'kept-apart'));
  test('who asks for the leaders’ bucket by name gets what a bucket gives that nobody has', async () => {
    const [real, none] = [
      await compareAs(cast, who('kasia'), leadersBucket(nursery)),
      await compareAs(cast, who('kasia'), 'leaders:of-nobody'),
    ];
    expect(real.text).toBe(none.text);
  });
});

describe('a mentor', () => {
  test('reads what was shared with her, and not the private words that it was made of', async () => {
    const given = await pullAs(cast, who('ruth'));
    expect(given.text).toContain(seeds.of('shared-reflection', 'amina').words);
    await seesNothingOf('ruth', 'reflection');
  });
  test('of a colleague reads nothing that was shared with another mentor', () => seesNothingOf('rosa', 'shared-reflection'));
  test('who corrects what was shared with her corrects nothing', () =>
    isRefused('ruth', { kind: 'shared-reflection', id: record('shared-reflection', 'amina'), set: { text: 'as I would have put it' } }));
  test('who asks what it said before it was shared is told that there is no such thing', async () => {
    const { status, text } = await historyAs(cast, who('ruth'), record('shared-reflection', 'amina'));
    expect([status, text]).toEqual([404, '{"refusal":"not-found"}']);
  });
  test('fetches no photo of what was not shared', async () => {
    for (const kind of ['attachment', 'thumbnail']) expect((await bytesAs(cast, who('ruth'), record(kind, 'amina'))).status).toBe(404);
  });
  test('asks on the nursery’s own tablet in vain: she is a guest there', () => seesNothingOf('ruth', 'shared-reflection', 'blue'));
  test('who has ended still pulls, and is given nothing that she had; from then on nothing new reaches her', async () => {
    const [mentor, educator] = ['rhea', 'olga'];
    const shared = record('shared-reflection', educator);
    expect((await pullAs(cast, who(mentor))).isHersById.has(shared)).toBe(true);
    await endMentoring(cast.server, { mentor, educator });
    const after = await pullAs(cast, who(mentor), undefined, { again: [shared] });
    expect([after.isHersById.has(shared), after.buckets.includes(mentoringBucket(educator, alder.nursery))]).toEqual([false, false]);
    expect((await historyAs(cast, who(mentor), shared)).status).toBe(404);
  });
});

describe('a leader', () => {
  test('reads no private reflection, no try, no progress and nothing that was shared with a mentor', async () => {
    for (const kind of ['reflection', 'gap-task-try', 'shared-reflection']) await seesNothingOf('helen', kind);
    const given = await pullAs(cast, who('helen'));
    expect(given.isHersById.has(record('module-progress', 'amina'))).toBe(false);
  });
  test('who writes a word in an educator’s name is found out', async () => {
    const word = fresh('strength-word', { child: seeds.baby, room: wrens, side: 'educator', word: 'hers' });
    expect(await leavesUntouched(cast, () => writeAs(cast, who('helen'), word, { inNameOf: 'amina' }))).toEqual(refused('bad-signature'));
  });
  test('who takes in what nobody refused takes in nothing', () =>
    isRefused('helen', { kind: 'kept-apart', id: randomUUID(), set: { nursery, whose: 'amina', standing: 'taken-in', mayTakeIn: true } }));
  test('who says of a note that it may be taken in after all changes nothing', () =>
    isRefused('helen', { kind: 'kept-apart', id: record('kept-apart', 'amina'), set: { mayTakeIn: true, standing: 'taken-in' } }));
  test('who takes in what the server has not said may be taken in takes in nothing', () =>
    isRefused('helen', { kind: 'kept-apart', id: record('kept-apart', 'amina'), set: { standing: 'taken-in' } }));
  test('who tells of an erasure that never was tells nobody', async () => {
    const set = { erasure: randomUUID(), nursery, what: 'person', records: 1 };
    await isRefused('helen', { kind: 'erasure', id: idFor('erasure', 'helen', set), set });
  });
  test('who moves a baby to another nursery moves nobody, though she leads both', async () => {
    const leads = { id: randomUUID(), person: 'helen', nursery: alder.nursery, room: null, role: 'leader', until: null };
    await cast.server.db.insertInto('memberships').values(leads).execute();
    await isRefused('helen', { kind: 'child', id: seeds.baby, set: { room: alder.finches } });
    await cast.server.db.deleteFrom('memberships').where('id', '=', leads.id).execute();
  });
  test('of another nursery sees and changes nothing of this one', async () => {
    for (const kind of ['child', 'kept-apart', 'strength-word']) await seesNothingOf('hugo', kind);
    await isRefused('hugo', { kind: 'child', id: seeds.baby, set: { name: 'Mine now' } });
  });
  test('who leads no more leads no more from the moment on, though she writes as before', async () => {
    expect((await changeRole(cast.server, { person: 'hugo', nursery: alder.nursery, role: 'educator' })).ok).toBe(true);
    await pullAs(cast, who('hugo'), undefined, { told: (await pullTold('hugo')) ?? '' });
    cast.server.now += days(31);
    await isRefused('hugo', fresh('child', { room: alder.finches, name: 'Nobody' }));
    expect((await pullAs(cast, who('hugo'))).buckets).not.toContain(leadersBucket(alder.nursery));
  });
});

const pullTold = async (id: string): Promise<string | null> => {
  const answer = await cast.ask(who(id).tablet, '/api/v1/sync/pull', {
    v: 1,
    tablet: who(id).tablet,
    person: id,
    cursors: {},
    again: [],
    told: null,
    lowest: 0,
  });
  return typeof answer.body.told === 'string' ? answer.body.told : null;
};

describe('who has left', () => {
  test('is given nothing on any tablet, not even her own words, and no bucket', async () => {
    for (const id of ['lena', 'leo', 'lin', 'nadia'])
      for (const tablet of [who(id).tablet, 'blue', 'plum']) {
        const { buckets, isHersById, text } = await pullAs(cast, who(id), tablet);
        expect([buckets, isHersById.size, text.includes('bytes')]).toEqual([[], 0, false]);
      }
  });
  test('says no word in the room that was hers', () =>
    isRefused('lena', fresh('strength-word', { child: seeds.baby, room: wrens, side: 'educator', word: 'still here' })));
  test('enters no baby where she led', () => isRefused('leo', fresh('child', { room: wrens, name: 'Nobody' })));
  test('keeps what she writes for herself, and nobody is given it', async () => {
    const words = { kind: 'reflection', id: randomUUID(), set: { module: null, prompt: null, text: 'what I still had to say' } };
    expect(await writeAs(cast, who('lena'), words)).toEqual({ verdict: 'applied' });
    for (const id of ['lena', 'amina', 'helen', 'pia']) expect((await pullAs(cast, who(id))).isHersById.has(words.id)).toBe(false);
  });
  test('shares nothing with a mentor who is hers no more', async () => {
    const set = { module: null, prompt: null, reflection: randomUUID(), text: 'are you there?', standing: 'with-mentor' };
    const shared = { kind: 'shared-reflection', id: idFor('shared-reflection', 'lena', set), set };
    await writeAs(cast, who('lena'), shared);
    for (const id of ['ruth', 'rosa', 'lara', 'helen']) expect((await pullAs(cast, who(id))).text).not.toContain('are you there?');
  });
  test('one nursery reads it no more, and the other as before', async () => {
    await leave(cast.server, { person: 'zoe', nursery });
    const { buckets } = await pullAs(cast, who('zoe'));
    expect(buckets).not.toContain(roomBucket(wrens, nursery));
    expect(buckets).toContain(roomBucket(alder.finches, alder.nursery));
    await isRefused('zoe', fresh('strength-word', { child: seeds.baby, room: robins, side: 'educator', word: 'late' }));
  });
});

test('somebody nobody knows is given nothing, and what she writes is kept apart as nobody’s', async () => {
  const stranger = { ...who('nadia'), id: 'a-stranger', author: { ...who('nadia').author, id: 'a-stranger' } };
  const asked = { v: 1, tablet: 'blue', person: 'a-stranger', cursors: {}, again: [], told: null, lowest: 0 };
  expect((await cast.ask('blue', '/api/v1/sync/pull', asked)).body).toMatchObject({ buckets: [], pages: [], settled: [] });
  const reflection = { kind: 'reflection', id: randomUUID(), set: { module: null, prompt: null, text: 'x' } };
  const envelope = envelopeOf(cast, who('nadia'), reflection, { inNameOf: stranger.id });
  expect(await leavesUntouched(cast, () => pushAs(cast, who('nadia').tablet, envelope))).toEqual([refused('unknown-author')]);
  expect(await recordOf(cast, reflection.id)).toBeNull();
});

test('a photo that a colleague hangs on words before they arrive does not get into the private pages of whoever wrote them', async () => {
  const reflection = randomUUID(); // the id of what waits on a shared tablet lies there in clear
  const file = { mime: 'image/jpeg', size: 1, sha256: 'a'.repeat(64), key: 'vault:kasia:1', seconds: 0, standing: 'there' };
  const hung = { kind: 'attachment', id: randomUUID(), set: { ...file, subject: reflection, subjectKind: 'reflection', what: 'photo' } };
  expect(await writeAs(cast, who('kasia'), hung)).toEqual({ verdict: 'applied' });
  await writeAs(cast, who('amina'), { kind: 'reflection', id: reflection, set: { module: null, prompt: null, text: 'mine alone' } });
  const [hers, colleagues] = [await pullAs(cast, who('amina')), await pullAs(cast, who('kasia'))];
  expect([hers.isHersById.has(reflection), hers.isHersById.has(hung.id)]).toEqual([true, false]);
  expect([colleagues.isHersById.has(reflection), colleagues.isHersById.has(hung.id)]).toEqual([false, true]);
  expect((await compareAs(cast, who('amina'), personBucket('amina', nursery))).isHersById.has(hung.id)).toBe(false);
});

test.each(['mentor', 'programme-lead', 'inspector', ''])(
  'whoever is written down in a nursery as "%s" is given nothing of its rooms',
  async role => {
    const guest = { id: randomUUID(), person: 'nadia', nursery, room: null, role, until: null };
    await cast.server.db.insertInto('memberships').values(guest).execute();
    for (const tablet of ['own-nadia', 'blue']) expect((await pullAs(cast, who('nadia'), tablet)).buckets).toEqual([]);
    await isRefused('nadia', fresh('strength-word', { child: seeds.baby, room: wrens, side: 'educator', word: 'a guest' }));
    await cast.server.db.deleteFrom('memberships').where('id', '=', guest.id).execute();
  },
);

test('what was refused stands in the trail: who tried, when and from which tablet, and not a word of it', async () => {
  const trail = await cast.server.db
    .selectFrom('audit')
    .selectAll()
    .where('what', 'in', ['change-not-allowed', 'change-forged', 'change-by-nobody'])
    .execute();
  const by = (what: string) => [...new Set(trail.filter(line => line.what === what).map(({ who }) => who))];
  expect(by('change-not-allowed')).toEqual(expect.arrayContaining(['kasia', 'amina', 'nia', 'ruth', 'helen', 'hugo', 'lena', 'leo']));
  expect([by('change-forged'), by('change-by-nobody')]).toEqual([['tablet'], ['tablet']]);
  expect(trail.map(({ tablet }) => tablet)).not.toContain(null);
  expect(JSON.stringify(trail)).not.toMatch(/Mine now|Nobody|over her shoulder|still here|hers"/);
});
