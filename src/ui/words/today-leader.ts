// A leader's Today: what waits in her nursery, her rooms' boards, and the modules on this tablet.
import { define } from './define';

export const todayLeaderWords = define('today-leader', {
  waitForFamily: '{count, plural, one {1 board waits for a word from the family} other {# boards wait for a word from the family}}',
  waitForEducators:
    '{count, plural, one {1 board waits for a word from the educators} other {# boards wait for a word from the educators}}',
  namesAndMore: '{names} and {count} more',
  seeBoards: 'See the boards',
  moduleMissing: 'Module {number} is not on this tablet yet',
  moduleComing: 'Module {number} is on its way to this tablet',
  moduleStopped: 'Module {number} is not on this tablet yet: it was stopped',
  moduleFailed: 'Module {number} could not be fetched',
  fetchIt: 'Fetch it now',
  tryAgain: 'Try again',
  allWell: 'Everything is ready',
  allWellHelp: 'Every board has its six words, and every module plays on this tablet without a network.',
  nothing: 'Nothing is here yet',
  nothingHelp: 'Babies and modules come to this tablet with the next contact to the server.',
  boards: 'Boards',
  modules: 'Modules',
  roomsTitle: 'Boards, room by room',
  roomComplete: '{count, plural, one {1 complete} other {# complete}}',
  roomBegun: '{count, plural, one {1 begun} other {# begun}}',
  roomNotBegun: '{count, plural, one {1 not begun} other {# not begun}}',
  complete: 'Complete',
  wordsToCome: '{count, plural, one {1 word to come} other {# words to come}}',
  notBegun: 'Not begun',
  moreBabies: '{count, plural, one {1 more baby} other {# more babies}}',
  modulesTitle: 'Modules on this tablet',
  modulesReady: '{ready} of {all} play here without a network.',
});
