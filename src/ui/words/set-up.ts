// A tablet that was just set up: the home screen, and the promise to keep what is written.
import { define } from './define';

export const setUpWords = define('set-up', {
  title: 'This tablet is set up',
  lead: 'Two things make it safe for what people write here. Both can wait, and are found under Me.',
  toNames: 'Go to the names',
  keepTitle: 'A promise to keep what is written',
  keepWhy: 'The browser can promise not to clear what is written here when space runs short.',
  keepAsk: 'Ask the browser to keep it',
  keepAskAgain: 'Ask again',
  asking: 'Asking…',
  kept: 'The browser has promised to keep what is written here.',
  notKept:
    'The browser did not promise it yet. Everything is still saved here and sent when there is a network. Most browsers promise it once Larkrise is installed and has been used for some days.',
  cannotPromise: 'This browser knows no such promise. Everything is still saved here and sent when there is a network.',
});
