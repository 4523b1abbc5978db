// Which one notice stands above every page, from everything that may trouble a tablet at once.
import { expect, test } from 'vitest';
import { type FrameNotice, frameNotice, isLow, type Standing } from '../../src/sync/saved/frame-notice';

const megabytes = 1_000_000;
const well: Standing = {
  storage: null,
  sync: null,
  isStuck: false,
  isTooOldForModules: false,
  refused: [],
  room: { free: 900 * megabytes, all: 1_000 * megabytes },
  isModuleTooLarge: false,
  isRoomPutOff: false,
};
const noRoom = { free: 20 * megabytes, all: 1_000 * megabytes };

test.each<[string, Partial<Standing>, FrameNotice | null]>([
  ['all is well', {}, null],
  ['the browser does not tell how much room there is', { room: null }, null],
  ['there is no network: the pill says so', { sync: 'no-network' }, null],
  ['the server is busy: the pill says so', { sync: 'server-trouble' }, null],
  ['a record is damaged: it is fetched again', { sync: 'row-damaged' }, null],
  ['something was refused that is no matter of versions', { refused: ['not-allowed'] }, null],
  ['a reader cannot reach the storage', { storage: 'storage-closed' }, 'storage-closed'],
  ['sync cannot reach the storage', { sync: 'storage-closed' }, 'storage-closed'],
  ['a write did not fit', { storage: 'storage-full' }, 'storage-full'],
  ['what was fetched did not fit', { sync: 'storage-full' }, 'storage-full'],
  ['the tablet was taken out of use', { sync: 'tablet-revoked' }, 'tablet-revoked'],
  ['the server does not know the tablet', { sync: 'not-enrolled' }, 'not-enrolled'],
  ['the server is newer', { sync: 'update-needed' }, 'update-needed'],
  ['its modules are newer', { isTooOldForModules: true }, 'update-needed'],
  ['the server is older', { refused: ['not-allowed', 'future-version'] }, 'server-older'],
  ['the server knows a kind less', { refused: ['unknown-kind'] }, 'server-older'],
  ['little room is left', { room: noRoom }, 'room-low'],
  ['a module did not fit, whatever the browser tells', { isModuleTooLarge: true }, 'room-low'],
  ['she knows that a module did not fit', { isModuleTooLarge: true, isRoomPutOff: true }, null],
  ['she knows about the room', { room: noRoom, isRoomPutOff: true }, null],
  ['full counts whatever she has put off', { storage: 'storage-full', room: noRoom, isRoomPutOff: true }, 'storage-full'],
  ['closed before full', { storage: 'storage-closed', sync: 'storage-full' }, 'storage-closed'],
  ['what cannot be kept before what cannot be sent', { storage: 'storage-full', sync: 'tablet-revoked' }, 'storage-full'],
  ['out of use before out of date', { sync: 'tablet-revoked', isTooOldForModules: true }, 'tablet-revoked'],
  ['words wait although there is a network', { isStuck: true }, 'stuck'],
  ['why they wait before that they wait', { isStuck: true, sync: 'update-needed' }, 'update-needed'],
  ['what waits before what the server cannot understand', { isStuck: true, refused: ['future-version'] }, 'stuck'],
  ['too old before too new', { sync: 'update-needed', refused: ['future-version'] }, 'update-needed'],
  ['versions before room', { refused: ['future-version'], room: noRoom }, 'server-older'],
])('%s', (_, over, notice) => {
  expect(frameNotice({ ...well, ...over })).toBe(notice);
});

test.each<[free: number, all: number, low: boolean]>([
  [49, 500, true],
  [50, 500, false],
  [51, 2_000, true],
  [100, 2_000, false],
  [0, 0, true],
])('%i MB free of %i MB', (free, all, low) => {
  expect(isLow({ free: free * megabytes, all: all * megabytes })).toBe(low);
});
