// Another site that has somebody's browser send requests in her name: to the office she is signed in to, and to a tablet that has a session.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { revokeTabletPath, tabletCodePath } from '../../src/features/office/devices-protocol';
import { askExportPath, fetchMinePath, makeOwnLinkPath } from '../../src/features/office/exports-protocol';
import * as office from '../../src/features/office/office-protocol';
import { addPeoplePath, changeRolePath, closeAccountPath, invitePath, leavePath } from '../../src/features/office/staff-protocol';
import { reportPath } from '../../src/sync/tablet-report';
import { enrolledCookie } from '../support/enrolled';
import { type Browser, type Desk, openDesk, passphrase, quince } from '../support/office-desk';

let desk: Desk;
let helen: Browser;
beforeEach(async () => {
  desk = await openDesk();
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

/** What must not have happened: everything that an act of the office changes. */
async function state(): Promise<string> {
  const { db } = desk.server;
  const tables = [
    'people',
    'memberships',
    'accounts',
    'office_links',
    'own_links',
    'exports',
    'export_tickets',
    'enrolment_codes',
    'office_sessions',
    'audit',
    'tablets',
    'tablet_reports',
  ] as const;
  return JSON.stringify(await Promise.all(tables.map(table => db.selectFrom(table).selectAll().execute())));
}

/** As a foreign page would have her browser send them, cookie included (as if SameSite were not there). */
const acts: Readonly<Record<string, readonly [path: string, body: object]>> = {
  'sign her out': [office.signOutPath, {}],
  'change her passphrase': [office.passphrasePath, { now: passphrase, next: 'a passphrase that a thief knows' }],
  'take away her recovery codes': [office.recoveryPath, {}],
  'add somebody with a PIN': [addPeoplePath, { nursery: quince, people: [{ name: 'Mallory', role: 'leader', room: null }] }],
  'make a code for a tablet': [tabletCodePath, { nursery: quince, name: 'Red' }],
  'make an educator a leader': [changeRolePath, { person: 'amina', nursery: quince, role: 'leader' }],
  'invite somebody': [invitePath, { person: 'marcia' }],
  'end an account': [closeAccountPath, { person: 'marcia' }],
  'have somebody leave': [leavePath, { person: 'amina', nursery: quince }],
  'ask for the whole nursery’s data': [askExportPath, { nursery: quince, reason: 'system' }],
  'make a link to somebody’s words': [makeOwnLinkPath, { person: 'amina', nursery: quince }],
  'fetch what is kept about her': [fetchMinePath, {}],
  'take a tablet out of use': [revokeTabletPath, { id: 'blue' }],
};

const cookieOf = ({ jar }: Browser) => [...jar].map(pair => pair.join('=')).join('; ');

async function send(path: string, headers: Record<string, string>, payload: string | object) {
  const answer = await desk.server.app.inject({ method: 'POST', url: path, headers: { cookie: cookieOf(helen), ...headers }, payload });
  return { status: answer.statusCode, body: answer.json() as object };
}

const mark = { 'x-larkrise': '1', 'content-type': 'application/json' };
const badRequest = { status: 400, body: { refusal: 'bad-request' } };

describe('a foreign page', () => {
  beforeEach(() => enrolledCookie(desk.server, 'blue', quince));

  for (const [what, [path, body]] of Object.entries(acts)) {
    test(`cannot ${what} by a script of its own`, async () => {
      const before = await state();
      expect(await send(path, { ...mark, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, body)).toEqual(badRequest);
      expect(await state()).toBe(before);
    });
  }

  test('cannot do any of it by a form, whatever kind of text the form says that it sends', async () => {
    const before = await state();
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      for (const [path, body] of Object.values(acts)) {
        expect(await send(path, { 'content-type': type, origin: 'https://evil.example' }, JSON.stringify(body))).toEqual(badRequest);
      }
    }
    expect(await state()).toBe(before);
  });

  test('cannot do any of it without our own header, even where the browser tells nothing of where it comes from', async () => {
    const before = await state();
    for (const [path, body] of Object.values(acts))
      expect(await send(path, { 'content-type': 'application/json' }, body)).toEqual(badRequest);
    expect(await state()).toBe(before);
  });

  test('of a neighbour under the same name is foreign as well', async () => {
    const before = await state();
    const neighbours = [
      { origin: 'http://other.localhost:80' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const from of neighbours) {
      expect(await send(office.signOutPath, { ...mark, ...(from as Record<string, string>) }, {}), JSON.stringify(from)).toEqual(
        badRequest,
      );
    }
    expect(await state()).toBe(before);
  });

  test('cannot do any of it by an address that is opened, as a picture or a link opens it', async () => {
    const before = await state();
    for (const [path] of Object.values(acts)) {
      const answer = await desk.server.app.inject({ method: 'GET', url: path, headers: { cookie: cookieOf(helen) } });
      expect([path, answer.statusCode]).toEqual([path, 404]);
    }
    expect(await state()).toBe(before);
  });

  test('cannot turn a harmless method into a post', async () => {
    const before = await state();
    const override = { 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
      const answer = await desk.server.app.inject({
        method,
        url: `${office.signOutPath}?_method=POST`,
        headers: { cookie: cookieOf(helen), ...override },
      });
      expect(answer.statusCode).toBe(404);
    }
    expect(await state()).toBe(before);
  });

  test('is told by no answer that it may read one or send with her cookie', async () => {
    const asked = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-larkrise',
    };
    for (const method of ['OPTIONS', 'GET'] as const) {
      const answer = await desk.server.app.inject({ method, url: office.mePath, headers: { cookie: cookieOf(helen), ...asked } });
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  test('cannot sign her browser in under an account of its own', async () => {
    const code = await desk.account('marcia');
    const body = { name: 'marcia', passphrase, code: code() };
    const before = await state();
    expect(await send(office.signInPath, { ...mark, origin: 'https://evil.example' }, body)).toEqual(badRequest);
    expect(await state()).toBe(before);
  });

  test('cannot have a tablet report in its session', async () => {
    const cookie = await enrolledCookie(desk.server, 'green', quince);
    const report = { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [] };
    const before = await state();
    for (const headers of [
      { ...mark, origin: 'https://evil.example' },
      { 'content-type': 'application/json' },
      { ...mark, 'content-type': 'text/plain' },
    ]) {
      expect(await send(reportPath, { ...headers, cookie }, JSON.stringify(report))).toEqual(badRequest);
    }
    expect(await state()).toBe(before);
  });
});

test('her own page does what she asks for', async () => {
  const own = { origin: 'http://localhost:80', host: 'localhost:80', 'sec-fetch-site': 'same-origin' };
  expect(await send(office.signOutPath, { ...mark, ...own }, {})).toEqual({ status: 200, body: { ok: true, value: {} } });
});
