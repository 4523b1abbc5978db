// Two of somebody's changes that met in one place: what gave way, what stands, and which of them she wants.
import { define } from './define';

export const asideWords = define('set-aside', {
  part: 'Which one do you want?',
  help: 'You changed the same thing in two places before they knew of each other. The later one stands; the other is kept here for you.',
  youOn: 'You also wrote this on {tablet}, {day}, {time}.',
  you: 'You also wrote this, {day}, {time}.',
  standsYours: 'This stands now',
  standsYoursOn: 'This stands now, from {tablet}',
  standsTheirs: 'This stands now, from {name}',
  standsSomebody: 'This stands now, from a colleague',
  gone: 'This is not on this tablet any more.',
  use: 'Use mine instead',
  useYours: 'Use this one instead',
  leave: 'Leave it as it is',
  look: 'Look at it',
  isRight: 'It is as you wrote it.',
  isLeft: 'It stays as it is.',
  isBack: 'It is as it was before.',
});
