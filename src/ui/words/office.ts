// The office's frame: where one is, signing in, showing the second factor again, and every trouble that it can meet.
import type { MessageDescriptor } from '@lingui/core';
import type { OfficeTrouble } from '../../features/office/office-protocol';
import type { Role } from '../../features/roster/role';
import type { RefusalName } from '../../sync/verdict';
import { define } from './define';

export const officeWords = define('office', {
  office: 'Larkrise office',
  places: 'Parts of the office',
  nurseries: 'Nurseries',
  outside: 'Mentors and leads',
  tablets: 'Tablets',
  account: 'My account',
  signOut: 'Sign out',
  signedInAs: 'Signed in: {name}',

  signIn: 'Sign in to the office',
  signInLead: 'For leaders, mentors and programme leads. It needs the network; tablets in the rooms do not.',
  signInAgain: 'Please sign in again',
  signInAgainHelp: 'You were away for a while, so the office has closed. What you typed behind this is still there.',
  signInName: 'Sign-in name',
  passphrase: 'Passphrase',
  code: 'Six digits of your authenticator',
  codeHint: 'Or one of your recovery codes.',
  show: 'Show it',
  hide: 'Hide it',
  prove: 'Is it still you?',
  proveHelp:
    'This changes what people or tablets may do. Please type the six digits that your authenticator shows now. It then goes on by itself.',
  goOn: 'Go on',
  noAccount: 'No account yet?',
  noAccountHelp: 'Whoever leads your nursery or your programme can send you an invitation. It is a link that you open in this browser.',

  loading: 'One moment…',
  tryAgain: 'Try again',
  cancel: 'Not now',
  copy: 'Copy the link',
  copied: 'The link is copied.',
  print: 'Print it',
  notLoaded: 'This page could not be fetched.',
  notHere: 'This page is not there',
  notHereHelp: 'Perhaps the address was cut short.',
  toStart: 'Go to the first page',
});

export const officeRoleWords = define('office-role', {
  educator: 'Educator',
  leader: 'Leader',
  mentor: 'Mentor',
  'programme-lead': 'Programme lead',
}) satisfies Record<Role, MessageDescriptor>;

/** `wait` is said with its seconds or minutes. */
export const officeTroubleWords = define('office-trouble', {
  'sign-in-wrong': 'Name, passphrase and digits do not fit together. Nothing is lost: please look at each of them and try again.',
  'code-wrong': 'These digits do not fit, or were used once already. Please wait for the next ones and type those.',
  'passphrase-wrong': 'That is not your passphrase of now.',
  'passphrase-too-short': 'Please take at least 12 characters. Four or five words that have nothing to do with each other are good.',
  'passphrase-too-common': 'That is one of those that others try first. Please take words that only you would put together.',
  'passphrase-has-name': 'That is little more than your own name. Please take words that nobody connects with you.',
  'sign-in-name-not-fit': 'A sign-in name has 3 to 40 letters or digits; dots, hyphens and underscores may stand between them.',
  'sign-in-name-taken': 'Somebody has this sign-in name already. Please choose another one.',
  'link-over': 'This link has been used, or it is too old, or a part of it is missing. Please ask for a new one.',
  'tried-already': 'There are people on this server already, so there is nothing more to try out. You can make the account instead.',
  'name-missing': 'A name is missing, is longer than 60 characters, or stands there twice.',
  'name-taken': 'That name is there already. Please choose one that tells them apart.',
  'room-unknown': 'This room is not there any more. Please look at the rooms again.',
  'too-many': 'Up to 60 people can be added at once. Please split the list.',
  'lines-to-mend': 'Some lines have to be mended first. Nobody was added.',
  'is-so-already': 'This is so already. Nothing was changed.',
  'own-role': 'Nobody changes what she is herself. Please ask somebody who leads with you or above you.',
  'not-somebody-who-signs-in': 'Educators need no account here: they use the tablets with their PIN.',
  'reopening-over': 'This is over: it was stopped, taken back or done, or nobody went on with it for two weeks. No PIN was changed.',
  'not-yet': 'The 72 hours are not over yet. No PIN was changed.',
  'account-too-new':
    'For this, an account has to be three days old. Please ask somebody who has had hers for longer, or wait until yours is.',
  'not-waiting': 'No tablet waits for this any more. Perhaps its ten minutes were over.',
  'digits-differ': 'The tablet shows other digits by now. Please compare them once more.',
  'pin-wrong': 'That is not the PIN that you had on the tablets. Please look at the digits and try again.',
  'pin-tries-over':
    'Ten wrong PINs were typed, so no link to these words opens any more. Please ask the nursery to have a new PIN made for you.',
  'no-pin-kept': 'The server does not know her PIN yet, so a link would never open. Please have a new PIN made for her first.',
  'same-person': 'You asked for this yourself. Somebody else has to agree.',
  'no-leader-of-it': 'One of the two has to lead this nursery.',
  'asker-gone': 'One of the two is no more what she was when this was asked for. Please stop it and ask anew.',
  'export-not-ready': 'It is not ready yet: two people and a day are needed.',
  'export-over': 'This was stopped, or its days are over. Please ask anew.',
  'no-network': 'There is no network just now. What you typed is still here. Please try again in a moment.',
  'server-trouble': 'The server has trouble just now. What you typed is still here. Please try again in a moment.',
  'too-many-requests': 'The server is asked too much just now. Please wait a minute. What you typed is still here.',
  'not-allowed': 'You may not do this. Nothing was changed. Please ask whoever leads above you.',
  'not-found': 'This is not there any more, or it is not yours to look after.',
  'signed-out': 'You are not signed in. What you typed is still here.',
  'prove-again': 'This waits for your six digits. Nothing was changed yet.',
  other: 'Something did not fit, and nothing was changed. Please load the page again; if it comes back, tell whoever keeps the server.',
}) satisfies Record<Exclude<OfficeTrouble, 'wait'> | 'other', MessageDescriptor> & Partial<Record<RefusalName, MessageDescriptor>>;

export const officeWaitWords = define('office-wait', {
  seconds: 'That was tried too often. Please wait {count, plural, one {one second} other {# seconds}}. What you typed is still here.',
  minutes: 'That was tried too often. Please wait {count, plural, one {one minute} other {# minutes}}. What you typed is still here.',
});
