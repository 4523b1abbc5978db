// Under Me: getting all that is kept about oneself, on a device of one's own.
import { define } from './define';

export const ownCopyWords = define('own-copy', {
  title: 'All that is kept about me',
  lead: 'You have a right to a copy of everything that Larkrise keeps about you: what you wrote, also for yourself alone, your photos and voice notes, and what was done.',
  how: 'A tablet that others use is no place for such a file. So you get a link here, open it on a phone or computer of your own, and type your PIN there.',
  make: 'Make my link',
  makeAgain: 'Make a new link',
  scan: 'Scan this with your own phone',
  drawn: 'The link, drawn to be scanned',
  until: 'It works until {day} and asks for your PIN, so nobody else can open it. A link that you made here before is over.',
  needsNetwork: 'This needs the network. Please try again when the tablet is online.',
  refused: 'The server could not make a link for you. Please ask your leader for one.',
  leader: 'Your leader can give you such a link as well. She cannot open it. When you leave, you can use one for 30 days.',
});
