// Nurseries, rooms and people in the office: adding them, changing what they are, lists, invitations.
import type { MessageDescriptor } from '@lingui/core';
import type { ListTrouble, StaffList } from '../../features/office/staff-protocol';
import { define } from './define';

export const officePeopleWords = define('office-people', {
  nurseries: 'Nurseries',
  none: 'No nursery yet',
  noneHelp: 'Add the first one with its rooms. People and tablets come next.',
  counts:
    '{rooms, plural, one {1 room} other {# rooms}}, {people, plural, one {1 person} other {# people}}, {tablets, plural, one {1 tablet} other {# tablets}}',
  addNursery: 'Add a nursery',
  nurseryName: 'What is it called?',
  roomNames: 'Its rooms',
  roomNamesHint: 'One on each line.',
  rename: 'Change its name',
  renameOf: 'Change the name of {name}',
  newName: 'New name',
  keepName: 'Keep this name',

  rooms: 'Rooms',
  addRoom: 'Add a room',
  roomName: 'What is the room called?',
  people: 'People',
  nobody: 'Nobody works here yet',
  nobodyHelp: 'Add people one by one, or all of them from a list.',
  addPerson: 'Add somebody',
  addList: 'Add a list',
  allRooms: 'All rooms',
  room: 'Room',
  role: 'What is she here?',
  roleColumn: 'Role',
  firstName: 'First name',
  firstNameHint: 'As colleagues call her. Surnames are never needed.',
  add: 'Add {name}',
  addNobody: 'Add her',
  accountNone: 'No account here',
  accountInvited: 'Invited',
  accountHasOne: 'Signs in here',

  theirs: 'What {name} is',
  notYours: 'Somebody above you changes this, or somebody beside you: nobody changes what she is herself.',
  saveRole: 'Change what she is',
  saveRoom: 'Change her room',
  changed: 'That is changed.',
  mentoring: 'Mentors',
  mentoredBy: '{name} mentors her',
  endMentoring: 'End it',
  beginMentoring: 'Give her a mentor',
  mentor: 'Mentor',
  choose: 'Please choose',
  join: 'Another nursery as well',
  joinHelp: 'She opens it with the PIN that she has.',
  joinIt: 'Add her there',
  nursery: 'Nursery',
  office: 'The office',
  invite: 'Invite her to the office',
  inviteAgain: 'Make a new invitation',
  inviteHelp: 'You get a link for seven days. She opens it, chooses a passphrase and sets up her authenticator.',
  inviteAnewHelp: 'She has an account already. A new invitation lets her begin anew, when phone and recovery codes are lost.',
  withdraw: 'Take the invitation back',
  close: 'Close her account',
  closeHelp: 'She cannot sign in here any more until she is invited again. What she does on the tablets stays as it is.',
  invitation: 'An invitation for {name}',
  invitationHelp: 'Send her this link yourself, or print it. It is shown this once and works until {day}, {time}.',
  leave: 'She leaves',
  leaveTitle: 'Does {name} leave?',
  leaveHelp:
    'At their next contact the tablets forget her tile. What she has written and not sent yet is sent first, and nothing of hers is lost.',
  leaveIt: 'Yes, she leaves',
  stay: 'No, she stays',

  list: 'People from a list',
  listHelp:
    'A first line names the columns: name, role, room. Only the name is needed. An empty role means educator, an empty room means all rooms.',
  listText: 'Paste the list here',
  listExample: 'For example: name, role, room. Then on the next line: Amina, educator, Wrens.',
  listFile: 'Or open a file (CSV)',
  check: 'Look through the list',
  fileNotText: 'This file could not be read. Please save it as CSV (UTF-8) and try again.',
  line: 'Line',
  name: 'Name',
  trouble: 'To mend',
  fine: 'Fine',
  toMend:
    '{count, plural, one {One line has to be mended.} other {# lines have to be mended.}} Please change the list above and look through it again. Nobody is added before all of it is fine.',
  allFine: '{count, plural, one {This person can be added.} other {All # people can be added.}}',
  take: '{count, plural, one {Add this person} other {Add all # people}}',

  outside: 'Mentors and programme leads',
  outsideHelp: 'They belong to the programme and to no single nursery.',
  addOutside: 'Add a mentor or a programme lead',
});

export const listTroubleWords = define('office-list', {
  'no-name': 'The name is missing.',
  'name-too-long': 'The name is longer than 60 characters.',
  'role-unknown': 'The role can be educator or leader.',
  'room-unknown': 'There is no room of this name here.',
  'twice-in-list': 'This name is in the list twice.',
  'name-there-already': 'Somebody of this name works here already.',
}) satisfies Record<ListTrouble, MessageDescriptor>;

export const wholeListWords = define('office-list-whole', {
  empty: 'There is nobody in this list.',
  'no-name-column': 'The first line names no column “name”. Please add it.',
  'too-many': 'Up to 60 people can be added at once. Please split the list.',
  'not-text': 'This is no plain text. Please save the list as CSV (UTF-8).',
}) satisfies Record<NonNullable<StaffList['whole']>, MessageDescriptor>;
