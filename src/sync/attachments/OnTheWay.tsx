// In the list of what somebody has kept: how far her photos and voice notes have come.
import type { Session } from '../../device/session';
import { Progress } from '../../ui/Progress';
import { useLive } from '../../ui/use-live';
import { carriedWords as words } from '../../ui/words/carried';
import { say } from '../../ui/words/say';
import { type Carried, liveCarried } from './attachment-counts.store';
import { carriedInWords } from './carried-in-words';

/** A voice note of some seconds is far less than a megabyte. */
function figures(sent: number, whole: number): string {
  const isSmall = whole < 1_000_000;
  const amount = (bytes: number) => (isSmall ? (bytes / 1_000).toFixed(0) : (bytes / 1_000_000).toFixed(1));
  return say(isSmall ? words.smallFigures : words.figures, { sent: amount(sent), whole: amount(whole) });
}

/** What of hers has its words at the server and its bytes here. */
export const useCarried = (session: Session): Carried | null | undefined => useLive(() => liveCarried(session), [session]);

export function OnTheWay({ carried }: { carried: Carried }) {
  const { sent, bytes } = carried;
  return (
    <section class="kept-part">
      <h3>{say(words.title)}</h3>
      <p class="small soft">{say(words.help)}</p>
      <Progress label={carriedInWords(carried).text} value={sent} most={bytes} text={figures(sent, bytes)} />
    </section>
  );
}
