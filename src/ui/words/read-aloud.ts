// What the button says that reads aloud to staff.
import { define } from './define';

export const readAloudWords = define('read-aloud', {
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
});
