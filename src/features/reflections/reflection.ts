// A reflection is private to its author; what she shares is a snapshot, a record of its own.
import { latestText, narrowestChoice, onceId, onceIdOrNull, prose, type RowOf, recordKind } from '../../sync/record-kind';

export const mostCharactersInAReflection = 20_000;

export const reflectionKind = recordKind({
  name: 'reflection',
  version: 1,
  fields: {
    /** The module it came from; null for a note of its own. */
    module: onceIdOrNull(),
    /** The prompt it answers, so that the thread can be drawn. */
    prompt: onceIdOrNull(),
    text: prose(mostCharactersInAReflection),
  },
});
export type Reflection = RowOf<typeof reflectionKind>;

/**
 * What the mentor reads: the words as they stood when the educator sent them. Sharing again renews it;
 * `standing` is narrowest, so a withdrawal is never undone by a tie.
 */
export const sharedReflectionKind = recordKind({
  name: 'shared-reflection',
  version: 1,
  about: 'reflection',
  naturalId: (author, { reflection }) => sharedReflectionId(author, String(reflection)),
  fields: {
    reflection: onceId(),
    module: onceIdOrNull(),
    prompt: onceIdOrNull(),
    text: latestText(mostCharactersInAReflection),
    standing: narrowestChoice(['withdrawn', 'with-mentor'], 'withdrawn'),
  },
});

/** One shared record an author and reflection: sharing again renews the same one. */
export const sharedReflectionId = (author: string, reflection: string): string => `shared:${author}:${reflection}`;
