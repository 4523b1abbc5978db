// Why a module is not on this tablet (yet): a sentence for every name; a missing one does not compile.
import type { MessageDescriptor } from '@lingui/core';
import type { FetchTrouble } from '../../features/modules/readiness';
import { define } from './define';

export const fetchingWords = define('fetching', {
  'no-network': 'There is no network here. It goes on by itself where it stopped.',
  'no-room': 'This tablet is too full for it. Your words are safe. Please ask your leader to make room.',
  'storage-closed': 'This tablet cannot keep files just now. Please close Larkrise and open it again.',
  'not-enrolled': 'This tablet does not belong to a nursery yet, or not any more. Please ask your leader.',
  'not-on-server': 'The server does not have this webcast. Please tell your leader.',
  'server-trouble': 'The server has trouble. The tablet tries again by itself.',
  'not-as-published': 'What arrived was not what was published, so it is not kept. Please try to fetch it again.',
  'cannot-play': 'This tablet cannot play this webcast. Please tell your leader.',
}) satisfies Record<FetchTrouble, MessageDescriptor>;

/** How it goes, and what may be done about it. */
export const fetchWords = define('fetch', {
  coming: 'Being fetched',
  waiting: 'Waiting',
  checking: 'Being checked',
  whetherItPlays: 'Does it play here?',
  stopped: 'Stopped',
  megabytes: '{held} of {size} MB',
  notHere: 'Not on this tablet yet.',
  failed: 'Could not be fetched.',
  stop: 'Stop fetching',
  now: 'Fetch it now',
  again: 'Try to fetch it again',
  goOn: 'Go on fetching',
});
