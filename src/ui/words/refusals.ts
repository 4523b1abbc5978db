// A sentence for every name of trouble: what happened, what is safe, what to do. A missing one does not compile.
import type { MessageDescriptor } from '@lingui/core';
import type { RefusalName } from '../../sync/verdict';
import { define } from './define';
import { tabletTroubleWords } from './tablet-troubles';

const atTheServer = define('refusal', {
  malformed:
    'Something in this could not be read. Your words are kept here. Please try it again; if it comes back, show it to your leader.',
  'too-large': 'This is too long to send in one piece. It is kept here. Please shorten it or split it in two.',
  'foreign-tablet':
    'This seems to come from another tablet. It is kept here. Please try it again; if it comes back, show it to your leader.',
  'unknown-author':
    'Your name is not known at the nursery’s server yet. Your words are kept here. Please ask your leader to add you, then try again.',
  'unknown-key':
    'This was closed with a key the server does not have. Your words are kept here. Please try it again; if it comes back, show it to your leader.',
  'bad-signature':
    'It could not be proved that this came from you. Your words are kept here. Please try it again; if it comes back, show it to your leader.',
  'cannot-open': 'The server could not open this. Your words are kept here. Please try it again; if it comes back, show it to your leader.',
  'number-reused':
    'This tablet counted twice, perhaps after being restored. Your words are kept here. Please try again: they then get a number of their own.',
  'future-version': 'This was written with a newer Larkrise than the server has. It is kept and can be sent once the server is updated.',
  'unknown-kind': 'The server does not know this sort of record yet. It is kept here and can be sent once the server is updated.',
  'outside-limits':
    'Part of this is longer or larger than it may be. Nothing that was kept before is lost. Please change it and try again.',
  'missing-field': 'Part of this is missing. What you wrote is kept here. Please fill it in and send it again.',
  'not-allowed': 'You may not change this, or no longer. What you wrote is kept here, and your leader is told that it waits.',
  'group-incomplete': 'Only a part of this arrived. All of it is kept here. Please try again, and it is sent together.',
  'server-fault': 'Something on our side stopped this. It is kept as you wrote it, and somebody is told. You can try it again later.',
  erased: 'This was erased for everybody, and what you changed in it has gone with it.',
  'group-refused': 'This belongs with something that could not be taken in, so both wait. Nothing is lost.',
  'code-not-valid': 'That code does not work, or not any more. Nothing has changed. Please ask for a new one.',
  'not-found': 'This is not there any more. Please go back and look again.',
  'bad-request': 'The server did not understand this tablet. Your words are kept here. Please show this to your leader.',
  'body-too-large': 'This is too large to send in one piece. It is kept here. Please show this to your leader.',
  'too-many-requests': 'The server is busy. Your words are kept here, and the tablet tries again by itself.',
  'upload-elsewhere': 'The photo or voice note goes on from where it stopped. It is kept here, and the tablet tries again by itself.',
  'upload-damaged': 'The photo or voice note was damaged on its way. It is kept here and is sent once more by itself.',
  'upload-not-taken': 'The server could not take this photo or voice note. It is kept on this tablet. Please show it to your leader.',
  'update-needed': 'Larkrise needs its update before it can fetch anything new. Your words are kept here and are still being sent.',
  'signed-out': 'You are not signed in any more. Please sign in again.',
  'prove-again': 'Please type the six digits of your authenticator once more.',
  'server-trouble': 'The server has trouble. Your words are kept here, and the tablet tries again by itself.',
});

export const refusalWords = { ...atTheServer, ...tabletTroubleWords } satisfies Record<RefusalName, MessageDescriptor>;
