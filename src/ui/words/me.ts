// Me: who is here, locking, what is hers, and this tablet.
import { define } from './define';

export const meWords = define('me', {
  title: 'Me',
  lock: 'Lock this tablet',
  lockHelp: 'It also locks by itself after 2 quiet minutes, 10 while you learn. What you write is saved first.',
  newPinAsked: 'On {day} somebody who leads said that you have forgotten your PIN. If that is not so, you can stop it.',
  lookAtIt: 'Look at it and stop it',
  educatorIn: 'Educator, {room}',
  yours: 'Yours',
  hand: 'Which hand do you use?',
  handHelp: 'For the left hand, the places and the keys of your PIN change sides, on this tablet and for you alone.',
  left: 'Left',
  right: 'Right',
  tablet: 'This tablet',
  tabletName: 'Name',
  storage: 'Used by Larkrise',
  usedOf: '{used} of {most}',
  persistent: 'What is kept here stays',
  persistentHelp: 'The browser has promised not to clear it.',
  notPersistent: 'What is kept here may be cleared',
  notPersistentHelp:
    'The browser has not promised to keep it when space runs short. Larkrise on the home screen makes that far more likely.',
  askToKeep: 'Ask the browser to keep it',
  notYet: 'It did not promise it yet. Everything is still saved here, and sent when there is a network.',
  look: 'Light or dark',
  lookHelp: 'Follows the tablet’s own setting.',
  version: 'Larkrise',
});
