// Gap tasks: three taps, and one's own tries.
import { define } from './define';

export const gapTaskWords = define('gap-tasks', {
  title: 'Gap task',
  steps: 'What to do',
  tried: 'I tried it',
  howWasIt: 'How did it go?',
  well: 'Well',
  mixed: 'Mixed',
  notYet: 'Not yet',
  line: 'A line about it, if you like',
  lineHint: 'What did the baby do? Only you can read it.',
  keep: 'Keep',
  kept: 'Kept on this tablet',
  keptHelp: 'It is safe here and goes to the server by itself.',
  myTries: 'My tries',
  noTries: 'No tries yet',
  noTriesHelp: 'Try it once with one baby. Three taps are enough to keep it.',
  none: 'No gap task is here yet',
  noneHelp: 'Gap tasks come with the modules.',
  another: 'Another gap task',
  ofModule: 'Module {number}: {title}',
  toToday: 'Back to Today',
  tryAgain: 'Tried it once more',
});
