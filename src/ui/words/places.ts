// What features call the pages, acts and records that they register: said all over the house, long before their own pages are fetched.
import { define } from './define';

export const placeWords = define('places', {
  shared: 'Shared',
  writeReflection: 'Write a reflection',
  triedTask: 'I tried a gap task',
  addToABoard: 'Add a word to a board',
  myReflections: 'My reflections',
  myTries: 'My gap tasks',
  install: 'Larkrise on the home screen',
  tour: 'See the first minute again',
  reflection: 'Reflection',
  sharedReflection: 'Reflection for your mentor',
  takenBackReflection: 'Reflection taken back from your mentor',
  gapTaskTry: 'Gap task',
  strengthWord: 'Strengths word',
  takenBackWord: 'Strengths word taken back',
  moduleProgress: 'What you watched',
  notTakenIn: 'What was not taken in',
  erased: 'What was erased for good',
  voiceNote: 'Voice note',
  photo: 'Photo',
  removedVoiceNote: 'A voice note that you removed',
  removedPhoto: 'A photo that you removed',
  chosenVersion: 'Which of two versions you chose',
  saidOfNotTakenIn: 'What you said of something not taken in',
});
