// Photos and voice notes on their way, after the words that they belong to. A narrow pill breaks before what is counted.
import { define } from './define';

export const carriedWords = define('carried', {
  photo: 'Words safe, photo {number}\u00a0of\u00a0{of}',
  voice: 'Words safe, voice note {number}\u00a0of\u00a0{of}',
  both: 'Words safe, {number}\u00a0of\u00a0{of} to send',
  aloud: 'Your words are sent. Photos and voice notes follow.',
  title: 'Photos and voice notes on their way',
  help: 'They follow the words, small pictures first, and go on where they stopped. They are kept on this tablet as well.',
  figures: '{sent} of {whole} MB',
  smallFigures: '{sent} of {whole} KB',
});
