// A thank-you: one line from one colleague to another, said before the whole nursery.
import { latestChoice, onceId, onceLine, recordKind } from '../../../src/sync/record-kind';

export const thankYouKind = recordKind({
  name: 'thank-you',
  version: 1,
  about: 'to',
  fields: {
    /** The colleague who is thanked. */
    to: onceId(),
    nursery: onceId(),
    words: onceLine(280),
    standing: latestChoice(['said', 'taken-back'], 'said'),
  },
});
