// What a choice says, where somebody reads what stood in its place before.
import { define } from './define';

export const valueWords = define('values', {
  wentWell: 'It went well',
  wentMixed: 'It was mixed',
  wentNotYet: 'Not yet',
  wordSaid: 'On the board',
  wordTakenBack: 'Taken back',
  withMentor: 'Sent to your mentor',
  withdrawn: 'Taken back from your mentor',
});
