// Hostile hands at the links of the office: invitations and start links that are used, old, taken back or somebody else's.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as office from '../../src/features/office/office-protocol';
import { invitePath, leavePath, withdrawInvitationPath } from '../../src/features/office/staff-protocol';
import { days } from '../../src/kernel/clock';
import { makeStartLink } from '../../src/server/office-links';
import { codeOfStep, stepAt } from '../../src/server/one-time-codes';
import { fromBase32 } from '../support/base32';
import { type Browser, type Desk, openDesk, passphrase, quince } from '../support/office-desk';

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

describe('a link of the office', () => {
  const tokenOf = async (browser: Browser, person: string) => String(Object((await browser.post(invitePath, { person })).body.value).token);
  const begin = async (token: string) => (await desk.browser().post(office.beginAccountPath, { token })).body;
  const finish = async (token: string, secret: string, signInName: string, browser = desk.browser()) => {
    const code = codeOfStep(fromBase32(secret), stepAt(desk.server.clock()));
    return (await browser.post(office.finishAccountPath, { token, signInName, passphrase, code })).body;
  };
  const over = { ok: false, trouble: 'link-over' };

  test('that was used makes no second account', async () => {
    const token = await tokenOf(helen, 'marcia');
    const { secret } = Object((await begin(token)).value) as { secret: string };
    expect((await finish(token, secret, 'marcia.q')).ok).toBe(true);
    expect(await finish(token, secret, 'mallory')).toEqual(over);
    expect((await desk.browser().post(office.lookAtLinkPath, { token })).body).toEqual(over);
  });

  test('that is older than seven days, was taken back, or was made anew looks like one that never was', async () => {
    const [first, second] = [await tokenOf(helen, 'marcia'), await tokenOf(helen, 'marcia')];
    expect(await begin(first)).toEqual(over);
    expect((await helen.post(withdrawInvitationPath, { person: 'marcia' })).body.ok).toBe(true);
    expect(await begin(second)).toEqual(over);
    const third = await tokenOf(helen, 'marcia');
    desk.server.clock.move(days(7));
    expect(await begin(third)).toEqual(over);
    expect(await begin('A'.repeat(43))).toEqual(over);
  });

  test('is worth nothing once she whom it names leads nothing any more', async () => {
    const token = await tokenOf(helen, 'marcia');
    const { secret } = Object((await begin(token)).value) as { secret: string };
    await helen.post(leavePath, { person: 'marcia', nursery: quince });
    expect(await finish(token, secret, 'marcia.q')).toEqual(over);
    expect(await desk.server.db.selectFrom('accounts').select('person').execute()).toEqual([{ person: 'helen' }]);
  });

  test('does not finish without a code of the secret that was offered', async () => {
    const token = await tokenOf(helen, 'marcia');
    await begin(token);
    const wrong = codeOfStep(Buffer.alloc(20, 9), stepAt(desk.server.clock()));
    const answer = await desk.browser().post(office.finishAccountPath, { token, signInName: 'marcia.q', passphrase, code: wrong });
    expect(answer.body.trouble).toBe('code-wrong');
    expect(answer.cookies).toEqual([]);
  });

  test('cannot take a sign-in name that somebody has', async () => {
    const token = await tokenOf(helen, 'marcia');
    const { secret } = Object((await begin(token)).value) as { secret: string };
    expect((await finish(token, secret, ' HELEN ')).trouble).toBe('sign-in-name-taken');
    expect((await finish(token, secret, 'marcia.q')).ok).toBe(true); // the link was not spent by that
  });

  test('to start with is over when the operator makes another one, and after a day', async () => {
    const first = await makeStartLink(desk.server);
    const second = await makeStartLink(desk.server);
    expect(await begin(first)).toEqual(over);
    expect((await begin(second)).ok).toBe(true);
    desk.server.clock.move(days(1));
    expect(await begin(second)).toEqual(over);
  });

  test('to start with tries no room where there are people', async () => {
    const token = await makeStartLink(desk.server);
    const wanted = { token, nursery: 'Mallory Lane', room: 'Moles', names: ['Mallory'] };
    expect((await desk.browser().post(office.tryPath, wanted)).body).toEqual({ ok: false, trouble: 'tried-already' });
    expect((await desk.browser().post(office.tryCodePath, { token })).status).toBe(403);
  });
});
