// Hostile hands at complaints about data: each is refused with a verdict, changes nothing, and learns nothing that was not hers.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { complaintAnswerKind, complaintDraftId, complaintDraftKind, complaintKind } from '../../src/features/complaints/complaint';
import { days } from '../../src/kernel/clock';
import { receivePush } from '../../src/sync/push.server';
import { standsIn } from '../support/children';
import { answersOf, as, type ComplaintRoom, complaintRoom, complaintsOf } from '../support/complaints';
import { type Forge, forgeFor, sync } from '../support/room';
import { freshId, type Server, startServer } from '../support/world';

const refused = [{ verdict: 'quarantined', reason: 'not-allowed' }];
const tooLarge = [{ verdict: 'quarantined', reason: 'outside-limits' }];
const applied = [{ verdict: 'applied' }];

let server: Server;
let room: ComplaintRoom;
let amina: Session;
let helen: Session;
let pia: Session;
/** Signed and sealed by each of them, on her own tablet. */
let by: Readonly<Record<'amina' | 'tess' | 'helen' | 'pia', Forge>>;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  server.now += days(1);
  room = await complaintRoom(server);
  const { blue, green, own, first, third, leader, lead } = room;
  amina = await as(server, blue, first);
  const tess = await as(server, blue, third);
  helen = await as(server, green, leader, 'leader');
  pia = await as(server, own, lead, 'programme-lead');
  by = {
    amina: forgeFor(server, blue, amina),
    tess: forgeFor(server, blue, tess),
    helen: forgeFor(server, green, helen),
    pia: forgeFor(server, own, pia),
  };
});
afterAll(() => server.db.destroy());

type Values = Readonly<Record<string, unknown>>;

const write = async (hand: Forge, kind: string, set: Values, over: Values = {}) =>
  hand.push(await hand.envelope(hand.change({ kind, set, ...over })));

/** Amina's complaint to the leaders, or as `over` makes it. Gives its id. */
async function complain(over: Values = {}, hand: Forge = by.amina): Promise<string> {
  const id = freshId(server);
  const set = { nursery: room.nursery.id, programme: null, baby: null, from: 'Amina', words: 'My hours are wrong.', ...over };
  expect(await write(hand, complaintKind.name, set, { id })).toEqual(applied);
  return id;
}

const answer = (hand: Forge, complaint: string, step: string, over: Values = {}) =>
  write(hand, complaintAnswerKind.name, { complaint, step, by: 'Somebody', words: 'All is well.', ...over });

/** Nobody has answered it, and it stands where it stood. */
async function unanswered(complaint: string): Promise<void> {
  await sync(room.blue, amina);
  expect(await answersOf(amina)).toEqual([]);
  const { version } = await server.db.selectFrom('records').select('version').where('id', '=', complaint).executeTakeFirstOrThrow();
  expect(version).toBe(1);
}

describe('an answer', () => {
  test('by a colleague of the room is refused, and whoever complained hears nothing', async () => {
    const id = await complain();
    for (const step of ['acknowledged', 'going-on', 'outcome', 'taken-back']) expect(await answer(by.tess, id, step)).toEqual(refused);
    await unanswered(id);
  });

  test('by whoever complained herself is refused: nobody acknowledges or settles her own', async () => {
    const id = await complain();
    for (const step of ['acknowledged', 'going-on', 'outcome']) expect(await answer(by.amina, id, step)).toEqual(refused);
    await unanswered(id);
  });

  test('by a leader to what she said of herself is refused, whatever baby she names in it', async () => {
    const id = await complain({ from: 'Helen' }, by.helen);
    expect(await answer(by.helen, id, 'outcome', { baby: room.child })).toEqual(refused);
    expect(await standsIn(server, id)).toContain(`person:${room.leader.id}@${room.nursery.id}`);
  });

  test('by a leader to what was not for the leaders is refused, though she has guessed its id', async () => {
    const id = await complain({ programme: room.programme });
    expect(await answer(by.helen, id, 'outcome')).toEqual(refused);
    await unanswered(id);
  });

  test('by a programme lead to what is for the leaders is refused', async () => {
    const id = await complain();
    expect(await answer(by.pia, id, 'acknowledged')).toEqual(refused);
    await unanswered(id);
  });

  test('by the leader of another nursery is refused', async () => {
    const id = await complain();
    const elsewhere = await complaintRoom(server);
    const stranger = forgeFor(server, elsewhere.green, await as(server, elsewhere.green, elsewhere.leader, 'leader'));
    expect(await answer(stranger, id, 'outcome')).toEqual(refused);
    await unanswered(id);
  });

  test('by a leader that says that no answer is needed is refused: only whoever complained says so', async () => {
    const id = await complain();
    expect(await answer(by.helen, id, 'taken-back')).toEqual(refused);
    await unanswered(id);
  });

  test('to a complaint that is not there, to a baby and to a colleague is refused: it stands in no bucket of theirs', async () => {
    for (const of of [freshId(server), room.child, room.first.id]) expect(await answer(by.helen, of, 'acknowledged')).toEqual(refused);
    const stands = await server.db
      .selectFrom('records')
      .select('id')
      .where('kind', '=', complaintAnswerKind.name)
      .where('author', '=', room.leader.id)
      .execute();
    expect(stands).toEqual([]);
  });

  test('that was sent cannot be said otherwise afterwards, also by whoever wrote it', async () => {
    const complaint = await complain();
    const id = freshId(server);
    expect(
      await write(by.helen, complaintAnswerKind.name, { complaint, step: 'outcome', by: 'Helen', words: 'We were wrong.' }, { id }),
    ).toEqual(applied);
    for (const hand of [by.helen, by.amina])
      expect(await write(hand, complaintAnswerKind.name, { words: 'We were right.' }, { id })).toEqual(refused);
    await sync(room.blue, amina);
    expect(await answersOf(amina)).toEqual(['outcome: We were wrong.']);
  });

  test('of a step that there is not, or longer than it may be, is refused and kept', async () => {
    const id = await complain();
    expect(await answer(by.helen, id, 'closed')).toEqual(tooLarge);
    expect(await answer(by.helen, id, 'outcome', { words: 'x'.repeat(4_001) })).toEqual(tooLarge);
    await unanswered(id);
  });
});

describe('a complaint', () => {
  test('that was sent cannot be changed: not by its author, not by the leader whom it is about', async () => {
    const id = await complain();
    const changes = [{ words: 'All is well.' }, { words: '' }, { from: 'Tess' }, { programme: room.programme }, { baby: room.child }];
    for (const hand of [by.amina, by.helen])
      for (const set of changes) expect(await write(hand, complaintKind.name, set, { id })).not.toEqual(applied);
    await sync(room.blue, amina);
    expect((await complaintsOf(amina)).map(({ row }) => [row.from, row.words])).toEqual([['Amina', 'My hours are wrong.']]);
    expect(await standsIn(server, id)).toEqual([`leaders:${room.nursery.id}`, `person:${room.first.id}@${room.nursery.id}`]);
  });

  test('about a nursery in which she does not work is refused, and its leaders are not bothered', async () => {
    const elsewhere = await complaintRoom(server);
    const set = { nursery: elsewhere.nursery.id, programme: null, baby: null, from: 'Amina', words: 'x' };
    expect(await write(by.amina, complaintKind.name, set)).toEqual(refused);
    const leader = await as(server, elsewhere.green, elsewhere.leader, 'leader');
    expect(await complaintsOf(leader)).toEqual([]);
  });

  test('to the lead of a programme that is not hers is refused', async () => {
    const elsewhere = await complaintRoom(server);
    const set = { nursery: room.nursery.id, programme: elsewhere.programme, baby: null, from: 'Amina', words: 'x' };
    expect(await write(by.amina, complaintKind.name, set)).toEqual(refused);
  });

  test('that nobody would have to answer is refused', async () => {
    expect(await write(by.amina, complaintKind.name, { nursery: null, programme: null, baby: null, from: 'Amina', words: 'x' })).toEqual(
      refused,
    );
  });

  test('of four thousand and one characters, without words, or from nobody is refused and kept', async () => {
    const set = { nursery: room.nursery.id, programme: null, baby: null, from: 'Amina', words: 'x' };
    for (const over of [{ words: 'x'.repeat(4_001) }, { words: ' \n ' }, { from: '' }, { from: 'x'.repeat(61) }, { words: 7 }])
      expect(await write(by.amina, complaintKind.name, { ...set, ...over })).toEqual(tooLarge);
  });

  test('dated ten years ahead counts from the day on which it came: no clock buys time', async () => {
    const set = { nursery: room.nursery.id, programme: null, baby: null, from: 'Amina', words: 'My hours are wrong.' };
    expect(await write(by.amina, complaintKind.name, set, { at: server.now + days(3_650) })).toEqual(applied);
    await sync(room.green, helen);
    expect((await complaintsOf(helen)).map(({ made }) => made)).toEqual([server.now]);
  });

  test('in the name of a colleague, signed by somebody else, is refused, and the colleague has said nothing', async () => {
    const set = { nursery: room.nursery.id, programme: null, baby: null, from: 'Tess', words: 'I hate it here.' };
    const forged = await by.amina.envelope(by.amina.change({ kind: complaintKind.name, set }), { author: room.third.id });
    const { verdicts } = await receivePush(server, room.blue.id, { v: 1, tablet: room.blue.id, envelopes: [forged] });
    expect(verdicts[0]?.verdict).toBe('quarantined');
    await sync(room.green, helen);
    expect(await complaintsOf(helen)).toEqual([]);
  });

  test('that was refused is told to its author alone: her leader does not learn that she complained', async () => {
    const set = { nursery: room.nursery.id, programme: 'of-nobody', baby: null, from: 'Amina', words: 'Helen reads my words aloud.' };
    expect(await write(by.amina, complaintKind.name, set)).toEqual(refused);
    const notes = await server.db
      .selectFrom('records')
      .select('id')
      .where('kind', '=', 'kept-apart')
      .where('counter', '=', room.nursery.id)
      .execute();
    expect(notes).toEqual([]);
    expect(await server.db.selectFrom('quarantine').select('reason').where('author', '=', room.first.id).execute()).toEqual([
      { reason: 'not-allowed' },
    ]);
  });
});

describe('a draft', () => {
  const id = () => complaintDraftId(room.first.id, 'myself');

  test('of somebody else is neither begun nor gone on with, under whatever name', async () => {
    expect(await write(by.helen, complaintDraftKind.name, { of: 'myself', words: 'x' }, { id: id() })).toEqual(refused);
    expect(await write(by.amina, complaintDraftKind.name, { of: 'myself', words: 'Hers.' }, { id: id() })).toEqual(applied);
    expect(await write(by.helen, complaintDraftKind.name, { words: 'Not hers.' }, { id: id() })).toEqual(refused);
    expect(await standsIn(server, id())).toEqual([`person:${room.first.id}@${room.nursery.id}`]);
  });

  test('under a name that is not its own is refused', async () => {
    expect(await write(by.amina, complaintDraftKind.name, { of: 'myself', words: 'x' }, { id: freshId(server) })).toEqual(refused);
    expect(await write(by.amina, complaintDraftKind.name, { of: room.child, words: 'x' }, { id: id() })).toEqual(refused);
  });
});
