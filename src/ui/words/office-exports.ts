// What is taken away from the office: somebody's own words, a baby's report, a whole nursery's data; and a room that is removed.
import type { MessageDescriptor } from '@lingui/core';
import type { BabyReason, ExportReason, NurseryExport } from '../../features/office/exports-protocol';
import { define } from './define';

/** Links to what is kept about somebody. */
export const ownLinkWords = define('office-own', {
  hasLeft: '{name} has left',
  hasLeftHelp:
    'What she wrote stays hers. For 30 days she can fetch it on a device of her own, with a link from you and the PIN that she has on the tablets. Words that still wait on a tablet come in when it is next online, and then are in it too.',
  kept: 'All that is kept about her',
  keptHelp:
    'She has a right to a copy. You start it and hand her the link; only she can open it, with her PIN, because private reflections are in it that you may not read.',
  make: 'Make her link',
  makeAgain: 'Make a new link',
  done: 'Done',
  link: 'The link for {name}',
  linkHelp:
    'Hand it to her yourself, or print it. It is shown this once and works until {day}. It asks for her PIN, so it shows you nothing. A link that you made for her before is over.',
  leavers: 'Who has left',
  leaversHelp: 'Each of them can fetch what she wrote, with a link from you and her PIN.',
  leaverUntil: 'Left on {left}. Her words are held for her until {until}.',
  linkMade: 'Has a link',

  title: 'What is kept about you, {name}',
  tab: 'What is kept about you',
  leadLeft:
    'You have left, and what you wrote is yours. You can fetch it here as often as you like until {day}. After that the nursery keeps it only as long as its rules say.',
  leadAsked: 'Here you can fetch a copy of all that Larkrise keeps about you, as often as you like until {day}.',
  pin: 'Your PIN',
  pinHint: 'The six digits that you type on the tablets. Whoever gave you this link cannot open it without them.',
  open: 'Show me what is in it',
  inIt: 'What is in it',
  nothingInIt: 'You have written nothing yet. Who you are here, and what was done, is in it all the same.',
  line: '{title}: {count}',
  files: '{count, plural, one {One photo or voice note} other {# photos and voice notes}}',
  refused: '{count, plural, one {One change that was not taken in} other {# changes that were not taken in}}',
  whoYouAre: 'Who you are here, the tablets you wrote on, and what was done by you and about you',
  form: 'It is one file (a zip) with a page to read and print, the same for other programs, and your photos and voice notes. It is not locked: keep it where only you can open it. Do not fetch it on a shared tablet.',
  fetch: 'Fetch the file',
  fetched: 'The file is on its way to your downloads. Please open it and look at it before you say that you have it.',
  notAll:
    'If you wrote on a tablet that was not online since, some of your words are still on the way. Come back in a few days and fetch it again.',
  haveIt: 'I have it: end this link',
  haveItTitle: 'Do you have the file?',
  haveItHelp: 'The link ends now and cannot be opened again. Please do this only when you have looked into the file.',
  haveItYes: 'Yes, end the link',
  haveItNo: 'Not yet',
  ended: 'This link has ended',
  endedHelp: 'You have what you wrote. Thank you for the work that is in it. You can close this page.',

  mine: 'All that is kept about you',
  mineHelp: 'One file with everything that Larkrise keeps about you, what you wrote for yourself included. It is not locked: keep it well.',
});

export const exportWords = define('office-export', {
  title: 'Taking data away',
  lead: 'When somebody asks what is kept, or when the nursery moves elsewhere. Each of these acts stands in the trail, where the leaders read it.',
  toHere: 'Requests and copies',
  lookAtIt: 'Look at it',
  pending: '{name} asked for a copy of the whole nursery’s data.',

  staff: 'For a member of staff',
  staffHelp:
    'Open her under People and choose “Make her link”. She alone can read the copy: her private reflections are in it. Your own copy is under My account.',

  baby: 'For a baby’s family',
  babyHelp:
    'What the nursery knows of her, the words and photos on her board, complaints of her family and their answers. You may read all of it. What educators wrote for themselves alone is not in it; it is counted, so that the family can ask.',
  babyShow: 'Choose a baby',
  babyWhich: 'Which baby?',
  babyNone: 'There is no baby here.',
  babyLeft: '{name} (has left)',
  reason: 'Why?',
  makeFile: 'Make the file',
  fileMade:
    'The file is on its way to your downloads. It is not locked: look at the photos first, hand it to nobody but the family, and delete it afterwards.',

  nursery: 'The whole nursery',
  nurseryHelp:
    'All that leaders may read here, as one file. It takes two people and a day: somebody else agrees, and 24 hours later it can be fetched for seven days. Until then any leader can stop it. What people wrote for themselves or for their mentors is never in it.',
  nurseryForLead: 'You can ask, agree and stop. Fetching it is for the leaders of the nursery, because words about babies are in it.',
  ask: 'Ask for a copy',
  askedBy: '{name} asked for it on {day}, {time}.',
  agreedBy: '{name} agreed.',
  waitsForSecond: 'It waits for somebody else to agree, until {day}.',
  readyFrom: 'It can be fetched from {day}, {time}.',
  readyUntil: 'It can be fetched until {day}, {time}.',
  over: 'It came to its end on {day}.',
  stoppedBy: '{name} stopped it.',
  agree: 'Agree to it',
  stop: 'Stop this',
  fetch: 'Fetch the file',
  nurseryFetched:
    'The file is on its way to your downloads. It is not locked and holds words about every baby: keep it where nobody else comes.',

  removeRoom: 'Remove {name}',
  removeRoomHelp: 'Nobody can be put into it any more. Nothing that was written there is lost.',
  removeRoomIt: 'Remove this room',
  roomIsLast: 'It is the last room, so it stays: a nursery has at least one.',
  roomIsIn:
    'It stays for now: {people, plural, =0 {} one {one person works in it} other {# people work in it}}{both, select, yes { and } other {}}{babies, plural, =0 {} one {one baby is in it} other {# babies are in it}}. Please find them another room first.',
});

export const babyReasonWords = define('office-export-baby', {
  family: 'Her family wants to read it',
  moving: 'She goes to another nursery or school',
  authority: 'An authority wants to see it',
}) satisfies Record<BabyReason, MessageDescriptor>;

export const exportReasonWords = define('office-export-nursery', {
  system: 'We move to another system',
  authority: 'An authority wants to see it',
  closing: 'The nursery closes',
}) satisfies Record<ExportReason, MessageDescriptor>;

export const exportStandingWords = define('office-export-standing', {
  asked: 'Waits for a second person',
  waiting: 'Agreed, waits a day',
  ready: 'Ready',
  over: 'Over',
  stopped: 'Stopped',
}) satisfies Record<NurseryExport['standing'], MessageDescriptor>;
