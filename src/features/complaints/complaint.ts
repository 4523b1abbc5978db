// A complaint about data and what is answered to it: each a record that nobody can change any more, so that no two tablets can conflict.
import { onceChoice, onceId, onceIdOrNull, onceLine, prose, type RowOf, recordKind } from '../../sync/record-kind';

export const mostCharactersInAComplaint = 4_000;
/** More than may be sent: what is too long is kept all the same, until it is shortened. */
const mostCharactersInADraft = 4 * mostCharactersInAComplaint;
export const mostCharactersInAName = 60;

/** Sent for good; what was begun and not sent is a draft. */
export const complaintKind = recordKind({
  name: 'complaint',
  version: 1,
  ofChild: 'baby',
  fields: {
    /** The nursery that it is about; null from somebody who works in none. */
    nursery: onceIdOrNull(),
    /** The programme whose lead answers it; null: the nursery's leaders do. */
    programme: onceIdOrNull(),
    /** The baby whose family it is from; null: from its author, about herself. */
    baby: onceIdOrNull(),
    /** Who says it, for readers who do not know its author: "Amina", "Zosia's mum". */
    from: onceLine(mostCharactersInAName),
    /** May have several lines. */
    words: onceLine(mostCharactersInAComplaint),
  },
});
export type Complaint = RowOf<typeof complaintKind>;

/** `taken-back`: whoever complained needs no answer any more. */
const steps = ['acknowledged', 'going-on', 'outcome', 'taken-back'] as const;
export type Step = (typeof steps)[number];

/** One step of the answer. It goes wherever its complaint goes. */
export const complaintAnswerKind = recordKind({
  name: 'complaint-answer',
  version: 1,
  about: 'complaint',
  ofChild: 'complaint',
  fields: {
    complaint: onceId(),
    step: onceChoice(...steps),
    /** Who answers, for readers who do not know her. */
    by: onceLine(mostCharactersInAName),
    /** Empty where the step says everything. */
    words: prose(mostCharactersInAComplaint),
  },
});

/** Words for a complaint or an answer before they are sent: their author's alone, and so are all their earlier versions. */
export const complaintDraftKind = recordKind({
  name: 'complaint-draft',
  version: 1,
  about: 'of',
  ofChild: 'of',
  naturalId: (author, { of }) => complaintDraftId(author, String(of)),
  fields: {
    /** The complaint that is answered, the baby whose family complains, or `herself` below. */
    of: onceId(),
    words: prose(mostCharactersInADraft),
  },
});

export const herself = 'myself';

/** One draft an author and thing: two tablets of hers go on with the same. */
export const complaintDraftId = (author: string, of: string): string => `complaint-draft:${author}:${of}`;
