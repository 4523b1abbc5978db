// Photos: taking one inside Larkrise, what may be in it, looking at it, taking it away.
import { define } from './define';

export const photoWords = define('photos', {
  add: 'Add a photo',
  addAnother: 'Add another photo',
  title: 'Take a photo',
  noFaces: 'Please: no baby’s face in it until families have said yes. Hands, feet, toys and the room are fine.',
  starting: 'One moment: the camera is starting.',
  view: 'What the camera sees',
  take: 'Take the photo',
  otherCamera: 'Use the other camera',
  taken: 'The photo that you took',
  use: 'Use this photo',
  again: 'Take another',
  added: 'The photo is added. It is kept when you tap “Keep”.',
  one: 'Photo {number}',
  removeOne: 'Remove photo {number}',
  remove: 'Remove this photo',
  removed: 'The photo is removed.',
  look: 'Look at photo {number}',
  whole: 'Photo',
  fetching: 'The photo is being fetched.',
  stillHere:
    '{count, plural, one {The photo has not reached the server yet.} other {# photos have not reached the server yet.}} The words go first.',
  notYet: 'The large photo is still on the tablet that took it. It comes when that tablet has a network.',
  noNetwork: 'The large photo is not on this tablet yet, and there is no network to fetch it.',
  damaged: 'It came damaged, so it is not shown. Please try again later.',
  cannotFetch: 'It cannot be fetched just now. Please try again later.',
  refused: 'The server could not take this photo. It is kept on this tablet. Please show it to your leader.',
  nothingSeen: 'The camera shows nothing yet. Please wait a moment and try again.',
  'camera-refused':
    'Larkrise may not use the camera. No photo was taken. You can allow it in the tablet’s settings for this site, then try again.',
  'no-camera': 'No camera was found. You can keep your try without a photo.',
  'camera-busy': 'Something else is using the camera. Please close the other app and try again.',
  full: 'This tablet is full, so the photo could not be kept. You can keep your try without it, and ask your leader to make room.',
});
