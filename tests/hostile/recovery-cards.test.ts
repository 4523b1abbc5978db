// Whoever guesses cards, types somebody else's, sends a message again or makes a card in another's name: each has a plain end, and changes nothing.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stretchPin } from '../../src/device/stretch';
import { newCardPath, newCardText, recoverPath } from '../../src/features/pin/recovery';
import { makeCard } from '../../src/features/pin/recovery.store';
import { newRecoveryCard } from '../../src/features/pin/recovery-card';
import { minutes } from '../../src/kernel/clock';
import { hashOfCard } from '../../src/server/reopening-cards';
import { revokeTablet } from '../../src/server/reports';
import { leave } from '../../src/server/staffing';
import { freshBytes } from '../support/people';
import { type ReopeningDesk, reopeningDesk } from '../support/reopening-desk';
import { partsOf, wholeTablet } from '../support/whole-tablet';

let here: ReopeningDesk;
let before: unknown;

const db = () => here.desk.server.db;
/** Everything that a PIN hangs on. */
const ways = async () => ({
  pins: await db().selectFrom('pins').selectAll().orderBy('person').execute(),
  wraps: await db().selectFrom('people').select(['id', 'wrap', 'sign_key']).orderBy('id').execute(),
});
const nothingChanged = async () => expect(await ways()).toEqual(before);
const lines = async (what: string) =>
  (await db().selectFrom('audit').select('about').where('what', '=', what).execute()).map(one => one.about);
const aCard = () => newRecoveryCard(freshBytes);
const pin = { v: 1, salt: 'A'.repeat(22), memory: 32 * 1024, passes: 3, lanes: 1, stretched: 'A'.repeat(43) };

/** Straight to the server: whoever guesses does not wait for a PIN to be stretched. */
async function typed(card: string, { person = 'amina', next = aCard(), tablet = here.blue } = {}): Promise<string> {
  const answer = await tablet.http.post(recoverPath, { v: 1, person, card, next: hashOfCard(person, next), pin });
  if (!answer.ok) return answer.trouble;
  const { answer: said, seconds } = answer.value as { answer: string; seconds?: number };
  return seconds === undefined ? said : `${said} ${seconds}`;
}

beforeEach(async () => {
  here = await reopeningDesk();
  before = await ways();
});
afterEach(() => here.stop());

describe('whoever guesses cards', () => {
  test('waits longer with each, and so does the right one; her line in the trail says it once an hour', async () => {
    const right = await here.card('amina');
    const said: string[] = [];
    for (let tries = 0; tries < 7; tries += 1) said.push(await typed(aCard()));
    expect(said).toEqual(['not-taken', 'not-taken', 'not-taken', 'not-taken', 'wait 30', 'wait 30', 'wait 30']);
    expect(await typed(right)).toBe('wait 30');
    here.desk.server.clock.move(30_000);
    expect(await typed(aCard())).toBe('not-taken');
    expect(await typed(aCard())).toBe('wait 60');
    await nothingChanged();
    expect(await lines('card-refused')).toEqual(['amina']);
    here.desk.server.clock.move(minutes(1));
    expect(await typed(right)).toBe('taken');
  });

  test('keeps her out no longer by way of a clock that was set back', async () => {
    const right = await here.card('amina');
    for (let tries = 0; tries < 4; tries += 1) await typed(aCard());
    here.desk.server.clock.move(-minutes(500));
    expect(await typed(aCard())).toBe('wait 30');
    here.desk.server.clock.move(minutes(501));
    expect(await typed(right)).toBe('taken');
  });

  test('wins nothing by going from person to person on one tablet', async () => {
    const people = ['amina', 'helen', 'marcia', 'nobody', 'ioana', 'farida'];
    const said = new Set<string>();
    for (let tries = 0; tries < 24; tries += 1) said.add(await typed(aCard(), { person: people[tries % 6] }));
    expect([...said]).toEqual(['not-taken', 'wait 30']);
    expect(await typed(aCard(), { person: 'somebody-new' })).toBe('wait 30');
    await nothingChanged();
  });

  test('learns nothing of who there is, who has a card, and which card there was', async () => {
    const old = await here.card('amina');
    await here.card('amina');
    for (const person of ['amina', 'helen', 'nobody', 'ioana']) expect(await typed(aCard(), { person })).toBe('not-taken');
    expect(await typed(old)).toBe('not-taken');
    await nothingChanged();
  });

  test('with the database in hand has hashes, which are no cards', async () => {
    await here.card('amina');
    const { hash } = await db().selectFrom('recovery_cards').select('hash').executeTakeFirstOrThrow();
    expect(await typed(hash)).toBe('bad-request');
    const alike = hash.toUpperCase().replace(/[^0-9A-Z]/g, '0');
    expect(await typed(alike.slice(0, 24))).toBe('not-taken');
    await nothingChanged();
  });
});

describe('a card', () => {
  test('of somebody else opens nobody but her', async () => {
    expect(await typed(await here.card('helen'))).toBe('not-taken');
    await nothingChanged();
  });

  test('that was used works no more, with whatever comes in its place', async () => {
    const card = await here.card('amina');
    expect(await typed(card)).toBe('taken');
    before = await ways();
    expect(await typed(card)).toBe('not-taken');
    await nothingChanged();
  });

  test('whose message is sent again word for word undoes no PIN that she has chosen since', async () => {
    const [card, next] = [await here.card('amina'), aCard()];
    await typed(card, { next });
    await typed(next);
    before = await ways();
    expect(await typed(card, { next })).toBe('taken');
    await nothingChanged();
    expect(await lines('pin-by-card')).toHaveLength(2);
  });

  test('that is typed on two tablets at once makes one PIN', async () => {
    const card = await here.card('amina');
    const green = await wholeTablet(here.desk.server, 'Green');
    const said = await Promise.all([typed(card), typed(card, { tablet: green })]);
    expect(said.sort()).toEqual(['not-taken', 'taken']);
    expect(await lines('pin-by-card')).toHaveLength(1);
    green.database.close();
  });

  test('of somebody who has left opens nothing', async () => {
    const card = await here.card('amina');
    await leave({ ...partsOf(here.desk.server), clock: here.desk.server.clock }, { person: 'amina' });
    before = await ways();
    expect(await typed(card)).toBe('not-taken');
    await nothingChanged();
  });

  test('of somebody who works elsewhere opens nothing on this tablet', async () => {
    expect(await typed(await here.card('ioana'), { person: 'ioana' })).toBe('not-taken');
    await nothingChanged();
  });

  test('is not looked at on a revoked tablet', async () => {
    const card = await here.card('amina');
    await revokeTablet({ ...here.desk.server }, here.blue.identity.id);
    before = await ways();
    expect(await typed(card)).toBe('tablet-revoked');
    await nothingChanged();
  });

  test('is not heard without a session, nor with a PIN that is stretched too little or a body out of shape', async () => {
    const card = await here.card('amina');
    const whole = { v: 1, person: 'amina', card, next: 'A'.repeat(43), pin };
    const bare = { method: 'POST' as const, url: recoverPath, headers: { 'x-larkrise': '1' }, payload: whole };
    expect((await here.desk.server.app.inject(bare)).statusCode).toBe(401);
    const bodies = [
      { ...whole, pin: { ...pin, memory: 1024 } },
      { ...whole, pin: { ...pin, stretched: 'A' } },
      { ...whole, card: `${card}0` },
      { ...whole, more: 1 },
      { ...whole, v: 2 },
      [],
    ];
    for (const body of bodies) expect(await here.blue.http.post(recoverPath, body)).toEqual({ ok: false, trouble: 'bad-request' });
    await nothingChanged();
  });
});

describe('whoever makes a card in her name', () => {
  const cards = () => db().selectFrom('recovery_cards').selectAll().orderBy('hash').execute();
  const post = async (body: object) => {
    const answer = await here.blue.http.post(newCardPath, { v: 1, ...body });
    return answer.ok ? (answer.value as { answer: string }).answer : answer.trouble;
  };
  const asked = { person: 'amina', hash: hashOfCard('amina', aCard()) };

  test('is refused with a colleague’s signature, one for another tablet, and none; with a line in the trail', async () => {
    const standing = await here.card('amina');
    const kept = await cards();
    const [amina, helen] = [await here.blue.unlock('amina', '735182'), await here.blue.unlock('helen', '735182')];
    const text = newCardText(here.blue.identity.id, asked);
    const sigs = [await helen.keys.sign(text), await amina.keys.sign(newCardText('another-tablet', asked)), 'A'.repeat(86)];
    for (const sig of sigs) expect(await post({ ...asked, sig })).toBe('refused');
    expect(await cards()).toEqual(kept);
    expect(await lines('card-refused')).toEqual(['amina']);
    expect(await typed(standing)).toBe('taken');
  });

  test('cannot bring an older card back with the message that made it', async () => {
    const amina = await here.blue.unlock('amina', '735182');
    const message = { ...asked, sig: await amina.keys.sign(newCardText(here.blue.identity.id, asked)) };
    expect(await post(message)).toBe('taken');
    expect(await post(message)).toBe('taken'); // the answer may have been lost
    await here.card('amina');
    const kept = await cards();
    expect(await post(message)).toBe('refused');
    expect(await cards()).toEqual(kept);
  });

  test('at the tablet that she left open needs her PIN, and each guess counts as one', async () => {
    const amina = await here.blue.unlock('amina', '735182');
    const parts = { ...here.blue, guards: async () => here.blue.guards, stretch: stretchPin };
    expect(await makeCard(parts, amina, '111111')).toEqual({ ok: false, trouble: 'wrong-pin' });
    expect((await here.blue.guards.attempts.standing('amina')).left).toBe(9);
    expect(await cards()).toEqual([]);
  });
});
