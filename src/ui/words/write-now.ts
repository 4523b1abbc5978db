// "Write now, read later": the page for whoever cannot unlock, what waits for her when she can, and words on a colleague's page.
import { define } from './define';

export const writeNowWords = define('write-now', {
  title: 'Write something down for later',
  lead: 'It is for {name} alone. When you leave this page it is closed, and it opens after {name} has unlocked. It becomes a reflection only if {name} keeps it.',
  yourWords: 'Your words',
  begin: 'Begin writing. Every pause is kept and closed.',
  keeping: 'Closing it…',
  kept: 'Kept and closed on this tablet',
  notKept: 'Not kept yet',
  tooLong: 'This is longer than can be kept at once. Please close this one, and begin a second one for the rest.',
  tooMany:
    'Many notes wait for {name} on this tablet already, and there is no room for another. Please copy these words on paper. The others are safe.',
  cannotSeal:
    'This tablet does not have what it needs to close words for {name} just now. Please copy them on paper. Nothing that was kept before is lost.',
  done: 'Close it',
  keptLetters: '{count, plural, one {Kept, 1 letter. It opens after you unlock.} other {Kept, # letters. They open after you unlock.}}',
  waitingTitle: 'What waits for {name}',
  waitingLine: '{day}, {time}: {count, plural, one {1 letter} other {# letters}}',
  nothingKept: 'Nothing was written, so nothing was kept.',
  writeAnother: 'Write something else',
  back: 'Back',
  lockedTitle: 'You wrote this while you were locked out on {day}, {time}',
  movedTitle: 'You began this on a colleague’s page on {day}, {time}',
  whose: 'It was closed for you, and only you can read it. It is nobody’s until you say that it is yours.',
  closedTitle: 'Something was written for you on {day}, {time}',
  cannotOpen:
    'It cannot be opened just now. It stays here as it is. Please bring the tablet to the Wi-Fi, and unlock it again after a minute.',
  keep: 'Keep as my reflection',
  copy: 'Copy the words',
  copied: 'Copied. The words stay here until you throw them away.',
  notCopied: 'They could not be copied. Please press on the words, mark them and copy them.',
  throwAway: 'Throw it away',
  isKept: 'It is among your reflections now.',
  toIt: 'Go to it',
  thrownAway: 'It is thrown away.',
  waitsHere: 'Written before you unlocked',
  notMe: 'This is not me',
  notMeTitle: 'Whose words are these?',
  notMeHelp:
    'This page is {name}’s. Tap your name: what was written here just now is taken off this page and closed for you, and the tablet locks. You find it when you unlock.',
  notMeMoves: 'This moves to you:',
  notMeSent: 'What was sent already stays with {name}. Please tell {name}, who can change it.',
  notMeNothing: 'Nothing was written here just now that could be moved. What was sent stays with {name}.',
  notMeOnlyLock: 'Lock now',
  notMeNobody: 'Nobody else of this tablet can be given words just now. Lock the tablet, and tell {name} about them.',
  notMeChanged: 'These words have just been sent, so they stay with {name}. Nothing was moved. Please tell {name}.',
});
