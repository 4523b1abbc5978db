// On Today of whoever answers complaints about data: how many wait, and the days left for the most pressing; nothing while none does.
import { ChevronRight, MessageCircleQuestion } from 'lucide';
import type { Session } from '../../device/session';
import { Icon } from '../../ui/Icon';
import { useLive } from '../../ui/use-live';
import { complaintsWaitingWords as words } from '../../ui/words/complaints-waiting';
import { say } from '../../ui/words/say';
import { liveComplaints, type ToldComplaint } from '../complaints/complaint.store';

/** Those to acknowledge come first, and of these the one with the fewest days left. */
function titleOf(waiting: readonly ToldComplaint[]): string {
  const fresh = waiting.filter(({ standing }) => standing === 'new');
  const left = fresh[0]?.daysLeft;
  if (left === undefined) return say(words.toAnswer, { count: waiting.length });
  return left < 0 ? say(words.late, { count: fresh.length, days: -left }) : say(words.toAcknowledge, { count: fresh.length, left });
}

export function ComplaintsWaiting({ session }: { session: Session }) {
  const waiting = useLive(() => liveComplaints(session), [session])?.waiting ?? [];
  const [first, ...others] = waiting;
  if (!first) return null;
  return (
    <a class="item" href={others.length === 0 ? `/complaints/${encodeURIComponent(first.complaint.id)}` : '/complaints'}>
      <Icon of={MessageCircleQuestion} />
      <span class="grows stack-close">
        <span class="item-title">{titleOf(waiting)}</span>
        <span class="small soft">{say(first.standing === 'new' ? words.help : words.helpToAnswer)}</span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
