// What the pill says of photos and voice notes on their way; it comes after the first page.
import type { Session } from '../../device/session';
import type { LiveRead } from '../../ui/use-live';
import { carriedWords as words } from '../../ui/words/carried';
import { say } from '../../ui/words/say';
import { type Carried, liveCarried } from './attachment-counts.store';

export interface CarriedSaid {
  /** On the pill. */
  readonly text: string;
  /** For a listener: not each one that is through. */
  readonly aloud: string;
}

export const carriedInWords = ({ what, number, of }: Carried): CarriedSaid => ({
  text: say(words[what ?? 'both'], { number, of }),
  aloud: say(words.aloud),
});

export const readCarried = (session: Session): LiveRead<Carried | null> => liveCarried(session);
