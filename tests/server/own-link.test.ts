// A link that somebody makes on a tablet for herself: hers alone makes it hers, the server knows its hash, and it opens elsewhere with her PIN.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withSession } from '../../src/device/enrolment';
import type { Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import * as own from '../../src/features/office/exports-protocol';
import { placeIn } from '../../src/features/office/office-place';
import { officeRoutes } from '../../src/features/office/office-routes.server';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { ownAddress, ownLinkPath, ownLinkText } from '../../src/features/rights/own-link';
import { makeOwnLink } from '../../src/features/rights/own-link.store';
import { ownLinkRoutes } from '../../src/features/rights/own-link-routes.server';
import { days } from '../../src/kernel/clock';
import { createApp } from '../../src/server/http';
import { tabletRoutes } from '../../src/server/tablet-routes';
import { audited } from '../support/audited';
import { cable, type TestServer } from '../support/server-parts';
import { fetchWith, given } from '../support/taking-away';
import { partsOf, pins, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let server: TestServer;
let blue: WholeTablet;
let amina: Session;
/** The same server with its office, and the tablet's cable to it. */
let office: TestServer;
let http: Http;

beforeEach(async () => {
  server = await quinceStreet();
  blue = await wholeTablet(server, 'Blue');
  amina = await blue.unlock('amina');
  const routes = [tabletRoutes, ownLinkRoutes(server), officeRoutes({ ...partsOf(server), programmes: [] })];
  office = { ...server, app: await createApp({ ...server, routes, log: null, pages: null }) };
  http = withSession(cable(office.app), blue.identity);
});
afterEach(async () => {
  blue.database.close();
  await office.app.close();
  await server.app.close();
  await server.db.destroy();
});

const post = async (path: string, body: object) =>
  (await office.app.inject({ method: 'POST', url: path, payload: body, headers: { 'x-larkrise': '1' } })).json() as { value?: unknown };

test('she makes it on the tablet and opens it on a device of her own', async () => {
  await beginReflection(amina, { module: null, prompt: null }).write('kept for myself');
  await blue.round(amina);
  const made = await makeOwnLink(amina, http);
  if (!made.ok) throw new Error(made.trouble);
  const { token, until } = made.value;
  expect(until).toBe(server.clock() + days(7));
  expect(placeIn(new URL(ownAddress('https://larkrise.example', token)).hash)).toEqual({ at: 'own', token });
  const { pass } = given({ body: await post(own.openOwnLinkPath, { token, pin: pins.amina }) });
  const { ticket } = given({ body: await post(own.fetchOwnPath, { pass }) });
  expect((await fetchWith({ server: office }, null, `${own.ownFilePath}/${ticket}`)).page).toContain('kept for myself');
  expect(await audited(server.db, 'quince-street')).toContain(`own-link-asked: amina > amina @ ${blue.identity.id}`);
});

test('the server keeps its hash alone, and another one of hers takes its place', async () => {
  const [first, second] = [await makeOwnLink(amina, http), await makeOwnLink(amina, http)];
  if (!first.ok || !second.ok) throw new Error('no link');
  expect(await post(own.lookAtOwnLinkPath, { token: first.value.token })).toEqual({ ok: false, trouble: 'link-over' });
  expect(await post(own.lookAtOwnLinkPath, { token: second.value.token })).toMatchObject({ ok: true, value: { why: 'asked' } });
  expect(JSON.stringify(await server.db.selectFrom('own_links').selectAll().execute())).not.toContain(second.value.token);
});

test('nobody makes one in her name: not signed by a colleague, for another tablet, or for another hash', async () => {
  const kasia = await blue.unlock('kasia');
  const asked = { person: 'amina', hash: 'h'.repeat(43) };
  const answers = [];
  for (const sig of [
    await kasia.keys.sign(ownLinkText(blue.identity.id, asked)),
    await amina.keys.sign(ownLinkText('another-tablet', asked)),
    await amina.keys.sign(ownLinkText(blue.identity.id, { ...asked, hash: 'i'.repeat(43) })),
  ])
    answers.push(await http.post(ownLinkPath, { v: 1, ...asked, sig }));
  expect(answers).toEqual(Array(3).fill({ ok: true, value: { v: 1, answer: 'refused' } }));
  expect(await server.db.selectFrom('own_links').selectAll().execute()).toEqual([]);
  expect(await audited(server.db, 'quince-street')).toContain(`own-link-refused: tablet > amina @ ${blue.identity.id}`);
});
