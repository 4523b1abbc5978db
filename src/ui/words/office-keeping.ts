// What goes by itself in a nursery, what keeps it back, and what was erased for good.
import { define } from './define';

export const keepingWords = define('office-keeping', {
  title: 'How long things are kept',
  lead: 'What goes by itself, what holds it back, and what was erased for good. Looking changes nothing.',
  show: 'Look at it',
  going: 'What goes next',
  daily:
    'Everything about a baby goes {days, plural, one {one day} other {# days}} after she left. The server does it by itself, once a day.',
  byOperator:
    'Everything about a baby may go {days, plural, one {one day} other {# days}} after she left. Whoever keeps your server lets it go.',
  nothingDue: 'Nothing is due now.',
  due: '{name} left on {day}: {count, plural, one {one record} other {# records}}.',
  dueNameless: 'A baby who left on {day}: {count, plural, one {one record} other {# records}}.',
  stays: 'It stays for now, because {why}.',
  staysTag: 'Stays for now',
  goesTag: 'Goes next',
  byComplaint: 'a complaint of her family has not come to its end',
  byLeaver: 'somebody who has left wrote some of it, and can still fetch her own words',
  byUnseen: 'the tablet {name} has not been seen yet',
  byWaiting: '{count, plural, one {one change waits} other {# changes wait}} on the tablet {name}',
  byAway: 'the tablet {name} was last seen on {day}',
  gone: 'What was erased for good',
  nothingGone: 'Nothing was erased for good.',
  record: 'A record and what belonged to it',
  person: 'Somebody of the staff and all that she wrote',
  child: 'A baby and every word about her',
  goneOn: 'Erased on {day}; {done} of {tablets} tablets have said that they did it too.',
  goneAlone: 'Erased on {day}; no tablet had it.',
  certificate: 'Fetch the certificate',
  howFar: 'Fetch how far it is',
});
