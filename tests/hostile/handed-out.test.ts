// What a leader has handed out ends with what she was, and her own account is watched by those who answer for her now.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tabletCodePath } from '../../src/features/office/devices-protocol';
import * as office from '../../src/features/office/office-protocol';
import { closeAccountPath, invitePath } from '../../src/features/office/staff-protocol';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { closeAccount } from '../../src/server/accounts';
import { codeOfStep, stepAt } from '../../src/server/one-time-codes';
import { joinNursery, leave } from '../../src/server/staffing';
import { fromBase32 } from '../support/base32';
import { type Browser, type Desk, openDesk, osier, passphrase, quince } from '../support/office-desk';

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const report = (fault: unknown): never => {
  throw fault;
};
const parts = () => ({ ...desk.server, kinds: recordKinds, policies, report });
const over = { ok: false, trouble: 'link-over' };
const invited = async (person: string) => String(Object((await helen.post(invitePath, { person })).body.value).token);
const begun = async (token: string) =>
  Object((await desk.browser().post(office.beginAccountPath, { token })).body.value) as { secret: string };
async function finish(token: string, { secret }: { secret: string }) {
  const code = codeOfStep(fromBase32(secret), stepAt(desk.server.clock()));
  return (await desk.browser().post(office.finishAccountPath, { token, signInName: 'second', passphrase, code })).body;
}

test('an invitation and a tablet’s code are over when the account of whoever made them is closed', async () => {
  const token = await invited('marcia');
  const secret = await begun(token);
  expect((await helen.post(tabletCodePath, { name: 'Grey', nursery: quince })).body.ok).toBe(true);
  const denise = await desk.signedIn('denise', '10.0.0.9');
  expect((await denise.post(closeAccountPath, { person: 'helen' })).body.ok).toBe(true);
  expect(await finish(token, secret)).toEqual(over);
  expect(await desk.server.db.selectFrom('enrolment_codes').select('tablet_name').execute()).toEqual([]);
});

test('they are over when she leaves for good', async () => {
  const token = await invited('marcia');
  const secret = await begun(token);
  await leave(parts(), { person: 'helen', nursery: quince });
  expect(await finish(token, secret)).toEqual(over);
});

test('an invitation opens no nursery that whoever made it does not lead', async () => {
  const token = await invited('marcia');
  const secret = await begun(token);
  await joinNursery(parts(), { person: 'marcia', nursery: osier, room: null, role: 'leader' });
  expect((await desk.browser().post(office.lookAtLinkPath, { token })).body).toEqual(over);
  expect(await finish(token, secret)).toEqual(over);
  expect(await desk.server.db.selectFrom('accounts').select('person').execute()).toEqual([{ person: 'helen' }]);
});

test('a session whose account is closed meanwhile is none, also where it was begun just then', async () => {
  const session = await desk.server.db.selectFrom('office_sessions').selectAll().executeTakeFirstOrThrow();
  await desk.server.db.transaction().execute(tx => closeAccount(tx, 'helen'));
  await desk.server.db.insertInto('office_sessions').values(session).execute();
  expect((await helen.get(office.mePath)).status).toBe(401);
});

test('a clock that was set back makes no session last longer', async () => {
  desk.server.clock.move(-3 * 3_600_000);
  expect((await helen.get(office.mePath)).status).toBe(401);
});

test('the trail of her account is where she works now, not where she was entered', async () => {
  await joinNursery(parts(), { person: 'helen', nursery: osier, room: null, role: 'leader' });
  await leave(parts(), { person: 'helen', nursery: quince });
  await desk.browser('10.0.0.8').post(office.signInPath, { name: 'helen', passphrase: 'not her passphrase', code: '000000' });
  const lines = desk.server.db.selectFrom('audit').select('counter').where('what', '=', 'sign-in-refused');
  expect(await lines.execute()).toEqual([{ counter: osier }]);
});
