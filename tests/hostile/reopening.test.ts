// Whoever wants a new PIN for somebody else's words: alone, too soon, for herself, from elsewhere, twice, or after she has stopped it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownPinPath, reopeningSlipPath } from '../../src/features/office/reopening-protocol';
import { stopPath, stopText } from '../../src/features/pin/recovery';
import { days, minutes } from '../../src/kernel/clock';
import { changeRole, joinNursery, leave } from '../../src/server/staffing';
import { osier, passphrase, quince } from '../support/office-desk';
import { hours, type ReopeningDesk, reopeningDesk } from '../support/reopening-desk';
import { partsOf } from '../support/whole-tablet';

let here: ReopeningDesk;
let before: unknown;

const db = () => here.desk.server.db;
const clock = () => here.desk.server.clock;
const ways = async () => ({
  pins: await db().selectFrom('pins').selectAll().orderBy('person').execute(),
  wraps: await db().selectFrom('people').select(['id', 'wrap', 'sign_key']).orderBy('id').execute(),
});
const nothingChanged = async () => expect(await ways()).toEqual(before);
const standing = async () => (await db().selectFrom('reopenings').select('ended_at').where('ended_at', 'is', null).execute()).length;
const office = () => ({ ...partsOf(here.desk.server), clock: clock() });

beforeEach(async () => {
  here = await reopeningDesk();
  before = await ways();
});
afterEach(() => here.stop());

/** Helen and Marcia have agreed just now. */
async function agreed(): Promise<void> {
  expect(await here.step('helen', 'ask')).toBe('done');
  expect(await here.step('marcia', 'agree')).toBe('done');
}

describe('one hand', () => {
  test('that has asked cannot agree as well', async () => {
    await here.step('helen', 'ask');
    expect(await here.step('helen', 'agree')).toBe('same-person');
    clock().move(hours(80));
    expect(await here.step('helen', 'slip')).toBe('not-yet');
    await nothingChanged();
  });

  test('cannot ask or agree for herself', async () => {
    expect(await here.step('marcia', 'ask', 'marcia')).toBe('own-role');
    expect(await here.step('helen', 'ask', 'marcia')).toBe('done');
    expect(await here.step('marcia', 'agree')).toBe('not-allowed');
    expect(await here.step('marcia', 'slip')).toBe('not-allowed');
    await nothingChanged();
  });

  test('cannot make itself a second one: an account of yesterday neither asks nor agrees', async () => {
    await here.desk.account('marcia');
    await here.step('helen', 'ask');
    const young = await here.desk.signedIn('marcia');
    const id = await here.id();
    expect((await young.post('/api/v1/office/reopenings/agree', { id })).body.trouble).toBe('account-too-new');
    expect((await young.post('/api/v1/office/reopenings/ask', { person: 'helen', nursery: quince })).body.trouble).toBe('account-too-new');
    await nothingChanged();
  });

  test('with somebody’s session and no second factor of these five minutes does none of it', async () => {
    await agreed();
    clock().move(hours(72));
    const desk = await here.desk.signedIn('helen');
    clock().move(minutes(6));
    for (const way of ['ask', 'agree', 'withdraw', 'slip']) {
      const body = way === 'ask' ? { person: 'marcia', nursery: quince } : { id: await here.id() };
      expect((await desk.post(`/api/v1/office/reopenings/${way}`, body)).body.refusal).toBe('prove-again');
    }
    expect((await desk.post(ownPinPath, { passphrase })).body.refusal).toBe('prove-again');
    await nothingChanged();
  });

  test('that agrees a second time, or a third person, changes nothing of when', async () => {
    await agreed();
    const { from } = (await here.shown('helen'))!;
    clock().move(hours(2));
    expect(await here.step('denise', 'agree')).toBe('is-so-already');
    expect(await here.step('marcia', 'agree')).toBe('is-so-already');
    expect((await here.shown('helen'))?.from).toBe(from);
  });
});

describe('whoever is not of that nursery', () => {
  test('finds nothing to ask, to agree to, to take back or to print', async () => {
    expect(await here.step('farida', 'ask')).toBe('not-found');
    await agreed();
    clock().move(hours(72));
    for (const way of ['agree', 'withdraw', 'slip'] as const) expect(await here.step('farida', way)).toBe('not-found');
    for (const way of ['agree', 'withdraw', 'slip'] as const) expect(await here.step('farida', way, 'no-such-id')).toBe('not-found');
    await nothingChanged();
    expect(await standing()).toBe(1);
  });

  test('cannot have somebody of hers named as one of another nursery', async () => {
    const body = { person: 'amina', nursery: osier };
    expect((await here.post('farida', '/api/v1/office/reopenings/ask', body)).body.refusal).toBe('not-found');
    expect((await here.post('denise', '/api/v1/office/reopenings/ask', body)).body.refusal).toBe('not-found');
  });

  test('or mentors there, may not', async () => {
    const ruth = await here.desk.signedIn('ruth');
    const asked = await ruth.post('/api/v1/office/reopenings/ask', { person: 'amina', nursery: quince });
    expect(asked.body.refusal).toBe('not-allowed');
    expect(await standing()).toBe(0);
  });

  test('gets no key of a second nursery by way of its leaders: somebody who leads both has to be one of the two', async () => {
    await joinNursery(office(), { person: 'amina', nursery: osier, room: 'otters', role: 'educator' });
    await here.step('helen', 'ask');
    expect(await here.step('marcia', 'agree')).toBe('not-allowed');
    expect(await here.step('denise', 'agree')).toBe('done');
  });
});

describe('a slip', () => {
  test('is not there a second before the 72 hours are over', async () => {
    await agreed();
    const from = (await here.shown('marcia'))?.from ?? 0;
    clock().move(from - clock()() - 32_000); // signing in takes 31 seconds here
    expect(await here.step('helen', 'slip')).toBe('not-yet');
    expect(await here.step('helen', 'slip')).toBe('done');
  });

  test('comes no sooner when the clock is set back meanwhile, or when a tablet’s clock runs ahead', async () => {
    await agreed();
    clock().move(hours(71));
    clock().move(-hours(48));
    here.blue.time.skew = days(30);
    await here.blue.askWhoIsHere();
    clock().move(hours(30));
    expect(await here.step('helen', 'slip')).toBe('not-yet');
    await nothingChanged();
  });

  test('is for one of the two alone', async () => {
    await agreed();
    clock().move(hours(72));
    expect(await here.step('denise', 'slip')).toBe('not-allowed');
    expect(await here.step('denise', 'withdraw')).toBe('not-allowed');
    await nothingChanged();
  });

  test('is made once, also by both at once', async () => {
    await agreed();
    clock().move(hours(72));
    const id = await here.id();
    const desks = [await here.desk.signedIn('helen'), await here.desk.signedIn('marcia')];
    const said = await Promise.all(desks.map(desk => desk.post(reopeningSlipPath, { id })));
    expect(said.map(({ body }) => body.trouble ?? 'a slip').sort()).toEqual(['a slip', 'reopening-over']);
  });

  test('is not for somebody who leads there no more, and the other of the two still has it', async () => {
    await agreed();
    await changeRole(office(), { person: 'helen', nursery: quince, role: 'educator' });
    clock().move(hours(72));
    await expect(here.step('helen', 'slip')).rejects.toThrow('could not sign in');
    expect(await here.step('marcia', 'slip')).toBe('done');
  });

  test('is not made for somebody who has left, nor once she is back', async () => {
    await agreed();
    await leave(office(), { person: 'amina', nursery: quince });
    clock().move(hours(72));
    expect(await here.step('helen', 'slip')).toBe('not-found');
    await joinNursery(office(), { person: 'amina', nursery: quince, room: 'wrens', role: 'educator' });
    expect(await here.step('helen', 'slip')).toBe('reopening-over');
  });
});

describe('her word against it', () => {
  const stop = async (sig: string, id: string) => {
    const answer = await here.blue.http.post(stopPath, { v: 1, person: 'amina', id, sig });
    return answer.ok ? (answer.value as { answer: string }).answer : answer.trouble;
  };
  const signs = async (person: 'amina' | 'helen', id: string) =>
    (await here.blue.unlock(person, '735182')).keys.sign(stopText(here.blue.identity.id, { person: 'amina', id }));

  test('holds: nothing comes of it any more, however late', async () => {
    await agreed();
    const id = await here.id();
    expect(await stop(await signs('amina', id), id)).toBe('stopped');
    expect(await stop(await signs('amina', id), id)).toBe('over');
    for (const by of [hours(1), hours(72), days(20)]) {
      clock().move(by);
      expect(await here.step('helen', 'slip')).toBe('reopening-over');
      expect(await here.step('denise', 'agree')).toBe('reopening-over');
    }
    await nothingChanged();
  });

  test('is hers alone: no colleague stops it, and hers stops nobody else’s', async () => {
    await agreed();
    const id = await here.id();
    expect(await stop(await signs('helen', id), id)).toBe('refused');
    await here.step('denise', 'ask', 'helen');
    const helens = await here.id();
    expect(await stop(await signs('amina', helens), helens)).toBe('refused');
    expect(await standing()).toBe(2);
  });
});

describe('a desk that was left open', () => {
  test('makes no PIN for whoever sits there: the passphrase is asked, and guesses of it wait', async () => {
    const desk = await here.desk.signedIn('helen');
    const said: string[] = [];
    for (let tries = 0; tries < 7; tries += 1)
      said.push((await desk.post(ownPinPath, { passphrase: `wrong ${tries}` })).body.trouble ?? '');
    expect(said.slice(0, 4)).toEqual(Array(4).fill('passphrase-wrong'));
    expect(said.at(-1)).toBe('wait');
    expect((await desk.post(ownPinPath, { passphrase })).body.trouble).toBe('wait');
    await nothingChanged();
  });
});
