// What families read themselves, in their own language: the page about strengths boards, and words to choose from.
//
// These two areas are the ones that are translated (locales/README.md). Written for translators: a name stands alone, because many
// languages would change it inside a sentence; the words to choose from are nouns, because many adjectives say whether a baby is a
// girl or a boy; "the nursery" is the house, "we" are its people.
import { define } from './define';

export const familyWords = define('family', {
  boardOf: 'Strengths board: {name}',
  whatTitle: 'What is a strengths board?',
  whatIs: 'It shows what is wonderful about your baby, just as your baby is today.',
  sixWords: 'In the middle is your baby’s face. Around it are three words from your family and three words from us at the nursery.',
  wordsTitle: 'Which words?',
  wordsGood: 'Think of what you love about your baby, such as joy or courage. Every language is welcome.',
  wordsNever: 'It is not a test. The words never say what your baby should learn or change.',
  whoTitle: 'Who can see it?',
  whoRoom: 'The people who look after your baby see the words on the tablets in their room.',
  whoWall: 'If you agree, the board can also hang on the nursery wall. Other families can see it there.',
  choiceTitle: 'You decide',
  choiceNo: 'You can say no. If one parent says no, the answer is no.',
  choiceChange: 'You can change your mind at any time. Just tell us.',
  choiceNotYet: 'Reading this page does not mean yes. We will ask you.',
  boardNow: 'The board now',
  fromFamily: 'Three words from the family',
  fromNursery: 'Three words from the nursery',
  stillEmpty: 'Still empty',
  more: '{count, plural, one {# more word is kept.} other {# more words are kept.}}',
  addTitle: 'Write down a word',
  wordLabel: 'Your word',
  wordHint: 'One word or two, just as you say it at home.',
  suggestions: 'Or tap one of these words',
  put: 'Put it on the board',
  onBoard: '“{word}” is on the board.',
  keptBehind: '“{word}” is kept. The board shows three words.',
  takeOff: 'Take it off the board',
  offBoard: '“{word}” is off the board again.',
  tooLong: 'That is too long for the board. Please use up to {count} letters.',
  didNotWork: 'That did not work. Please give the tablet back and ask for help.',
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
  dataNotRight: 'Something about our data is not right',
  language: 'Language',
  finished: 'Finished',
});

/** In the order in which they are offered. */
export const familyStrengths = define('family-strengths', {
  joy: 'joy',
  curiosity: 'curiosity',
  gentleness: 'gentleness',
  courage: 'courage',
  calm: 'calm',
  laughter: 'laughter',
  kindness: 'kindness',
  determination: 'determination',
  strength: 'strength',
  playfulness: 'playfulness',
  patience: 'patience',
  affection: 'affection',
});
export type FamilyStrength = keyof typeof familyStrengths;
