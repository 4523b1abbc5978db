// Stopping what is being fetched keeps what has come, also over a restart, until somebody goes on.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { fetchModule, stopFetching } from '../../src/features/modules/module.store';
import type { Module } from '../../src/features/modules/pack';
import { resumeFetching } from '../../src/features/modules/programmes.store';
import { holdModule, moduleOf, putModules, shelfOf } from '../support/modules-here';
import { unlocked } from '../support/unlocked';

let session: Session;
let module: Module;
let here: ReturnType<typeof shelfOf>;

beforeEach(async () => {
  session = await unlocked();
  module = moduleOf('one', 'One', [0], 60);
  here = shelfOf(session);
  await putModules(session, [module]);
});
afterEach(() => session.tablet.database.close());

const video = async () => session.tablet.database.media.get(module.webcast.video.sha256);

test('what has come stays and is counted, and the downloader is told', async () => {
  await holdModule(session, module, { state: 'fetching', held: 0 });
  here.downloads.news.value = new Map([[module.webcast.video.sha256, { held: 1_000_000 }]]);
  await stopFetching(here.shelf, module);
  expect(await video()).toMatchObject({ state: 'stopped', held: 1_000_000 });
  expect(here.downloads.stop).toHaveBeenCalledWith(expect.arrayContaining([module.webcast.video.sha256]));
});

test('what was stopped does not begin again by itself at the next start', async () => {
  await holdModule(session, module, { state: 'stopped', held: 1_000_000 });
  await resumeFetching(here.shelf);
  expect(await video()).toMatchObject({ state: 'stopped', held: 1_000_000 });
  expect(here.downloads.want.mock.calls.flat(2)).not.toContainEqual(module.webcast.video);
});

test('it goes on where it stopped when somebody says so', async () => {
  await holdModule(session, module, { state: 'stopped', held: 1_000_000 });
  await fetchModule(here.shelf, module);
  expect(await video()).toMatchObject({ state: 'fetching', held: 1_000_000 });
  expect(here.downloads.want).toHaveBeenCalledWith([module.webcast.video]);
});

test('what has arrived whole stays ready', async () => {
  await holdModule(session, module, { state: 'ready' });
  await stopFetching(here.shelf, module);
  expect(await video()).toMatchObject({ state: 'ready', held: 2_900_000 });
});
