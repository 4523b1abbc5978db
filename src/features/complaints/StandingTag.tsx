// How a complaint stands in one tag: how many days are left to acknowledge it, or how far its answer is.
import { CalendarClock, CircleCheck, CircleMinus, Hourglass } from 'lucide';
import { Icon, type IconData } from '../../ui/Icon';
import { complaintWords as words } from '../../ui/words/complaints';
import { say } from '../../ui/words/say';
import type { Standing } from './complaint-clock';

interface Look {
  readonly icon: IconData;
  readonly tone: string;
  readonly text: string;
}

function lookOf({ standing, daysLeft }: { readonly standing: Standing; readonly daysLeft: number }): Look {
  if (standing === 'answered') return { icon: CircleCheck, tone: 'tag-good', text: say(words.tagAnswered) };
  if (standing === 'taken-back') return { icon: CircleMinus, tone: '', text: say(words.tagTakenBack) };
  if (standing === 'acknowledged') return { icon: Hourglass, tone: 'tag-busy', text: say(words.tagAcknowledged) };
  if (daysLeft < 0) return { icon: CalendarClock, tone: 'tag-needs', text: say(words.late, { count: -daysLeft }) };
  return { icon: CalendarClock, tone: 'tag-busy', text: say(words.daysLeft, { count: daysLeft }) };
}

export function StandingTag({ told }: { told: { readonly standing: Standing; readonly daysLeft: number } }) {
  const { icon, tone, text } = lookOf(told);
  return (
    <span class={`tag ${tone}`}>
      <Icon of={icon} size={16} />
      {text}
    </span>
  );
}
