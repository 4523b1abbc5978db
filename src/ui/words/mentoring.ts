// What a mentor reads: the reflections that educators sent her.
import { define } from './define';

export const mentoringWords = define('mentoring', {
  title: 'Shared words',
  intro: 'Reflections that your educators chose to share with you, newest first.',
  none: 'Nothing was sent to you yet',
  noneHelp: 'When an educator sends you a reflection, it appears here by itself.',
  notFetched: 'Looking for what was sent to you',
  notFetchedHelp: 'Nothing of yours is on this tablet yet. It comes as soon as there is a network.',
  new: 'New',
  anEducator: 'An educator',
  sentOn: 'Sent {day}, {time}',
  onlyWhatWasSent: 'You see the words as they were sent. The educator can take them back at any time.',
  gone: 'This is not here any more',
  goneHelp: 'The educator may have taken it back.',
  next: 'Next: words from {name}',
  toList: 'To all that was sent',
});
