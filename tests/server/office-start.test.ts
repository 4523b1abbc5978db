// From an empty server to the first account: one room tried in a minute, the programme lead's account, an invitation, and her own account kept.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TabletDatabase } from '../../src/device/database';
import { enrol } from '../../src/device/enrol';
import { withSession } from '../../src/device/enrolment';
import { fetchPeople } from '../../src/device/who-is-here';
import * as office from '../../src/features/office/office-protocol';
import * as staff from '../../src/features/office/staff-protocol';
import { minutes } from '../../src/kernel/clock';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { startLinkCommand } from '../../src/main/start-link-command.server';
import { makeStartLink } from '../../src/server/office-links';
import { codeOfStep, stepAt } from '../../src/server/one-time-codes';
import { fromBase32 } from '../support/base32';
import { type Browser, type Desk, openDesk, passphrase, programme, quince } from '../support/office-desk';
import { cable } from '../support/server-parts';

let desk: Desk;
afterEach(() => desk.stop());

const given = <Value>(answer: { readonly body: { readonly value?: never } }): Value => Object(answer.body.value) as Value;

/** Opens the link, sets up an authenticator and finishes; gives the secret with the answer. */
async function finish(browser: Browser, token: string, more: object) {
  const { secret } = given<{ secret: string }>(await browser.post(office.beginAccountPath, { token }));
  const code = codeOfStep(fromBase32(secret), stepAt(desk.server.clock()));
  const answer = await browser.post(office.finishAccountPath, { token, passphrase, code, ...more });
  return { answer, secret };
}

async function tryRoom(token: string, browser: Browser) {
  const wanted = { token, nursery: 'Quince Street', room: 'Wrens', names: ['Helen', 'Amina', 'Kasia'] };
  return given<{ slips: office.PinSlip[]; enrolment: { code: string } }>(await browser.post(office.tryPath, wanted));
}

describe('an empty server', () => {
  beforeEach(async () => {
    desk = await openDesk({ isEmpty: true });
  });

  test('is one room with three people and a tablet that shows them, before anybody has a passphrase', async () => {
    const [token, browser] = [await makeStartLink(desk.server), desk.browser()];
    expect(given(await browser.post(office.lookAtLinkPath, { token }))).toMatchObject({ what: 'start', isEmpty: true });
    const { slips, enrolment } = await tryRoom(token, browser);
    expect(slips.map(({ name, pin }) => [name, /^\d{6}$/.test(pin)])).toEqual([
      ['Helen', true],
      ['Amina', true],
      ['Kasia', true],
    ]);
    const [database, http] = [new TabletDatabase(randomUUID()), cable(desk.server.app)];
    const identity = await enrol(database, http, enrolment.code);
    if (!identity.ok) throw new Error(identity.trouble);
    await fetchPeople(database, withSession(http, identity.value));
    expect((await database.people.toArray()).map(({ role }) => role).sort()).toEqual(['educator', 'educator', 'leader']);
    expect((await browser.post(office.tryPath, { token, nursery: 'B', room: 'B', names: ['B'] })).body.trouble).toBe('tried-already');
  });

  test('gives another code for that room for as long as nobody has an account', async () => {
    const [token, browser] = [await makeStartLink(desk.server), desk.browser()];
    await tryRoom(token, browser);
    desk.server.clock.move(minutes(60));
    const { code } = given<{ code: string }>(await browser.post(office.tryCodePath, { token }));
    expect((await enrol(new TabletDatabase(randomUUID()), cable(desk.server.app), code)).ok).toBe(true);
  });

  test('refuses names that are missing or there twice, and nothing is begun', async () => {
    const [token, browser] = [await makeStartLink(desk.server), desk.browser()];
    for (const names of [
      ['Helen', 'HELEN'],
      ['Helen', ' '],
    ]) {
      expect((await browser.post(office.tryPath, { token, nursery: 'Quince', room: 'Wrens', names })).body.trouble).toBe('name-missing');
    }
    expect(await desk.server.db.selectFrom('nurseries').select('id').execute()).toEqual([]);
  });

  test('keeps what was tried: the same link makes the programme lead’s account, and the nursery is in her programme', async () => {
    const [token, browser] = [await makeStartLink(desk.server), desk.browser()];
    await tryRoom(token, browser);
    const { answer } = await finish(browser, token, { firstName: 'Denise', signInName: 'Denise' });
    const { recoveryCodes, pin } = given<{ recoveryCodes: string[]; pin: string }>(answer);
    expect([recoveryCodes.length, /^\d{6}$/.test(pin)]).toEqual([10, true]);
    expect(given(await browser.get(office.mePath))).toMatchObject({ name: 'Denise', signInName: 'denise', role: 'programme-lead' });
    const { nurseries } = given<{ nurseries: staff.OfficeNursery[] }>(await browser.get(staff.nurseriesPath));
    expect(nurseries.map(({ name, people }) => [name, people])).toEqual([['Quince Street', 3]]);
    expect(await desk.server.db.selectFrom('people').select('home').where('name', '=', 'Denise').execute()).toEqual([{ home: programme }]);
    expect((await desk.browser().post(office.lookAtLinkPath, { token })).body.trouble).toBe('link-over');
  });

  test('is begun by the link that the operator asks for, under the address at which tablets reach it', async () => {
    vi.stubEnv('PUBLIC_URL', 'https://larkrise.example.org');
    const said: string[] = [];
    const command = startLinkCommand(['start-link'], line => said.push(line));
    expect(await command?.({ ...desk.server, kinds: recordKinds, policies, report: () => undefined })).toBeNull();
    vi.unstubAllEnvs();
    const [, token = ''] = /https:\/\/larkrise\.example\.org\/office#start=([\w-]{43})$/.exec(said[0] ?? '') ?? [];
    expect(given(await desk.browser().post(office.lookAtLinkPath, { token }))).toMatchObject({ what: 'start', isEmpty: true });
    expect(startLinkCommand(['start-link', 'now'], () => undefined)).toBeNull();
  });

  test('says what is wrong with a name, a passphrase or a code, and the link goes on', async () => {
    const [token, browser] = [await makeStartLink(desk.server), desk.browser()];
    const why = async (more: object) =>
      (await finish(browser, token, { firstName: 'Denise', signInName: 'denise', ...more })).answer.body.trouble;
    expect(await why({ firstName: '' })).toBe('name-missing');
    expect(await why({ signInName: 'a b' })).toBe('sign-in-name-not-fit');
    expect(await why({ passphrase: 'too short' })).toBe('passphrase-too-short');
    expect(await why({ passphrase: 'denise-denise-1' })).toBe('passphrase-has-name');
    expect(await why({ code: '000000x' })).toBe('code-wrong');
    expect(await why({})).toBeUndefined();
  });
});

describe('somebody with an account', () => {
  beforeEach(async () => {
    desk = await openDesk();
  });

  test('was invited, chose her own name and passphrase, and signs in from elsewhere', async () => {
    const helen = await desk.signedIn('helen');
    const { token } = given<{ token: string }>(await helen.post(staff.invitePath, { person: 'marcia' }));
    const own = desk.browser();
    expect(given(await own.post(office.lookAtLinkPath, { token }))).toMatchObject({
      what: 'invitation',
      name: 'Marcia',
      role: 'leader',
      nurseries: ['Quince Street Nursery'],
    });
    const { answer, secret } = await finish(own, token, { signInName: 'marcia.q' });
    expect(given<{ pin: string | null }>(answer).pin).toBeNull();
    desk.server.clock.move(60_000);
    const code = codeOfStep(fromBase32(secret), stepAt(desk.server.clock()));
    expect((await desk.browser().post(office.signInPath, { name: 'Marcia.Q', passphrase, code })).body.ok).toBe(true);
    expect(await desk.trail()).toEqual(expect.arrayContaining(['helen invited marcia', 'helen account-made marcia', 'marcia signed-in']));
  });

  test('changes her passphrase and her authenticator; the old ones open nothing any more', async () => {
    const helen = await desk.signedIn('helen');
    const next = 'nine loud otters after lunch';
    const change = async (now: string, to: string) => (await helen.post(office.passphrasePath, { now, next: to })).body.trouble;
    expect(await change('wrong', next)).toBe('passphrase-wrong');
    expect(await change(passphrase, 'short')).toBe('passphrase-too-short');
    expect(await change(passphrase, next)).toBeUndefined();
    const { secret } = given<{ secret: string }>(await helen.post(office.beginFactorPath));
    expect((await helen.post(office.changeFactorPath, { code: '000000' })).body.trouble).toBe('code-wrong');
    const code = () => codeOfStep(fromBase32(secret), stepAt(desk.server.clock()));
    expect((await helen.post(office.changeFactorPath, { code: code() })).body.ok).toBe(true);
    desk.server.clock.move(60_000);
    const signIn = async (words: string) =>
      (await desk.browser().post(office.signInPath, { name: 'helen', passphrase: words, code: code() })).body.ok;
    expect([await signIn(passphrase), await signIn(next)]).toEqual([false, true]);
  });

  test('proves herself once more, and then grants again', async () => {
    const code = await desk.account('helen');
    const helen = desk.browser();
    await helen.post(office.signInPath, { name: 'helen', passphrase, code: code() });
    desk.server.clock.move(minutes(6));
    const add = async () =>
      (await helen.post(staff.addPeoplePath, { nursery: quince, people: [{ name: 'Zara', role: 'educator', room: null }] })).body;
    expect(await add()).toEqual({ refusal: 'prove-again' });
    expect((await helen.post(office.provePath, { code: code() })).body).toEqual({ ok: true, value: {} });
    expect((await add()).ok).toBe(true);
  });

  test('reads who she is, how many recovery codes are left and when her session ends', async () => {
    const helen = await desk.signedIn('helen');
    const now = desk.server.clock();
    const me = { person: 'helen', name: 'Helen', signInName: 'helen', role: 'leader', recoveryCodesLeft: 10, now };
    expect(given(await helen.get(office.mePath))).toEqual({ ...me, provenUntil: now + minutes(5), endsAt: now + minutes(30) });
  });
});
