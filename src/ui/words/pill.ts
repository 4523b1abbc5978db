// Where words are, in a word or two: the pill that is always there, the tag of one item, and the name of the list behind them.
import { define } from './define';

export const pillWords = define('pill', {
  savedHere: 'Saved here',
  savedHereCount: 'Saved here {count}',
  sending: 'Sending {count}',
  allSent: 'All sent',
  allSentAt: 'All sent {time}',
  needsYou: '{count, plural, one {1 needs you} other {# need you}}',
  open: 'See what waits',
  title: 'What you have kept',
  noList: 'The list cannot be opened just now. Your words are safe. Please close Larkrise and open it again.',
  itemHere: 'Saved here',
  itemSending: 'Sending',
  itemSent: 'Sent',
  itemNeedsYou: 'Needs you',
});
