// The one notice above every page: what troubles this tablet, what is safe, and what to do.
import { define } from './define';

export const noticeWords = define('notices', {
  storageClosed: 'Larkrise cannot reach what is kept on this tablet.',
  storageClosedSafe: 'What was kept before is safe. Please copy what you are writing now, then open Larkrise again.',
  openAgain: 'Open Larkrise again',
  storageFull: 'This tablet is full. New words cannot be kept just now.',
  storageFullSafe:
    'What was kept before is safe, and you can still read and watch. To make room, take off a module that you do not need now.',
  makeRoom: 'Make room',
  revoked: 'This tablet was taken out of use.',
  revokedSafe:
    'What waits here is handed over to the nursery’s server as soon as it can be reached, and then the tablet empties itself. You can save a copy of your words before that.',
  notEnrolled: 'The server does not know this tablet any more.',
  notEnrolledSafe: 'Your words stay safe here. Please ask your leader to set the tablet up again, and save a copy before that.',
  seeKept: 'See what you have kept',
  tooOld: 'This Larkrise is too old for its server.',
  tooOldSafe: 'Your words are safe here and are still sent, but nothing new can come. Please update it now.',
  updateNow: 'Update now',
  updating: 'Looking for the new one…',
  noUpdate: 'No newer Larkrise could be fetched just now. Nothing is lost. Please try again when the network is good, or tell your leader.',
  stuck: 'Words on this tablet have not been sent for ten minutes.',
  stuckSafe: 'They are safe here, and the tablet keeps trying. If it stays so, save a copy for your leader.',
  toCopy: 'See what waits',
  notNow: 'Not now',
  serverOlder: 'This Larkrise is newer than its server.',
  serverOlderSafe:
    'What the server does not understand yet is kept here. When your leader has had the server updated, try it again from your list.',
  roomLow: 'This tablet is nearly full: {size} MB are left.',
  moduleTooLarge: 'This tablet is nearly full: a module did not fit.',
  roomLowSafe: 'Everything is safe so far. To make room, take off a module that you do not need now.',
  notToday: 'Not today',
});
