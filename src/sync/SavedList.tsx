// What of one's own waits on this tablet: each thing with since when, its state, and why in words.
import { CloudOff, Copy, RefreshCw, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../device/session';
import { dayInWords, timeInWords } from '../kernel/calendar-day';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import { SavedTag } from '../ui/SavedTag';
import { useLive } from '../ui/use-live';
import type { Sentence } from '../ui/words/define';
import { refusalWords } from '../ui/words/refusals';
import { savedWords as words } from '../ui/words/saved';
import { say } from '../ui/words/say';
import { liveWaiting, type WaitingItem } from './saved-list.store';
import type { SyncStatus } from './sync-loop.store';
import './saved.css';

export interface SavedListProps {
  session: Session;
  status: SyncStatus;
  /** On the whole tablet, whoever wrote it. */
  waiting: number;
  nudge: () => void;
  onClose: () => void;
}

const kindWords = new Map<string, Sentence>([
  ['reflection', words.reflection],
  ['shared-reflection', words.sharedReflection],
  ['gap-task-try', words.gapTaskTry],
  ['strength-word', words.strengthWord],
  ['module-progress', words.moduleProgress],
]);

export function SavedList({ session, status, waiting, nudge, onClose }: SavedListProps) {
  const items = useLive(() => liveWaiting(session), [session]);
  const mine = items?.filter(({ saved }) => saved !== 'needs-you').length ?? 0;
  const others = Math.max(0, waiting - mine);
  return (
    <Dialog title={say(words.title)} onClose={onClose}>
      <Trouble status={status} />
      {items?.length === 0 && <p>{say(words.nothingWaits)}</p>}
      <ul class="list">
        {items?.map(item => (
          <li key={item.n} class="waiting-item" data-needs={item.saved === 'needs-you' || undefined}>
            <Waiting item={item} />
          </li>
        ))}
      </ul>
      {items && others > 0 && <p class="soft">{say(words.others, { count: others })}</p>}
      {waiting > 0 && status.state !== 'sending' && (
        <div class="dialog-acts">
          <Button icon={RefreshCw} onPress={nudge}>
            {say(words.sendNow)}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function Trouble({ status }: { status: SyncStatus }) {
  if (status.state === 'offline') {
    return (
      <Notice icon={CloudOff}>
        <p>{say(words.offline)}</p>
      </Notice>
    );
  }
  if (status.state !== 'waiting') return null;
  return (
    <Notice icon={TriangleAlert}>
      <p>{say(status.trouble ? refusalWords[status.trouble] : words.waits)}</p>
    </Notice>
  );
}

function Waiting({ item }: { item: WaitingItem }) {
  return (
    <>
      <div class="row spread">
        <h3>{say(kindWords.get(item.kind) ?? words.somethingElse)}</h3>
        <SavedTag saved={item.saved} />
      </div>
      <p class="small soft">{say(words.since, { day: dayInWords(item.writtenAt), time: timeInWords(item.writtenAt) })}</p>
      {item.reason && <p class="waiting-reason">{say(refusalWords[item.reason])}</p>}
      {item.words && (
        <p class={item.reason ? 'prose waiting-words' : 'clamp'}>
          <bdi dir="auto">{item.words}</bdi>
        </p>
      )}
      {item.reason && item.words && <CopyWords text={item.words} />}
    </>
  );
}

function CopyWords({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div class="row">
      <Button icon={Copy} onPress={() => void copy()}>
        {say(words.copy)}
      </Button>
      <span role="status">{isCopied && say(words.copied)}</span>
    </div>
  );
}
