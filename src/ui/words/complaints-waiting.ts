// On Today of a leader or a programme lead: that complaints about data wait for her.
import { define } from './define';

export const complaintsWaitingWords = define('complaints-waiting', {
  toAcknowledge:
    '{count, plural, one {1 complaint} other {# complaints}} about data, {left, plural, =0 {today is the last day} one {1 day left} other {# days left}}',
  late: '{count, plural, one {1 complaint} other {# complaints}} about data, {days, plural, one {1 day late} other {# days late}}',
  toAnswer: '{count, plural, one {1 complaint about data waits for its outcome} other {# complaints about data wait for their outcome}}',
  help: 'See what it is, and say that it has arrived.',
  helpToAnswer: 'Say what you found, and what you have put right.',
});
