// A tablet that waits until somebody has compared six digits.
import { define } from './define';

export const matchDigitsWords = define('match-digits', {
  title: 'Does the other screen show the same?',
  lead: 'Your leader sees six digits beside the code that she made. They must be these.',
  digits: 'The six digits',
  same: 'If they are the same, she presses “They are the same”, and this tablet goes on by itself.',
  differ: 'If they are not, she presses “They are different”. Then another device has used the code, and nothing is on this one.',
  waiting: 'Waiting for your leader. Please keep this page open.',
});
