// That a mentor has opened what an educator shared with her: written by the mentor's tablet, read by both, without a word of it.
import { latestCount, latestText, onceId, quietly, recordKind } from '../../sync/record-kind';

/** One a mentor and reflection. What was sent anew and opened again renews it; the time of opening is that of its newest field. */
export const openingKind = recordKind({
  name: 'opening',
  version: 1,
  about: 'shared',
  naturalId: (author, { reflection }) => openingId(author, String(reflection)),
  fields: {
    /** The shared record: `sharedReflectionId(of, reflection)`. */
    shared: onceId(),
    /** The educator. */
    of: onceId(),
    reflection: onceId(),
    /** What the mentor is called: she is no colleague whose name the educator's tablet knows. */
    by: quietly(latestText(60)),
    /** When the words were sent that she opened (ms since 1970). */
    words: quietly(latestCount(Number.MAX_SAFE_INTEGER)),
  },
});

export const openingId = (mentor: string, reflection: string): string => `opening:${mentor}:${reflection}`;
