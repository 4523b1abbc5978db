// The room's screen: what can be started without a PIN, and who counts it afterwards.
import { define } from './define';

export const roomWords = define('room', {
  forTheRoom: 'For the room',
  forRoom: 'Module {module}, part {part}',
  forRoomTwo: 'Module {module}, parts {first} and {last}',
  forRoomMany: 'Module {module}, parts {first} to {last}',
  minutes: '{count} min, no PIN needed',
  start: 'Start',
  goOn: 'Go on',
  onItsWay: 'Module {module} is on its way',
  toNames: 'Back to the names',
  noName: 'Nobody’s name is on this. Would you like it to count for you? Tap your name within two hours.',
  placeKept: 'The room’s place is kept.',
  done: 'Done',
  wereYouThere: 'Were you there?',
  watched: 'The room watched module {module}, part {part} at {time}.',
  watchedTwo: 'The room watched module {module}, parts {first} and {last} at {time}.',
  watchedMany: 'The room watched module {module}, parts {first} to {last} at {time}.',
  countIt: 'Count it for me',
  notMe: 'Not me',
  counted: 'It counts for you.',
  notCounted: 'It does not count for you.',
});
