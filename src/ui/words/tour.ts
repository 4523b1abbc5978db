// The first minute: three cards about what is kept here, the places, and the saved pill.
import { define } from './define';

export const tourWords = define('tour', {
  title: 'The first minute',
  skip: 'Skip',
  next: 'Next',
  begin: 'Begin',
  again: 'Back to Me',
  card: 'Card {at} of {count}',
  yoursTitle: 'Your words are yours',
  yoursEducator: 'What you reflect on opens with your PIN alone, and nobody reads it unless you send it.',
  yoursLeader: 'You see boards, modules and what people chose to share, and never a reflection that was not sent to you.',
  yoursMentor: 'You see what educators send to you, and nothing else that they write.',
  yoursProgrammeLead: 'You see how the programme goes, and never what anybody wrote for herself.',
  placesTitle: 'Everything has its place',
  places: '{places} are always at the edge of the screen.',
  placesAndPlus: '{places} are always at the edge of the screen, and the plus begins something new.',
  savedTitle: 'Saved as you go',
  saved: 'The sign at the top says where your words are: saved here, being sent, or sent.',
});
