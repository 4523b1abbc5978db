// A sentence for each trouble that somebody may meet before she is in, at the names or at her PIN; all others come with the pages that say them.
import type { MessageDescriptor } from '@lingui/core';
import type { EntranceTrouble } from '../../sync/verdict';
import { define } from './define';

/** Their ids are those of words/refusals.ts, where they stand as well. */
export const tabletTroubleWords = define('refusal', {
  'not-enrolled': 'This tablet does not belong to a nursery yet. Please ask your leader to set it up.',
  'tablet-revoked': 'This tablet was taken out of use. Please give it to your leader.',
  'no-network': 'There is no network here. Your words are kept on this tablet and leave when it is back.',
  locked: 'This is locked. What you wrote is kept here. Please tap your face and type your PIN.',
  'wrong-pin': 'That is not your PIN. Nothing has changed. Please try again.',
  'pin-waits': 'Too many wrong PINs, so no other is tried just now. Everything you wrote is safe.',
  'locked-out':
    'After too many wrong PINs this tablet opens for you no more, until you have a new one. Every word that you wrote here is safe and is still sent.',
  'storage-full': 'This tablet is full, so the last words could not be kept. Please copy them, and ask your leader to make room.',
  'storage-closed': 'This tablet cannot keep words just now. Please copy what you wrote, close Larkrise and open it again.',
  'row-damaged': 'One record on this tablet is damaged. The others are safe, and it will be fetched again.',
  'lease-over':
    'This tablet has not met the nursery’s server for 14 days, so no PIN opens it until it does. What you wrote is safe and is still sent. Please bring the tablet to the Wi-Fi, wait a minute, and try again.',
  'not-fetched': 'This has not been fetched onto this tablet yet. It comes when there is a network.',
  'broken-down': 'This did not work just now. What you wrote is safe. Please try again, or close Larkrise and open it again.',
}) satisfies Record<EntranceTrouble, MessageDescriptor>;
