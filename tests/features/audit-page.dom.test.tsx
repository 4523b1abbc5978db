// The trail on screen: plain sentences day by day, one's own or that of what one leads, and plain words when it cannot be had.
import 'fake-indexeddb/auto';
import { deflateRawSync } from 'node:zlib';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpAnswer } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { AuditPage } from '../../src/features/audit/AuditPage';
import { auditActs } from '../../src/features/audit/audit';
import { type AuditContent, type AuditRequest, auditBinding, type ShownLine } from '../../src/features/audit/audit-trail';
import { toBase64Url } from '../../src/kernel/bytes';
import { ok, trouble } from '../../src/kernel/result';
import { unlocked } from '../support/unlocked';

let session: Session;
const asked: AuditRequest[] = [];

beforeEach(async () => {
  session = await unlocked({ role: 'leader' });
  asked.length = 0;
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour, 10);
const names = { helen: 'Helen', ruth: 'Ruth', 't-blue': 'Blue', 't-green': 'Green' };
let place = 0;
const line = (over: Partial<ShownLine>): ShownLine => {
  place += 1;
  return { at: at(22, 16), counter: 'quince-street', place, who: 'helen', what: 'tablet-revoked', about: null, tablet: null, ...over };
};

async function answer(lines: readonly ShownLine[], more = false): Promise<HttpAnswer> {
  const key = session.keys.vault;
  const content: AuditContent = { lines: [...lines], names, more };
  const plain = new Uint8Array(deflateRawSync(JSON.stringify(content)));
  const bytes = toBase64Url(await session.keys.seal(key, auditBinding('blue', 'amina', key), plain));
  return ok({ v: 1, page: { holder: 'amina', key, bytes } });
}

function open(...answers: (() => Promise<HttpAnswer>)[]): void {
  const post = async (_: string, body: unknown) => {
    asked.push(body as AuditRequest);
    return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? trouble('no-network' as const);
  };
  render(<AuditPage session={session} http={{ post }} />);
}

test('each line says in plain words who did what, when and where', async () => {
  open(() =>
    answer([
      line({ about: 't-blue' }),
      line({ what: 'shared-words-opened', who: 'ruth', about: 'amina', tablet: 't-green' }),
      line({ what: 'role-changed', who: 'amina', about: 'kasia', at: at(21, 7) }),
      line({ what: 'change-forged', who: 'tablet', about: null, tablet: 't-blue', at: at(21, 7) }),
      line({ what: 'back-up-made', who: 'operator', at: at(21, 7) }),
      line({ what: 'person-left', who: 'gone', about: 'amina', at: at(21, 7) }),
    ]),
  );
  expect(await screen.findByText('Helen took the tablet Blue out of use.')).toBeTruthy();
  expect(screen.getByText('Ruth opened words shared by you.')).toBeTruthy();
  expect(screen.getByText('4:10pm, on Green')).toBeTruthy();
  expect(screen.getByText('You gave somebody who has left another role.')).toBeTruthy();
  expect(screen.getByText('The tablet Blue sent something as if from somebody unknown, without proof. It was not taken in.')).toBeTruthy();
  expect(screen.getByText('Whoever keeps the server made a back-up of the whole server.')).toBeTruthy();
  expect(screen.getByText('Somebody who has left took you off the list of who works here.')).toBeTruthy();
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    '22 November 2026',
    '21 November 2026',
  ]);
});

test('every act has a sentence without a hole in it, and one that a newer server knows has one as well', async () => {
  const acts = [...Object.keys(auditActs), 'something-of-next-year'];
  open(() => answer(acts.map(what => line({ what, about: null, tablet: 't-blue' }))));
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(acts.length));
  for (const { textContent } of screen.getAllByRole('listitem')) expect(textContent).not.toMatch(/undefined|null|[{}]| {2}| ,/);
  expect(screen.getByText(/^Helen did something that this tablet learns to name/)).toBeTruthy();
});

test('a leader sees all that she leads and can look at her own; an educator has her own alone', async () => {
  open(() => answer([line({ about: 't-blue' })]));
  fireEvent.click(await screen.findByRole('radio', { name: 'By me or about me' }));
  await waitFor(() => expect(asked.map(({ whose }) => whose)).toEqual(['all', 'mine']));
  cleanup();
  asked.length = 0;
  session = { ...session, person: { ...session.person, role: 'educator' } };
  open(() => answer([]));
  expect(await screen.findByRole('heading', { name: 'Nothing of this is written down yet' })).toBeTruthy();
  expect([asked[0]?.whose, screen.queryByRole('radio', { name: 'All that I lead' })]).toEqual(['mine', null]);
});

test('one sort of act can be chosen, from its newest on', async () => {
  const only = line({ about: 't-blue' });
  open(() => answer([only], true));
  fireEvent.click(await screen.findByRole('button', { name: 'Show older lines' }));
  await waitFor(() => expect(asked.length).toBe(2));
  fireEvent.click(screen.getByRole('radio', { name: 'Tablets' }));
  await waitFor(() =>
    expect(asked.map(({ area, before }) => [area, before?.place ?? null])).toEqual([
      [null, null],
      [null, only.place],
      ['tablets', null],
    ]),
  );
});

test('older lines come after what is there', async () => {
  open(
    () => answer([line({ about: 't-blue' })], true),
    () => answer([line({ about: 't-green', at: at(20, 9) })]),
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Show older lines' }));
  expect(await screen.findByText('Helen took the tablet Green out of use.')).toBeTruthy();
  expect(screen.getByText('Helen took the tablet Blue out of use.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show older lines' })).toBeNull();
});

test('without a network it says what is safe, and looks again when asked', async () => {
  open(
    async () => trouble('no-network'),
    () => answer([line({ about: 't-blue' })]),
  );
  expect(await screen.findByRole('heading', { name: 'This list needs the network' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Helen took the tablet Blue out of use.')).toBeTruthy();
});

test('an answer that was sealed for somebody else is not shown', async () => {
  const other = await answer([line({ about: 't-blue' })]);
  session = await unlocked({ role: 'leader' });
  open(async () => other);
  expect(await screen.findByRole('heading', { name: 'The list cannot be fetched just now' })).toBeTruthy();
  expect(screen.queryAllByRole('listitem')).toEqual([]);
});
