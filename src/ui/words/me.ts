// Me: who is here, locking, and this tablet.
import { define } from './define';

export const meWords = define('me', {
  title: 'Me',
  lock: 'Lock this tablet',
  lockHelp: 'It also locks by itself after 2 quiet minutes, 10 while you learn. What you write is saved first.',
  myReflections: 'My reflections',
  myTries: 'My gap tasks',
  tablet: 'This tablet',
  tabletName: 'Name',
  storage: 'Used by Larkrise',
  megabytes: '{used} MB',
  persistent: 'Storage is kept',
  persistentHelp: 'The browser has promised not to clear what is kept here.',
  notPersistent: 'Storage may be cleared',
  notPersistentHelp:
    'The browser may clear what is kept here when space runs short. Installing Larkrise on the home screen makes it safer.',
  look: 'Light or dark',
  lookHelp: 'Follows the tablet’s own setting.',
});
