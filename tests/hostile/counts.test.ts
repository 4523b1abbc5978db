// Nobody is locked out without ten wrong PINs: not on a nearly full tablet, nor by a page or a power that is cut while her count is begun.
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { openOwn } from '../../src/device/own-wrap';
import { beginsWithBlue, blue, disk } from '../support/blue-with-files';
import { fillUp } from '../support/full-storage';
import { pins } from '../support/whole-tablet';
import { rememberingStretch } from './on-tablets/hostile-tablet';

beginsWithBlue();

const untried = { waits: 0, left: 10 };
const mark = 'counted:amina';
const standing = () => blue.guards.attempts.standing('amina');
const guess = async (pin = '111111') => openOwn(blue.guards, (await blue.database.people.get('amina'))!, pin, rememberingStretch);

/** No count of hers was ever kept on this tablet. */
async function uncounted(): Promise<void> {
  disk.folders.attempts.delete('amina');
  await blue.database.settings.delete(mark);
}

/** A new file gets its name, and no room for what is to be in it; what is there can be written over. Gives how to make room. */
function nearlyFull(): () => void {
  const { attempts } = disk.folders;
  const set = attempts.set.bind(attempts);
  const filling = vi.spyOn(attempts, 'set').mockImplementation((name, text) => {
    if (attempts.get(name)) return set(name, text);
    set(name, '');
    throw new DOMException('no room', 'QuotaExceededError');
  });
  return () => filling.mockRestore();
}

test('a nearly full tablet hears who is here all the same, and begins the count of a new colleague with nothing', async () => {
  await uncounted();
  const makeRoom = nearlyFull();
  expect(await blue.askWhoIsHere()).toEqual({ ok: true, value: null });
  makeRoom();
  await blue.askWhoIsHere();
  expect(await standing()).toEqual(untried);
  expect((await guess(pins.amina)).ok).toBe(true);
});

test('on a nearly full tablet her wrong PINs are counted beside the file, and the right one opens', async () => {
  await uncounted();
  const makeRoom = nearlyFull();
  for (let count = 1; count <= 3; count += 1) expect((await guess()).ok).toBe(false);
  expect((await standing()).left).toBe(7);
  expect((await guess(pins.amina)).ok).toBe(true);
  makeRoom();
  expect(await standing()).toEqual(untried);
});

test('where neither has any room no PIN is tried, and her wrap and her lease stay', async () => {
  await uncounted();
  const makeRooms = [nearlyFull(), fillUp()];
  for (const pin of [pins.amina, pins.amina]) await expect(guess(pin)).rejects.toThrow('no room for a count');
  for (const makeRoom of makeRooms) makeRoom();
  expect(await standing()).toEqual(untried);
  expect((await guess(pins.amina)).ok).toBe(true);
});

test('a tablet that is full, with her count on it, counts on and opens for the right PIN', async () => {
  const makeRoom = fillUp();
  for (let count = 1; count <= 3; count += 1) expect((await guess()).ok).toBe(false);
  expect((await standing()).left).toBe(7);
  expect((await guess(pins.amina)).ok).toBe(true);
  expect(await standing()).toEqual(untried);
  makeRoom();
});

test('what could not be taken back beside the file locks nobody out, however often the tablet is full at that moment', async () => {
  for (let day = 1; day <= 11; day += 1) {
    let makeRoom: () => void = () => undefined;
    const opened = await openOwn(blue.guards, (await blue.database.people.get('amina'))!, pins.amina, async (pin, how) => {
      makeRoom = fillUp();
      return rememberingStretch(pin, how);
    });
    expect(opened.ok).toBe(true);
    makeRoom();
  }
  expect(await standing()).toEqual(untried);
});

test('a page that is killed while it begins her count takes no guess from her', async () => {
  await uncounted();
  disk.folders.attempts.set('amina', '');
  await blue.askWhoIsHere();
  expect(await standing()).toEqual(untried);
});

test('a power cut that takes the file and leaves the database takes no guess from anybody, nor gives one', async () => {
  disk.folders.attempts.clear();
  expect(await standing()).toEqual(untried);
  for (let count = 1; count <= 4; count += 1) await guess();
  disk.folders.attempts.clear();
  await blue.askWhoIsHere();
  expect((await standing()).left).toBe(6);
  await guess();
  disk.folders.attempts.clear();
  expect(await standing()).toEqual({ waits: 30_000, left: 5 });
});

test('a power cut that takes the database and leaves the file gives no guess back', async () => {
  for (let count = 1; count <= 4; count += 1) await guess();
  await blue.database.settings.delete(mark);
  expect((await standing()).left).toBe(6);
});

test('a count of an earlier version that is gone still counts as locked out, and one that is there holds', async () => {
  await blue.database.settings.put({ name: mark, value: 'folder' });
  expect(await standing()).toEqual(untried);
  disk.folders.attempts.delete('amina');
  expect((await standing()).left).toBe(0);
});
