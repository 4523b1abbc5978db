// The record kind that docs/add-a-record-kind.md works through, run on two tablets and a server.
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { nurseryBucket } from '../../src/sync/bucket';
import { writeRecord } from '../../src/sync/record-writing.store';
import { readRecords } from '../../src/sync/records.store';
import { freshRoom, keptApart, type Room, sync } from '../support/room';
import { ThankYous } from '../support/worked-kind/ThankYous';
import { thankYouKind } from '../support/worked-kind/thank-you';
import { thankYouPolicy } from '../support/worked-kind/thank-you.server';
import { sayThankYou } from '../support/worked-kind/thank-you.store';
import { type Device, freshId, type Server, type Staff, startServer, unlock } from '../support/world';

const kinds = new Map([...recordKinds, [thankYouKind.name, thankYouKind]]);
const allowed = new Map([...policies, [thankYouPolicy.kind, thankYouPolicy]]);

let server: Server;
let room: Room;
const at = async (device: Device, person: Staff): Promise<Session> => ({ ...(await unlock(server, device, person)), kinds });
const wordsOn = async (session: Session) => (await readRecords(session, thankYouKind)).items.map(({ row }) => row.words);

beforeEach(async () => {
  server = { ...(await startServer()), kinds, policies: allowed };
  room = await freshRoom(server);
});
afterEach(cleanup);

test('a thank-you said offline reaches a colleague, and leaves her tablet when it is taken back', async () => {
  const hers = await at(room.blue, room.first);
  expect(await sayThankYou(hers, room.third.id, 'You calmed the whole room.')).toMatchObject({ ok: true });
  await sync(room.blue, hers);
  const theirs = await at(room.green, room.third);
  await sync(room.green, theirs);
  render(<ThankYous session={theirs} />);
  expect(await screen.findByText('You calmed the whole room.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
  cleanup();
  render(<ThankYous session={hers} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
  await expect.poll(() => screen.queryByText('You calmed the whole room.')).toBeNull();
  await sync(room.blue, hers);
  cleanup();
  await sync(room.green, theirs);
  render(<ThankYous session={theirs} />);
  await screen.findByText('Thank you');
  await expect.poll(async () => (await readRecords(theirs, thankYouKind)).items[0]?.row.standing).toBe('taken-back');
  expect(screen.queryByText('You calmed the whole room.')).toBeNull();
});

test('nobody says a thank-you in a nursery where she does not work', async () => {
  const elsewhere = await freshRoom(server);
  const stranger = await at(elsewhere.blue, elsewhere.first);
  const set = { to: room.first.id, nursery: room.nursery.id, words: 'Not from here' };
  await writeRecord(stranger, thankYouKind, { id: freshId(server), bucket: nurseryBucket(elsewhere.nursery.id), set });
  await sync(elsewhere.blue, stranger);
  expect(await keptApart(elsewhere.blue)).toEqual(['not-allowed']);
  const hers = await at(room.blue, room.first);
  await sync(room.blue, hers);
  expect(await wordsOn(hers)).toEqual([]);
});

test('the page about adding a record kind shows the files that are run here', () => {
  const page = readFileSync('docs/add-a-record-kind.md', 'utf8');
  const shown = [...page.matchAll(/```tsx? file=(\S+)\n([\s\S]*?)```/g)];
  expect(shown.map(([, file]) => file)).toEqual(['thank-you.ts', 'thank-you.server.ts', 'thank-you.store.ts', 'ThankYous.tsx']);
  for (const [, file, text] of shown) {
    const run = readFileSync(`tests/support/worked-kind/${file}`, 'utf8');
    expect(text).toBe(run.replaceAll("'../../../src/", "'../../"));
  }
});
