// What the saved pill says, from where the tablet stands.
import { expect, test } from 'vitest';
import { badgeLook } from '../../src/sync/SyncBadge';
import type { SyncStatus } from '../../src/sync/sync-loop.store';

const sevenFortyOne = Date.UTC(2026, 10, 23, 7, 41);
const status = (state: SyncStatus['state'], lastSent: number | null = sevenFortyOne): SyncStatus => ({ state, lastSent, trouble: null });

test.each<[string, SyncStatus, [waiting: number, needsYou: number], string, string]>([
  ['nothing waits', status('idle'), [0, 0], 'All sent 7:41am', 'good'],
  ['nothing was ever sent', status('idle', null), [0, 0], 'All sent', 'good'],
  ['two are on their way', status('sending'), [2, 0], 'Sending 2', 'busy'],
  ['two wait without a network', status('offline'), [2, 0], 'Saved here 2', 'calm'],
  ['two wait for the server', status('waiting'), [2, 0], 'Saved here 2', 'calm'],
  ['the network went after all was sent', status('offline'), [0, 0], 'All sent 7:41am', 'calm'],
  ['there was never a network', status('offline', null), [0, 0], 'Saved here', 'calm'],
  ['one needs its author, whatever else waits', status('sending'), [3, 1], '1 needs you', 'needs'],
  ['two need their author', status('idle'), [0, 2], '2 need you', 'needs'],
])('%s', (_, now, [waiting, needsYou], text, tone) => {
  const look = badgeLook(now, { waiting, needsYou });
  expect([look.text, look.tone]).toEqual([text, tone]);
});
