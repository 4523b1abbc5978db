// Tells the author who has opened what she shared, and when; also after she has taken it back.
import { MailOpen } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { inSentence } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import { Icon } from '../../ui/Icon';
import { useLive } from '../../ui/use-live';
import { reflectionWords as words } from '../../ui/words/reflections';
import { say } from '../../ui/words/say';
import { liveOpenings } from '../mentoring/opened.store';
import type { openingKind } from '../mentoring/opening';
import type { sharedReflectionKind } from './reflection';

type Shared = Kept<typeof sharedReflectionKind>;

/** `words`: when those were sent that the mentor opened; those on her tablet now may be newer. */
function inWords({ row: { by, words: sent }, edited }: Kept<typeof openingKind>, shared: Shared): string {
  const when = { day: dayInWords(edited), time: timeInWords(edited) };
  if (by === '') return say(words.openedByMentor, when);
  const isOlder = shared.row.standing === 'with-mentor' && sent < shared.edited;
  return say(isOlder ? words.openedBefore : words.openedOn, { ...when, name: inSentence(by) });
}

export function OpenedBy({ session, shared }: { session: Session; shared: Shared }) {
  const openings = useLive(() => liveOpenings(session, shared.id), [session, shared.id]);
  const newest = [...(openings?.items ?? [])].sort((a, b) => b.edited - a.edited);
  return newest.map(one => (
    <div key={one.id} class="standing">
      <Icon of={MailOpen} />
      <p>{inWords(one, shared)}</p>
    </div>
  ));
}
