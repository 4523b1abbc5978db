// Somebody who has forgotten her PIN gets back in: with her card at once, by two people after 72 hours, by herself in the office. No word is lost.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeOwnPin } from '../../src/device/pin-changes';
import { stopReopening } from '../../src/device/reopening-stops';
import { stretchPin } from '../../src/device/stretch';
import { ownPinPath } from '../../src/features/office/reopening-protocol';
import { addPeoplePath } from '../../src/features/office/staff-protocol';
import { makeCard } from '../../src/features/pin/recovery.store';
import { newRecoveryCard, readRecoveryCard } from '../../src/features/pin/recovery-card';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { days } from '../../src/kernel/clock';
import { readRecords } from '../../src/sync/records.store';
import { passphrase, quince } from '../support/office-desk';
import { freshBytes } from '../support/people';
import { hours, type ReopeningDesk, reopeningDesk } from '../support/reopening-desk';

const chosen = '482915';
let here: ReopeningDesk;

beforeEach(async () => {
  here = await reopeningDesk();
});
afterEach(() => here.stop());

const opens = async (pin: string, tablet = here.blue) => (await tablet.tryUnlock('amina', pin)).ok;
const aminaHere = async () => (await here.blue.database.people.get('amina'))!;
const trail = async () => (await here.desk.trail()).filter(line => /pin|card|reopening/.test(line));

/** Words that she has written here and that nobody has been sent yet. */
async function writes(): Promise<void> {
  const amina = await here.blue.unlock('amina');
  await beginReflection(amina, { module: null, prompt: null }).write('The spoon came back to her three times.');
}

async function lockOut(): Promise<void> {
  for (let misses = 0; misses < 10; misses += 1) {
    await opens('111111');
    here.blue.time.running += hours(1);
  }
  expect(await here.blue.tryUnlock('amina')).toEqual({ ok: false, trouble: 'locked-out' });
}

async function wordsAfter(pin: string): Promise<number> {
  const session = await here.blue.unlock('amina', pin);
  expect((await here.blue.round(session)).ok).toBe(true);
  expect(
    (await here.desk.server.db.selectFrom('receipts').selectAll().where('author', '=', 'amina').execute()).map(row => row.verdict),
  ).toContain('applied');
  return (await readRecords(session, reflectionKind)).items.length;
}

describe('her recovery card', () => {
  test('lets her in again where she was locked out, with a PIN of her own and every word that waited', async () => {
    await writes();
    await lockOut();
    const card = await here.card('amina');
    expect(await here.type(card)).toBe('taken');
    expect(await wordsAfter(chosen)).toBe(1);
    expect(await opens('735182')).toBe(false);
    expect(await trail()).toContain('amina pin-by-card amina');
  });

  test('ends the waiting after wrong PINs as well', async () => {
    for (let misses = 0; misses < 6; misses += 1) {
      await opens('111111');
      here.blue.time.running += hours(1);
    }
    await opens('111111');
    expect(await here.blue.tryUnlock('amina')).toEqual({ ok: false, trouble: 'pin-waits' });
    expect(await here.type(await here.card('amina'))).toBe('taken');
    expect(await opens(chosen)).toBe(true);
  });

  test('gives way to the one that the tablet has made, which works in its turn', async () => {
    const next = newRecoveryCard(freshBytes);
    await here.type(await here.card('amina'), { next });
    expect(await here.type(next, { pin: '739158' })).toBe('taken');
    expect(await opens('739158')).toBe(true);
  });

  test('is done once when the answer got lost, and the PIN that was chosen with it holds', async () => {
    const [card, next] = [await here.card('amina'), newRecoveryCard(freshBytes)];
    here.blue.losing.push('/api/v1/tablets/recovery');
    expect(await here.type(card, { next })).toBe('no-network');
    expect(await here.type(card, { next })).toBe('taken');
    expect(await opens(chosen)).toBe(true);
    expect((await trail()).filter(line => line === 'amina pin-by-card amina')).toHaveLength(1);
  });

  test('is printed with her first PIN in the office, and is kept as a hash alone', async () => {
    const people = [{ name: 'Kasia', role: 'educator', room: 'wrens' }];
    const { body } = await here.post('helen', addPeoplePath, { nursery: quince, people });
    const [slip] = (body.value as unknown as { slips: { id: string; card: string }[] }).slips;
    expect(readRecoveryCard(slip!.card)).toEqual({ ok: true, value: slip!.card });
    const kept = await here.desk.server.db.selectFrom('recovery_cards').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(slip!.card);
    await here.blue.askWhoIsHere();
    expect(await here.type(slip!.card, { person: slip!.id })).toBe('taken');
  });

  test('is made anew by her, for her PIN, and the one before it counts no more', async () => {
    const before = await here.card('amina');
    const session = await here.blue.unlock('amina');
    const parts = { ...here.blue, guards: async () => here.blue.guards, stretch: stretchPin };
    expect(await makeCard(parts, session, '111111')).toEqual({ ok: false, trouble: 'wrong-pin' });
    const made = await makeCard(parts, session, '735182');
    expect(made.ok).toBe(true);
    expect(await here.type(before)).toBe('not-taken');
    expect(await here.type(made.ok ? made.value : '')).toBe('taken');
    expect(await trail()).toContain('amina card-made amina');
  });

  test('without a network changes nothing, and works as soon as there is one', async () => {
    const card = await here.card('amina');
    here.blue.isCut = true;
    expect(await here.type(card)).toBe('no-network');
    expect(await opens('735182')).toBe(true);
    here.blue.isCut = false;
    expect(await here.type(card)).toBe('taken');
  });
});

describe('two people and 72 hours', () => {
  test('one asks, the other agrees, and after 72 hours either of them has her slip, once; every word is there', async () => {
    await writes();
    expect(await here.step('helen', 'ask')).toBe('done');
    expect(await here.shown('marcia')).toMatchObject({
      standing: 'asked',
      askedBy: 'Helen',
      from: null,
      mayAgree: true,
      isOneOfTwo: false,
    });
    expect(await here.step('marcia', 'agree')).toBe('done');
    expect(await here.shown('helen')).toMatchObject({ standing: 'waiting', agreedBy: 'Marcia', isOneOfTwo: true });
    here.desk.server.clock.move(hours(72));
    expect(await here.shown('helen')).toMatchObject({ standing: 'ready' });
    const slip = await here.slipFor('helen');
    await here.blue.askWhoIsHere();
    expect(await wordsAfter(slip.pin)).toBe(1);
    expect(await here.step('marcia', 'slip')).toBe('reopening-over');
    expect(await trail()).toEqual(['helen reopening-asked amina', 'marcia reopening-agreed amina', 'helen pin-by-two amina']);
  });

  test('the programme lead is a second person too', async () => {
    await here.step('helen', 'ask');
    expect(await here.step('denise', 'agree')).toBe('done');
  });

  test('she is told on her tile from the first word on, without any name, and no longer once it is over', async () => {
    await here.step('helen', 'ask');
    await here.blue.askWhoIsHere();
    const { reopening } = await aminaHere();
    expect(reopening).toEqual({ id: await here.id(), askedAt: expect.any(Number), from: null });
    await here.step('marcia', 'agree');
    await here.blue.askWhoIsHere();
    expect((await aminaHere()).reopening?.from).toBeGreaterThan(here.desk.server.clock());
    await here.step('helen', 'withdraw');
    await here.blue.askWhoIsHere();
    expect(await aminaHere()).not.toHaveProperty('reopening');
  });

  test('one press of hers ends it', async () => {
    await here.step('helen', 'ask');
    await here.step('marcia', 'agree');
    const amina = await here.blue.unlock('amina');
    expect((await stopReopening(amina, here.blue.http, await here.id())).ok).toBe(true);
    here.desk.server.clock.move(hours(80));
    expect(await here.step('helen', 'slip')).toBe('reopening-over');
    expect(await opens('735182')).toBe(true);
    expect(await trail()).toContain('amina reopening-stopped amina');
  });

  test('what she has stopped without a network is stopped at the next contact, and her tile says nothing meanwhile', async () => {
    await here.step('helen', 'ask');
    await here.step('marcia', 'agree');
    await here.blue.askWhoIsHere();
    const amina = await here.blue.unlock('amina');
    here.blue.isCut = true;
    expect((await stopReopening(amina, here.blue.http, await here.id())).ok).toBe(false);
    expect(await aminaHere()).not.toHaveProperty('reopening');
    here.blue.isCut = false;
    await here.blue.askWhoIsHere();
    expect(await aminaHere()).not.toHaveProperty('reopening');
    expect(await here.shown('helen')).toBeNull();
  });

  test('her card in the meantime ends it as well', async () => {
    await here.step('helen', 'ask');
    await here.step('marcia', 'agree');
    await here.type(await here.card('amina'));
    here.desk.server.clock.move(hours(73));
    expect(await here.step('helen', 'slip')).toBe('reopening-over');
    expect(await opens(chosen)).toBe(true);
  });

  test('the PIN of a slip was seen by others: she is asked to choose her own until she has', async () => {
    await here.step('helen', 'ask');
    await here.step('marcia', 'agree');
    here.desk.server.clock.move(hours(72));
    const { pin, card } = await here.slipFor('marcia');
    expect(readRecoveryCard(card ?? '').ok).toBe(true);
    await here.blue.askWhoIsHere();
    expect((await aminaHere()).handed).toBe(true);
    const { guards } = here.blue;
    here.desk.server.clock.move(hours(1));
    await here.blue.askWhoIsHere();
    const session = await here.blue.unlock('amina', pin);
    expect((await changeOwnPin({ guards, time: guards.time, stretch: stretchPin }, session, { now: pin, next: chosen })).ok).toBe(true);
    expect(await aminaHere()).not.toHaveProperty('handed');
    await here.blue.askWhoIsHere();
    expect(await aminaHere()).not.toHaveProperty('handed');
  });

  test('lapses by itself two weeks after each step, and can be asked for anew', async () => {
    await here.step('helen', 'ask');
    here.desk.server.clock.move(days(14));
    expect(await here.step('marcia', 'agree')).toBe('reopening-over');
    expect(await here.step('marcia', 'ask')).toBe('done');
    await here.step('helen', 'agree');
    here.desk.server.clock.move(hours(72) + days(14));
    expect(await here.step('marcia', 'slip')).toBe('reopening-over');
  });
});

describe('somebody with an account of the office', () => {
  test('makes herself a new PIN there at once, for her passphrase', async () => {
    const { body } = await here.post('helen', ownPinPath, { passphrase });
    const [slip] = (body.value as unknown as { slips: { pin: string; card: null }[] }).slips;
    await here.blue.askWhoIsHere();
    expect((await here.blue.tryUnlock('helen', slip!.pin)).ok).toBe(true);
    expect((await here.blue.database.people.get('helen'))?.handed).toBeUndefined();
    expect(await trail()).toEqual(['helen own-pin-made']);
  });
});
