// Getting back in: the page behind "Forgotten your PIN?", the recovery card, and what others have asked for in somebody's name.
import type { MessageDescriptor } from '@lingui/core';
import type { CardTrouble } from '../../features/pin/recovery-card';
import { define } from './define';

export const recoveryWords = define('recovery', {
  title: 'Getting back in',
  lead: 'Everything you wrote is safe, and what waits on this tablet is still sent.',
  withCard: 'With your recovery card',
  withCardHelp: 'The card has six groups of four letters and digits. It was printed beside your first PIN, or you made it under “Me”.',
  card: 'The code on your card',
  cardHint: 'Spaces and lines between the groups do not matter.',
  next: 'Your new PIN',
  again: 'Your new PIN once more',
  makePin: 'Make my new PIN',
  making: 'Looking at your card…',
  withoutCard: 'Without a card',
  withoutCardHelp:
    'Tell somebody who leads at your nursery. Two of them agree to it in the office, and after 72 hours you get a new PIN on paper. Your tile says so all the while, and nobody reads your words meanwhile.',
  ownAccount: 'If you sign in to the office yourself, you can make a new PIN there at once, under “My account”.',
  meanwhile: 'Until then',
  back: 'Back to my PIN',
  offline: 'There is no network here just now, and a card needs one. Nothing of yours is lost. Please bring the tablet to the Wi-Fi.',

  done: 'Your new PIN holds',
  doneHelp: 'It opens this tablet from now on. The others learn it when they next meet the server.',
  doneSoon: 'It opens this tablet as soon as it has met the server again, and so the others.',
  used: 'The card that you typed is used up. This one takes its place.',
  newCard: 'Your recovery card',
  keepIt: 'It is shown this once. Write it down or print it, and keep it where nobody else looks: it makes a new PIN for you.',
  print: 'Print the card',
  kept: 'I have kept it',
  cardOf: 'Recovery card of {name}',
  cardUse: 'Forgotten your PIN? Tap your name, then “Forgotten your PIN?”, and type this code. It works once.',

  mine: 'If I forget my PIN',
  mineLead: 'With a recovery card you make yourself a new PIN on any tablet of yours, at once and without asking anybody.',
  mineHelp: 'A card from the office was seen by whoever printed it. Make one here, and only you have it. The one before it counts no more.',
  pinNow: 'Your PIN now',
  pinNowHint: 'So that nobody else makes a card while you are away for a moment.',
  makeCard: 'Make a new card',
  makingCard: 'Making your card…',
  needsNetwork: 'There is no network here just now, and a card needs one. The one that you have stays as it is.',
  pinMissing: 'Please type the six digits that open this tablet for you.',

  asked: 'A new PIN was asked for you',
  askedHelp:
    'On {day} somebody who leads said that you have forgotten your PIN. When a second person agrees, you have 72 hours before a new PIN is printed.',
  agreedHelp:
    'On {day} somebody who leads said that you have forgotten your PIN, and a second person has agreed. From {from}, {time}, a new PIN can be printed.',
  askedWhat: 'If you asked for it, there is nothing to do. If not, stop it: then no new PIN is printed.',
  stop: 'Stop it',
  stopped: 'It is stopped. Your PIN stays as it is.',
  stopWaits: 'It is stopped on this tablet. The server hears of it at the next contact, so please bring the tablet to the Wi-Fi.',

  padAsked: 'A new PIN was asked for you on {day}. If that was not you, unlock with your PIN and stop it.',
  padAgreed: 'A new PIN for you can be printed from {day}, {time}. If you did not ask for it, unlock with your PIN and stop it.',
});

export const cardTroubleWords = define('card-trouble', {
  'card-incomplete': 'Some of the 24 letters and digits are missing. Please type all six groups.',
  'card-mistyped': 'One of these letters or digits is not as it is on the card. Please compare them group by group.',
  'not-taken':
    'This card does not make a new PIN here. Perhaps it is an older one, or it was used already: then the PIN that you chose with it holds.',
  waitSeconds: 'Please wait {count, plural, one {a second} other {# seconds}}. Then you can try again.',
  waitMinutes: 'Please wait {count, plural, one {a minute} other {# minutes}}. Then you can try again.',
}) satisfies Record<CardTrouble | 'not-taken', MessageDescriptor> & Record<string, MessageDescriptor>;
