// Changing one's own PIN: the page, and why a PIN may not be chosen.
import type { MessageDescriptor } from '@lingui/core';
import type { PinTrouble } from '../../features/pin/pin-rules';
import { define } from './define';

export const pinWords = define('pin', {
  title: 'Change my PIN',
  intro: 'Your new PIN works on this tablet at once, also without a network. The others learn it when they next meet the server.',
  handed: 'This PIN came on paper, so somebody else has seen it. Please choose one that only you know.',
  now: 'Your PIN now',
  next: 'Your new PIN',
  again: 'Your new PIN once more',
  show: 'Show what I type',
  hide: 'Hide what I type',
  offer: 'Offer me one',
  offered: 'Larkrise offers you {pin}. Type it above, and once more below, to learn it.',
  change: 'Change my PIN',
  changing: 'Changing your PIN…',
  changed: 'Your PIN is changed',
  changedHelp: 'Use the new one on this tablet from now on. On other tablets the old one still opens until they have met the server.',
  wordsStay: 'Everything you wrote stays as it is, also what has not been sent yet.',
  toMe: 'Back to Me',
  toCard: 'Make a recovery card that only you have',
  rules: 'Six digits. No dates, no rows such as 1234, and at least four different digits.',
  nowMissing: 'Please type the six digits that open this tablet for you now.',
  differs: 'This is not the same as the one above. Please type it once more.',
});

export const pinTroubleWords = define('pin-trouble', {
  'not-six-digits': 'A PIN has six digits. Please type six.',
  'same-as-now': 'This is the PIN that you have now. Please choose another.',
  'like-a-date': 'This looks like a date, and birthdays are what people try first. Please choose another.',
  'in-a-row': 'These digits follow one another, so they are easy to guess. Please choose another.',
  repeats: 'This repeats itself, so it is easy to see from far off. Please choose at least four different digits.',
}) satisfies Record<PinTrouble, MessageDescriptor>;
