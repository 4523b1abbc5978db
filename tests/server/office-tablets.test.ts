// Tablets in the office: what each reported last, taking one out of use, a lost one, and who sees which.
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as devices from '../../src/features/office/devices-protocol';
import { peoplePath } from '../../src/sync/tablet-protocol';
import { enrolledCookie } from '../support/enrolled';
import { type Browser, type Desk, openDesk, osier, quince } from '../support/office-desk';

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const given = <Value>(answer: { readonly body: { readonly value?: never } }): Value => Object(answer.body.value) as Value;
const list = async (browser: Browser) => given<{ tablets: devices.OfficeTablet[] }>(await browser.get(devices.tabletsPath)).tablets;

async function reported(id: string, waiting: number): Promise<void> {
  const row = { tablet: id, seen_at: desk.server.clock(), app: '0.1.0', waiting, used: 1_000, most: 50_000 };
  await desk.server.db.insertInto('tablet_reports').values(row).execute();
}

async function ownDevice(id: string, person: string): Promise<void> {
  await enrolledCookie(desk.server, id, null);
  await desk.server.db
    .updateTable('tablets')
    .set({ person, name: `Of ${person}` })
    .where('id', '=', id)
    .execute();
}

test('the list says of each tablet what it reported last, and who is locked out of it', async () => {
  await enrolledCookie(desk.server, 'blue', quince);
  await enrolledCookie(desk.server, 'green', osier);
  await reported('blue', 3);
  const at = desk.server.clock();
  await desk.server.db.insertInto('lockouts').values({ tablet: 'blue', person: 'amina', at }).execute();
  expect(await list(helen)).toEqual([
    {
      ...{ id: 'blue', name: 'Blue', nursery: quince, owner: null, enrolledAt: at, seenAt: at, app: '0.1.0', waiting: 3 },
      ...{ storage: { used: 1_000, most: 50_000 }, state: 'in-use', lockedOut: [{ id: 'amina', name: 'Amina', at }] },
    },
  ]);
  expect((await list(await desk.signedIn('denise'))).map(({ id }) => id)).toEqual(['green', 'blue']);
});

test('an own device is seen by its owner and by whoever leads everything that she is', async () => {
  await ownDevice('ruths', 'ruth');
  await ownDevice('aminas', 'amina');
  expect((await list(helen)).map(({ id, owner }) => [id, owner?.name])).toEqual([['aminas', 'Amina']]);
  expect((await list(await desk.signedIn('ruth'))).map(({ id }) => id)).toEqual(['ruths']);
  expect((await list(await desk.signedIn('denise'))).map(({ id }) => id).sort()).toEqual(['aminas', 'ruths']);
  expect(await list(await desk.signedIn('farida'))).toEqual([]);
});

test('a tablet that is taken out of use gets nothing any more, once', async () => {
  const cookie = await enrolledCookie(desk.server, 'blue', quince);
  const farida = await desk.signedIn('farida');
  expect((await farida.post(devices.revokeTabletPath, { id: 'blue' })).status).toBe(404);
  expect((await helen.post(devices.revokeTabletPath, { id: 'blue' })).body).toEqual({ ok: true, value: {} });
  expect((await helen.post(devices.revokeTabletPath, { id: 'blue' })).body.trouble).toBe('is-so-already');
  expect((await helen.post(devices.revokeTabletPath, { id: 'none' })).status).toBe(404);
  expect((await desk.server.app.inject({ url: peoplePath, headers: { cookie } })).statusCode).toBe(401);
  expect((await list(helen))[0]?.state).toBe('revoked');
  expect(await desk.trail()).toContain('helen tablet-revoked blue');
});

test('of a lost tablet it is said what was never sent, as far as it told', async () => {
  await enrolledCookie(desk.server, 'blue', quince);
  await enrolledCookie(desk.server, 'red', quince);
  await reported('blue', 2);
  const seenAt = desk.server.clock();
  expect(given(await helen.post(devices.lostTabletPath, { id: 'blue' }))).toEqual({ neverSent: 2, seenAt });
  expect(given(await helen.post(devices.lostTabletPath, { id: 'red' }))).toEqual({ neverSent: null, seenAt: null });
  expect((await list(helen)).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
  expect(await desk.trail()).toEqual(
    expect.arrayContaining(['helen tablet-revoked blue', 'helen tablet-lost blue', 'helen tablet-lost red']),
  );
});

test('two tablets of a nursery never have one name', async () => {
  await enrolledCookie(desk.server, 'blue', quince);
  const code = async (name: string) => (await helen.post(devices.tabletCodePath, { nursery: quince, name })).body.trouble;
  expect([await code('BLUE'), await code(' '), await code('Green')]).toEqual(['name-taken', 'name-missing', undefined]);
  await helen.post(devices.revokeTabletPath, { id: 'blue' });
  expect(await code('Blue')).toBeUndefined();
});
