// On a leader's Today: that something of her team was not taken in, with the way to it; nothing while everything was.
import { ChevronRight, Inbox } from 'lucide';
import type { Session } from '../../device/session';
import { liveKeptApart } from '../../sync/kept-apart/kept-apart.store';
import { Icon } from '../../ui/Icon';
import { useLive } from '../../ui/use-live';
import { keptApartWords as words } from '../../ui/words/kept-apart';
import { say } from '../../ui/words/say';

export function NotTakenIn({ session }: { session: Session }) {
  const notes = useLive(() => liveKeptApart(session), [session]);
  const count = notes?.open.length ?? 0;
  if (count === 0) return null;
  return (
    <a class="item" href="/not-taken-in">
      <Icon of={Inbox} />
      <span class="grows stack-close">
        <span class="item-title">{say(words.card, { count })}</span>
        <span class="small soft">{say(words.cardHelp)}</span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
