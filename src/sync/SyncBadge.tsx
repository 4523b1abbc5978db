// The quiet pill that says where words are; it opens the list of what waits.
import type { ReadonlySignal } from '@preact/signals';
import { CircleAlert, CloudCheck, CloudOff, CloudUpload, TabletSmartphone } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../device/session';
import { timeInWords } from '../kernel/calendar-day';
import { Icon, type IconData } from '../ui/Icon';
import { useLive, useSignal } from '../ui/use-live';
import { savedWords as words } from '../ui/words/saved';
import { say } from '../ui/words/say';
import { SavedList } from './SavedList';
import { liveCounts } from './saved-list.store';
import type { SyncStatus } from './sync-loop.store';
import './saved.css';

export interface SyncBadgeProps {
  session: Session;
  status: ReadonlySignal<SyncStatus>;
  /** Looks now whether something can be sent. */
  nudge: () => void;
}

interface Look {
  readonly text: string;
  readonly icon: IconData;
  readonly tone: 'calm' | 'busy' | 'good' | 'needs';
}

/** What the pill says, the most pressing first. */
export function badgeLook({ state, lastSent }: SyncStatus, counts: { readonly waiting: number; readonly needsYou: number }): Look {
  const { waiting, needsYou } = counts;
  if (needsYou > 0) return { text: say(words.needsYou, { count: needsYou }), icon: CircleAlert, tone: 'needs' };
  if (waiting > 0 && state === 'sending') return { text: say(words.sending, { count: waiting }), icon: CloudUpload, tone: 'busy' };
  const noNetwork = state === 'offline';
  if (waiting > 0)
    return { text: say(words.savedHereCount, { count: waiting }), icon: noNetwork ? CloudOff : TabletSmartphone, tone: 'calm' };
  if (noNetwork && lastSent === null) return { text: say(words.savedHere), icon: CloudOff, tone: 'calm' };
  const sent = lastSent === null ? say(words.allSent) : say(words.allSentAt, { time: timeInWords(lastSent) });
  return { text: sent, icon: noNetwork ? CloudOff : CloudCheck, tone: noNetwork ? 'calm' : 'good' };
}

export function SyncBadge({ session, status, nudge }: SyncBadgeProps) {
  const [isOpen, setOpen] = useState(false);
  const counts = useLive(() => liveCounts(session), [session]);
  const now = useSignal(status);
  const { text, icon, tone } = badgeLook(now, counts ?? { waiting: 0, needsYou: 0 });
  return (
    <>
      <button type="button" class="saved-pill number" data-tone={tone} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon of={icon} size={20} />
        <span>{text}</span>
        <span class="listened">{say(words.open)}</span>
      </button>
      {isOpen && <SavedList session={session} status={now} waiting={counts?.waiting ?? 0} nudge={nudge} onClose={() => setOpen(false)} />}
    </>
  );
}
