// Hostile hands at the sign-in of the office, and at sessions that somebody else began.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tabletCodePath, waitingTabletsPath } from '../../src/features/office/devices-protocol';
import * as office from '../../src/features/office/office-protocol';
import { addPeoplePath } from '../../src/features/office/staff-protocol';
import { minutes } from '../../src/kernel/clock';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { leave } from '../../src/server/staffing';
import { peoplePath } from '../../src/sync/tablet-protocol';
import { enrolledCookie } from '../support/enrolled';
import { type Browser, type Desk, openDesk, passphrase, quince } from '../support/office-desk';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.stop());

const signIn = (browser: Browser, name: string, code: string, words = passphrase) =>
  browser.post(office.signInPath, { name, passphrase: words, code });
/** Six digits that are not these. */
const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const isIn = async (browser: Browser) => (await browser.get(office.mePath)).status === 200;
const refused = { ok: false, trouble: 'sign-in-wrong' };
const sessions = () => desk.server.db.selectFrom('office_sessions').selectAll().execute();

describe('whoever guesses at the door', () => {
  test('waits longer and longer, while the owner at another address gets in', async () => {
    const code = await desk.account('helen');
    const thief = desk.browser('10.6.6.6');
    for (let miss = 0; miss < 5; miss += 1) expect((await signIn(thief, 'helen', '000000', `guess number ${miss}`)).body).toEqual(refused);
    expect((await signIn(thief, 'helen', code())).body).toEqual({ ok: false, trouble: 'wait', seconds: 30 });
    desk.server.clock.move(30_000);
    expect((await signIn(thief, 'helen', '000000')).body).toEqual(refused);
    expect((await signIn(thief, 'helen', '000000')).body).toMatchObject({ trouble: 'wait', seconds: 60 });
    expect((await signIn(desk.browser('10.0.0.7'), 'helen', code())).body).toEqual({ ok: true, value: {} });
  });

  test('from many addresses at once makes the owner wait a minute at the most, and never for good', async () => {
    const code = await desk.account('helen');
    for (let at = 0; at < 30; at += 1) await signIn(desk.browser(`10.9.0.${at}`), 'helen', '000000', 'one more guess at it');
    const owner = desk.browser('10.0.0.7');
    const told = await signIn(owner, 'helen', code());
    expect(told.body.seconds).toBeLessThanOrEqual(60);
    desk.server.clock.move(60_000);
    expect((await signIn(owner, 'helen', code())).body.ok).toBe(true);
  });

  test('with ten tries at the same moment has used ten tries, not one', async () => {
    await desk.account('helen');
    const thief = desk.browser('10.6.6.6');
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(thief, 'helen', '000000')));
    expect(answers.filter(({ body }) => body.trouble === 'sign-in-wrong').length).toBeLessThanOrEqual(5);
  });

  test('at names cannot tell one that nobody has from one with a wrong passphrase', async () => {
    await desk.account('helen');
    const known = await signIn(desk.browser('10.1.0.1'), 'helen', '123456', 'not her passphrase');
    const unknown = await signIn(desk.browser('10.1.0.2'), 'nobody.here', '123456', 'not her passphrase');
    expect([unknown.status, unknown.body, unknown.cookies]).toEqual([known.status, known.body, known.cookies]);
    /** Of this process, in microseconds: what others do on the machine does not count. */
    const work = async (name: string) => {
      const from = process.cpuUsage();
      await signIn(desk.browser('10.1.0.3'), name, '123456', 'not her passphrase');
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    const [forKnown, forUnknown] = [await work('helen'), await work('nobody.here')];
    expect(forUnknown).toBeGreaterThan(forKnown / 3); // the passphrase is stretched for nobody as well
  });

  test('knowing the passphrase alone gets nothing, and the owner’s code is not used up by that', async () => {
    const code = await desk.account('helen');
    expect((await signIn(desk.browser('10.6.6.6'), 'helen', wrongCode(code()))).body).toEqual(refused);
    expect((await signIn(desk.browser('10.6.6.6'), 'helen', code(), 'a wrong passphrase')).body).toEqual(refused);
    expect((await signIn(desk.browser(), 'helen', code())).body.ok).toBe(true);
  });

  test('with a code that was read over a shoulder is too late by one sign-in', async () => {
    const code = await desk.account('helen');
    expect((await signIn(desk.browser(), 'helen', code())).body.ok).toBe(true);
    expect((await signIn(desk.browser('10.6.6.6'), 'helen', code())).body).toEqual(refused);
    expect(await sessions()).toHaveLength(1);
  });

  test('with the same code twice at one moment gets one session', async () => {
    const code = await desk.account('helen');
    const both = await Promise.all([signIn(desk.browser('10.0.0.1'), 'helen', code()), signIn(desk.browser('10.0.0.2'), 'helen', code())]);
    expect(both.map(({ body }) => body.ok).sort()).toEqual([false, true]);
  });

  test('with a code of five minutes ago gets nothing', async () => {
    const old = (await desk.account('helen'))();
    desk.server.clock.move(minutes(5));
    expect((await signIn(desk.browser(), 'helen', old)).body).toEqual(refused);
  });

  test('with a recovery code that was used gets nothing', async () => {
    const helen = await desk.signedIn('helen');
    const { body } = await helen.post(office.recoveryPath);
    const [first = ''] = (body.value as unknown as { recoveryCodes: string[] }).recoveryCodes;
    expect((await signIn(desk.browser(), 'helen', first.toLowerCase().replaceAll('-', ' '))).body.ok).toBe(true);
    expect((await signIn(desk.browser('10.6.6.6'), 'helen', first)).body).toEqual(refused);
  });

  test('leaves a line that her nursery reads, once an hour', async () => {
    await desk.account('helen');
    for (const _ of [1, 2, 3]) await signIn(desk.browser('10.6.6.6'), 'helen', '000000');
    await signIn(desk.browser('10.6.6.6'), 'nobody.here', '000000');
    // It is written after the answer, which thus takes as long for nobody as for somebody.
    await vi.waitFor(async () => expect(await desk.trail()).toEqual(['nobody sign-in-refused helen', 'nobody sign-in-unknown']));
  });
});

describe('a session of the office', () => {
  test('that was left open for half an hour is over for whoever sits down at it', async () => {
    const helen = await desk.signedIn('helen');
    desk.server.clock.move(minutes(29));
    expect(await isIn(helen)).toBe(true);
    desk.server.clock.move(minutes(30));
    expect((await helen.get(office.mePath)).body).toEqual({ refusal: 'signed-out' });
  });

  test('that is used all day is over after eight hours', async () => {
    const helen = await desk.signedIn('helen');
    for (let half = 1; half < 22; half += 1) {
      desk.server.clock.move(minutes(25));
      expect(await isIn(helen), `after ${half * 25} minutes`).toBe(half * 25 < 480);
    }
  });

  test('is not kept alive by what the page asks by itself', async () => {
    const helen = await desk.signedIn('helen');
    for (let asked = 0; asked < 6; asked += 1) {
      desk.server.clock.move(minutes(5));
      await helen.get(waitingTabletsPath);
    }
    expect(await isIn(helen)).toBe(false);
  });

  test('whose cookie was copied before she signed out opens nothing afterwards', async () => {
    const helen = await desk.signedIn('helen');
    const copy = new Map(helen.jar);
    await helen.post(office.signOutPath);
    const thief = desk.browser('10.6.6.6');
    for (const [name, value] of copy) thief.jar.set(name, value);
    expect(await isIn(thief)).toBe(false);
    expect(await sessions()).toEqual([]);
  });

  test('whose cookie was copied is over when she changes her passphrase, and she goes on', async () => {
    const helen = await desk.signedIn('helen');
    const thief = desk.browser('10.6.6.6');
    for (const [name, value] of helen.jar) thief.jar.set(name, value);
    expect((await helen.post(office.passphrasePath, { now: passphrase, next: 'nine loud otters after lunch' })).body).toEqual({
      ok: true,
      value: {},
    });
    expect([await isIn(helen), await isIn(thief)]).toEqual([true, false]);
  });

  test('is over with the role that it stood on', async () => {
    const helen = await desk.signedIn('helen');
    const { server } = desk;
    await leave({ ...server, kinds: recordKinds, policies, report: () => undefined }, { person: 'helen', nursery: quince });
    expect((await helen.get(office.mePath)).body).toEqual({ refusal: 'signed-out' });
    expect(await sessions()).toEqual([]);
  });

  test('is not opened by a cookie that somebody made up, nor by that of a tablet', async () => {
    await desk.signedIn('helen');
    const thief = desk.browser();
    thief.jar.set('office', 'A'.repeat(43));
    expect(await isIn(thief)).toBe(false);
    const [, token = ''] = (await enrolledCookie(desk.server, 'blue', quince)).split('=');
    thief.jar.set('office', token);
    expect(await isIn(thief)).toBe(false);
  });

  test('opens nothing that a tablet’s session opens', async () => {
    const helen = await desk.signedIn('helen');
    helen.jar.set('tablet', helen.jar.get('office') ?? '');
    expect((await helen.get(peoplePath)).body).toEqual({ refusal: 'not-enrolled' });
  });

  test('does nothing that grants anything once the second factor was asked more than five minutes ago', async () => {
    const helen = await desk.signedIn('helen');
    desk.server.clock.move(minutes(5));
    const wanted = { nursery: quince, people: [{ name: 'Zara', role: 'leader', room: null }] };
    for (const [path, body] of [
      [addPeoplePath, wanted],
      [tabletCodePath, { nursery: quince, name: 'Red' }],
    ] as const) {
      expect([path, await helen.post(path, body).then(({ status, body }) => [status, body])]).toEqual([
        path,
        [403, { refusal: 'prove-again' }],
      ]);
    }
    expect(await desk.server.db.selectFrom('people').select('id').where('name', '=', 'Zara').execute()).toEqual([]);
  });

  test('that somebody found open is over after ten wrong codes', async () => {
    const helen = await desk.signedIn('helen');
    for (let miss = 0; miss < 10; miss += 1) {
      const { body } = await helen.post(office.provePath, { code: '000000' });
      expect(body.trouble).toBe('code-wrong');
      desk.server.clock.move(minutes(10));
      if (miss < 9) expect(await isIn(helen)).toBe(true);
    }
    expect(await isIn(helen)).toBe(false);
  });

  test('is kept as a hash alone, in a cookie that no script, no other site and no plain line gets', async () => {
    await desk.stop();
    desk = await openDesk({ environment: { PUBLIC_URL: 'https://larkrise.example.org' } });
    const code = await desk.account('helen');
    const { cookies } = await signIn(desk.browser(), 'helen', code());
    expect(cookies).toEqual([
      expect.stringMatching(/^__Host-office=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      expect.stringMatching(/^__Host-known-[\w-]{16}=[\w-]{22}\.[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    const token = /=([\w-]{43})/.exec(cookies[0] ?? '')?.[1] ?? '';
    expect(JSON.stringify(await sessions())).not.toContain(token);
  });
});

test('somebody with a copy of the whole database finds no passphrase, no secret, no recovery code and no token in it', async () => {
  const helen = await desk.signedIn('helen');
  const { body } = await helen.post(office.recoveryPath);
  const codes = (body.value as unknown as { recoveryCodes: string[] }).recoveryCodes;
  const secret = await helen.post(office.beginFactorPath);
  const planted = [
    passphrase,
    ...codes,
    ...codes.map(code => code.replaceAll('-', '')),
    helen.jar.get('office') ?? '',
    String(Object(secret.body.value).secret),
  ];
  const { db } = desk.server;
  const tables = ['accounts', 'recovery_codes', 'office_sessions', 'office_misses', 'office_links', 'audit'] as const;
  const dump = JSON.stringify(await Promise.all(tables.map(table => db.selectFrom(table).selectAll().execute())));
  const rows = await db.selectFrom('accounts').select(['passphrase', 'factor', 'next_factor']).execute();
  const bytes = rows.flatMap(row => Object.values(row).map(sealed => (sealed ?? Buffer.alloc(0)).toString('latin1'))).join('|');
  expect(bytes).not.toContain('argon2');
  for (const one of planted) expect(dump + bytes).not.toContain(one);
});
