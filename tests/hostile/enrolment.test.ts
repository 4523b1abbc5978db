// Hostile hands at the enrolment of a tablet: photographed codes, foreign keys, guessed digits, codes of a nursery that is not hers.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TabletDatabase } from '../../src/device/database';
import { type Comparing, enrol } from '../../src/device/enrol';
import { loadIdentity } from '../../src/device/enrolment';
import type { Http } from '../../src/device/http';
import * as devices from '../../src/features/office/devices-protocol';
import { minutes } from '../../src/kernel/clock';
import { mostEnrolmentsInAMinute } from '../../src/server/tablet-routes';
import { challengePath, enrolPath } from '../../src/sync/tablet-protocol';
import { type Browser, type Desk, openDesk, osier, quince } from '../support/office-desk';
import { cable } from '../support/server-parts';

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

/** A tablet that asks with a code and shows digits; `meanwhile` is what happens while it waits, once. */
function tablet(meanwhile: (digits: string) => Promise<unknown> = async () => undefined, rounds = 3) {
  const database = new TabletDatabase(randomUUID());
  const shown: string[] = [];
  let left = rounds;
  const comparing: Comparing = {
    show: digits => void shown.push(digits),
    pause: async () => {
      if (left === rounds) await meanwhile(shown.at(-1) ?? '');
      left -= 1;
      return left > 0;
    },
  };
  const http = cable(desk.server.app);
  return { database, shown, http, ask: (code: string, over: Http = http) => enrol(database, over, code, comparing) };
}

async function codeFor(browser: Browser, name = 'Red', nursery: string | null = quince): Promise<string> {
  const { body } = await browser.post(devices.tabletCodePath, { nursery, name });
  return String(Object(body.value).code);
}

const waiting = async (browser: Browser) =>
  Object((await browser.get(devices.waitingTabletsPath)).body.value).waiting as readonly { id: string; digits: string; name: string }[];
const tablets = () => desk.server.db.selectFrom('tablets').select(['name', 'nursery']).execute();
const notValid = { ok: false, trouble: 'code-not-valid' };

test('both screens show the same six digits, and the tablet is let in by whoever has compared them', async () => {
  const { ask, shown } = tablet(async digits => {
    const [one] = await waiting(helen);
    expect(one).toMatchObject({ name: 'Red', digits });
    expect((await helen.post(devices.confirmTabletPath, { id: one?.id, digits })).body).toEqual({ ok: true, value: {} });
  });
  const identity = await ask(await codeFor(helen));
  expect(identity.ok && identity.value.tablet).toMatchObject({ name: 'Red', nursery: quince });
  expect(shown[0]).toMatch(/^\d{6}$/);
  expect(await desk.trail()).toContain(`helen tablet-let-in ${identity.ok ? identity.value.id : ''}`);
});

describe('somebody who photographed the code', () => {
  test('and was quicker is seen by digits that the leader’s own tablet does not show, and is not let in', async () => {
    const code = await codeFor(helen);
    const thief = tablet(async digits => {
      const own = tablet();
      expect(await own.ask(code)).toEqual(notValid);
      expect(own.shown).toEqual([]);
      const [one] = await waiting(helen);
      expect(one?.digits).toBe(digits);
      expect((await helen.post(devices.refuseTabletPath, { id: one?.id })).body.ok).toBe(true);
    });
    expect(await thief.ask(code)).toEqual(notValid);
    expect([await tablets(), await waiting(helen)]).toEqual([[], []]);
    expect(await desk.trail()).toContain('helen tablet-refused');
  });

  test('and was slower gets nothing', async () => {
    const code = await codeFor(helen);
    const own = tablet(async () => expect(await tablet().ask(code)).toEqual(notValid));
    await own.ask(code);
    expect(await waiting(helen)).toHaveLength(1);
  });

  test('gets nothing with it after the tablet was let in', async () => {
    const code = await codeFor(helen);
    const own = tablet(async digits => helen.post(devices.confirmTabletPath, { id: (await waiting(helen))[0]?.id, digits }));
    expect((await own.ask(code)).ok).toBe(true);
    expect(await tablet().ask(code)).toEqual(notValid);
    expect(await tablets()).toHaveLength(1);
  });

  test('cannot choose a key by the digits that it will give: what they are made of is drawn after the key is known, each time anew', async () => {
    const { ask, shown, database, http } = tablet(undefined, 1);
    const salts: string[] = [];
    const listening: Http = {
      ...http,
      post: async (path, body) => {
        const answer = await http.post(path, body);
        salts.push(String(Object(Object(answer.ok && answer.value).waiting).salt));
        return answer;
      },
    };
    for (const name of ['Red', 'Plum', 'Moss', 'Teal']) await ask(await codeFor(helen, name), listening);
    expect([new Set(salts).size, new Set(shown).size]).toEqual([4, 4]);
    expect(salts.every(salt => salt.length === 43)).toBe(true);
    expect(await loadIdentity(database)).toBeNull();
  });
});

describe('a tablet that waits', () => {
  test('has no session, sees no names and is nobody', async () => {
    const { ask, database, http } = tablet(async () => {
      const [one] = await waiting(helen);
      expect(await http.post(challengePath, { tablet: one?.id })).toEqual({ ok: false, trouble: 'not-enrolled' });
    });
    expect(await ask(await codeFor(helen))).toEqual(notValid);
    expect([await loadIdentity(database), await tablets()]).toEqual([null, []]);
  });

  test('is let in by nobody after ten minutes', async () => {
    const { ask } = tablet(async digits => {
      const [one] = await waiting(helen);
      desk.server.clock.move(minutes(10));
      expect((await helen.post(devices.confirmTabletPath, { id: one?.id, digits })).body.trouble).toBe('not-waiting');
    });
    expect(await ask(await codeFor(helen))).toEqual(notValid);
    expect(await tablets()).toEqual([]);
  });

  test('is not let in by digits that are not its own', async () => {
    const { ask } = tablet(async digits => {
      const [one] = await waiting(helen);
      const other = String((Number(digits) + 1) % 1_000_000).padStart(6, '0');
      expect((await helen.post(devices.confirmTabletPath, { id: one?.id, digits: other })).body.trouble).toBe('digits-differ');
    });
    await ask(await codeFor(helen));
    expect(await tablets()).toEqual([]);
  });

  test('is neither seen nor let in from another nursery', async () => {
    const farida = await desk.signedIn('farida');
    const { ask } = tablet(async digits => {
      const [one] = await waiting(helen);
      expect(await waiting(farida)).toEqual([]);
      expect((await farida.post(devices.confirmTabletPath, { id: one?.id, digits })).body.trouble).toBe('not-waiting');
      expect((await farida.post(devices.refuseTabletPath, { id: one?.id })).body.trouble).toBe('not-waiting');
    });
    await ask(await codeFor(helen));
    expect([await tablets(), (await waiting(helen)).length]).toEqual([[], 1]);
  });

  test('keeps its place: another key that asks under its id is not told anything', async () => {
    const own = tablet(async () => {
      const [one] = await waiting(helen);
      const thief = tablet();
      const underItsId: Http = { ...thief.http, post: (path, body) => thief.http.post(path, { ...(body as object), id: one?.id }) };
      expect(await thief.ask(await codeFor(helen, 'Plum'), underItsId)).toEqual(notValid);
      expect(await waiting(helen)).toEqual([one]);
    });
    await own.ask(await codeFor(helen));
  });

  test('goes on with the same digits after its page was opened again', async () => {
    const code = await codeFor(helen);
    const own = tablet();
    await own.ask(code);
    await own.ask(code);
    expect(new Set(own.shown).size).toBe(1);
  });

  test('that was refused asks once more with a new code, under new digits', async () => {
    const own = tablet(async () => helen.post(devices.refuseTabletPath, { id: (await waiting(helen))[0]?.id }));
    expect(await own.ask(await codeFor(helen))).toEqual(notValid);
    await own.ask(await codeFor(helen, 'Plum'));
    expect((await waiting(helen)).map(({ name }) => name)).toEqual(['Plum']);
    expect(new Set(own.shown).size).toBe(2);
  });
});

describe('whoever asks', () => {
  test('with a key that it cannot sign with has spent the code, and waits for nothing', async () => {
    const { http, ask } = tablet();
    const code = await codeFor(helen);
    const forging: Http = { ...http, post: (path, body) => http.post(path, { ...(body as object), sig: 'A'.repeat(86) }) };
    expect(await ask(code, forging)).toEqual(notValid);
    const unsigned: Http = { ...http, post: (path, body) => http.post(path, { ...(body as object), sig: undefined }) };
    expect(await ask(await codeFor(helen), unsigned)).toEqual(notValid);
    expect(await waiting(helen)).toEqual([]);
  });

  test('with codes that are guessed is counted by address', async () => {
    const guess = () => desk.browser('10.6.6.6').post(enrolPath, { code: 'A'.repeat(43), id: randomUUID(), publicKey: 'A'.repeat(87) });
    const answers: number[] = [];
    for (let at = 0; at <= mostEnrolmentsInAMinute; at += 1) answers.push((await guess()).status);
    expect(answers.at(-1)).toBe(429);
    expect(answers.slice(0, -1).every(status => status === 400 || status === 403)).toBe(true);
  });

  test('with codes that do not work leaves a line for whoever keeps the server, once an hour', async () => {
    for (let at = 0; at < 3; at += 1) expect(await tablet().ask('A'.repeat(43))).toEqual(notValid);
    expect((await desk.trail()).filter(line => line.includes('code'))).toEqual(['nobody code-refused']);
  });

  test('for a code of a nursery that is not hers gets none; inside, a mentor may not either', async () => {
    const [farida, ruth] = [await desk.signedIn('farida'), await desk.signedIn('ruth')];
    expect((await farida.post(devices.tabletCodePath, { nursery: quince, name: 'Red' })).body).toEqual({ refusal: 'not-found' });
    expect((await ruth.post(devices.tabletCodePath, { nursery: quince, name: 'Red' })).body).toEqual({ refusal: 'not-allowed' });
    expect((await ruth.post(devices.tabletCodePath, { nursery: osier, name: 'Red' })).body).toEqual({ refusal: 'not-found' });
    expect(await desk.server.db.selectFrom('enrolment_codes').select('code_hash').execute()).toEqual([]);
    expect(await desk.trail()).toContain('ruth office-not-allowed');
  });

  test('for a code of her own device gets one for herself alone', async () => {
    const ruth = await desk.signedIn('ruth');
    const own = tablet(async digits => ruth.post(devices.confirmTabletPath, { id: (await waiting(ruth))[0]?.id, digits }));
    const identity = await own.ask(await codeFor(ruth, 'Ruth’s', null));
    expect(identity.ok && identity.value.tablet).toMatchObject({ nursery: null, person: 'ruth' });
    expect((await helen.post(devices.revokeTabletPath, { id: identity.ok ? identity.value.id : '' })).status).toBe(404);
  });
});
