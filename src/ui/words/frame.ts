// What stands round every page: the places, the person, the plus, the offer of a new version.
import { define } from './define';

export const frameWords = define('frame', {
  larkrise: 'Larkrise',
  places: 'Places',
  today: 'Today',
  learn: 'Learn',
  add: 'Add',
  babies: 'Babies',
  me: 'Me',
  skip: 'Skip to the page',
  addTitle: 'What would you like to add?',
  lock: 'Lock',
  newVersion: 'A new version is ready.',
  useItNow: 'Use it now',
  later: 'Later',
  opening: 'Opening…',
  notThere: 'There is nothing here',
  notThereHelp: 'This page is not there, or not for you.',
  storageClosed: 'Larkrise cannot open its store on this tablet',
  storageClosedHelp:
    'What was kept before is safe. Please close Larkrise in every window, then try again. If that does not help, switch the tablet off and on.',
  storageFullHelp: 'The tablet is full. What was kept before is safe. Please ask your leader to make room on it, then try again.',
  tryAgain: 'Try again',
});
