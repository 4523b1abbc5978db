// What main/ hands to the pages on which something can be attached; the views themselves come when they are shown.
import type { VNode } from 'preact';
import type { Http } from '../../device/http';
import type { Session } from '../../device/session';
import type { Made, Subject } from './attachment.store';

export interface AttachedTo {
  readonly session: Session;
  /** In the tablet's session: what is not on this tablet is fetched through it. */
  readonly http: Http;
  readonly subject: Subject;
}

export interface VoiceNotesGiven extends AttachedTo {
  /** Has the record written that they belong to, unless it is; false where that fails, which is said beside it. */
  readonly ready: () => Promise<boolean>;
}

export interface PhotoFieldGiven {
  readonly session: Session;
  readonly subject: Subject;
  readonly made: readonly Made[];
  readonly onMade: (made: readonly Made[]) => void;
}

export interface Attaching {
  readonly VoiceNotes: (given: VoiceNotesGiven) => VNode | null;
  /** Takes photos for something that is not written yet. */
  readonly PhotoField: (given: PhotoFieldGiven) => VNode | null;
  readonly Photos: (given: AttachedTo) => VNode | null;
}
