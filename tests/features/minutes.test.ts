// How many minutes somebody has is remembered for each person on the tablet.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { chooseMinutes, liveMinutes } from '../../src/features/modules/minutes.store';
import { colleagueOf, unlocked } from '../support/unlocked';

let amina: Session;
let kasia: Session;
const database = () => amina.tablet.database;

beforeEach(async () => {
  amina = await unlocked();
  kasia = await colleagueOf(amina, 'kasia', 'Kasia');
});
afterEach(() => database().close());

async function shown(session: Session, expected: number) {
  const live = liveMinutes(session);
  await expect.poll(() => live.signal.value).toBe(expected);
  live.stop();
}

test('five, until she chooses; then her choice, and hers alone', async () => {
  await shown(amina, 5);
  await chooseMinutes(amina, 3);
  await chooseMinutes(kasia, 10);
  await shown(amina, 3);
  await shown(kasia, 10);
});

test('who has left the tablet is forgotten with the next choice', async () => {
  await chooseMinutes(kasia, 10);
  await database().people.delete('kasia');
  await chooseMinutes(amina, 3);
  expect((await database().settings.get('minutes'))?.value).toEqual({ amina: 3 });
});

test('what an older app stored in another shape counts as no choice', async () => {
  await database().settings.put({ name: 'minutes', value: { amina: 7 } });
  await shown(amina, 5);
});
