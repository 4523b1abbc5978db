// What the kit itself says, on every screen.
import { define } from './define';

export const kitWords = define('kit', {
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
  undo: 'Undo',
  reading: 'Reading…',
  partDamaged:
    '{count, plural, one {One part could not be read and is left out.} other {# parts could not be read and are left out.}} The rest is safe, and what is missing is fetched again.',
  pageBroken: 'This page stopped working',
  pageBrokenHelp: 'What you wrote is kept on this tablet. Go back to Today and try again.',
  toToday: 'Go to Today',
  problem: 'There is a problem',
  ownWord: 'A word of your own',
  add: 'Add it',
  chosenOf: '{count} of {most} chosen',
  takeAway: 'Take away “{word}”',
  added: '“{word}” is added.',
  takenAway: '“{word}” is taken away.',
  alreadyThere: '“{word}” is there already.',
  notAddedYet: '“{word}” is not added yet. Press “Add it”.',
  fullChips: '{count, plural, one {One is all there is room for.} other {# are all there is room for.}} Take one away to add another.',
});
