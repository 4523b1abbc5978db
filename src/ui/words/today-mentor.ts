// A mentor's Today: what is new for her, and who could use a hand.
import { define } from './define';

export const todayMentorWords = define('today-mentor', {
  new: '{count, plural, one {1 new for you} other {# new for you}}',
  sentThisMorning: '{name} sent you words this morning',
  sentThisAfternoon: '{name} sent you words this afternoon',
  sentThisEvening: '{name} sent you words this evening',
  sentYesterday: '{name} sent you words yesterday',
  sentOnDay: '{name} sent you words on {day}',
  about: '{nursery} · {module}',
  read: 'Read',
  nothingNew: 'Nothing new',
  lastThisMorning: 'You have opened everything. {name} wrote last, this morning.',
  lastThisAfternoon: 'You have opened everything. {name} wrote last, this afternoon.',
  lastThisEvening: 'You have opened everything. {name} wrote last, this evening.',
  lastYesterday: 'You have opened everything. {name} wrote last, yesterday.',
  lastOnDay: 'You have opened everything. {name} wrote last, on {day}.',
  readAgain: 'Read it again',
  shared: 'Shared words',
  modules: 'Modules',
  quietTitle: 'Could use a hand',
  quietHelp: 'From these educators nothing has come for three weeks. There may be a good reason; a kind question helps to find out.',
  quietLast: 'Last words on {day}',
  quietNothing: 'No words are here yet',
  nobodyQuiet: 'Each of your educators has sent you something in the last three weeks.',
});
