// How far one educator is in one module: facts that only grow, and where to go on.
import { growingSet, latestCount, onceId, quietly, recordKind } from '../../sync/record-kind';

export const moduleProgressKind = recordKind({
  name: 'module-progress',
  version: 1,
  naturalId: (author, { module }) => moduleProgressId(author, String(module)),
  fields: {
    module: onceId(),
    /** Chapters watched to their end. */
    chapters: growingSet(100),
    /** Where to resume, in seconds. */
    position: quietly(latestCount(6 * 60 * 60)),
  },
});

/** One record a person and module, on whichever tablets she watches. */
export const moduleProgressId = (person: string, module: string): string => `progress:${person}:${module}`;
