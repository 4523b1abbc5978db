// What was erased for good, for leaders: what it was, and which tablets still have to do it.
import { define } from './define';

export const erasureWords = define('erasures', {
  title: 'What was erased for good',
  intro: 'On the server it was erased at once. Each tablet erases it at its next contact, and says so.',
  none: 'Nothing was erased for good',
  noneHelp:
    'When a record, a baby or a person has to be erased for good, whoever runs your server does it. Here you then see which tablets have done it as well.',
  record: '{count, plural, one {1 record} other {1 record and what belonged to it}}',
  child: 'A baby and every word about them',
  person: 'Somebody of the staff and all they wrote',
  erasedOn: 'Erased on {day}',
  records: '{count, plural, one {1 record in all} other {# records in all}}',
  onTablets: 'Erased on {done} of {all} tablets',
  onAll: '{all, plural, =0 {No tablet had it} one {Erased on the one tablet that had it} other {Erased on all # tablets}}',
  lastSeen: '{name} was last seen {days, plural, =0 {today} one {yesterday} other {# days ago}}.',
  neverSeen: '{name} has not been seen since it was set up.',
  more: '{count, plural, one {1 more tablet has not been seen either.} other {# more tablets have not been seen either.}}',
  waitingHelp:
    '{count, plural, one {Please switch it on near the Wi-Fi. If it is lost, ask whoever runs your server to take it out of use. After 14 days without the server, no PIN opens it.} other {Please switch them on near the Wi-Fi. If one is lost, ask whoever runs your server to take it out of use. After 14 days without the server, no PIN opens them.}}',
});
