// The quiet pill that says where words are; it opens the list of everything that was kept.
import type { ReadonlySignal } from '@preact/signals-core';
import { CircleAlert, CloudCheck, CloudOff, CloudUpload, TabletSmartphone } from 'lucide';
import type { ComponentType, VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import type { IconData } from '../../ui/Icon';
import { Pill, type PillProps } from '../../ui/Pill';
import '../../ui/notice.css';
import { useLive, useSignal } from '../../ui/use-live';
import { kitWords } from '../../ui/words/kit';
import { pillWords as words } from '../../ui/words/pill';
import { say } from '../../ui/words/say';
import type { CarriedSaid } from '../attachments/carried-in-words';
import type { SyncStatus } from '../sync-status';
import type { SavedListProps } from './SavedList';
import { liveCounts } from './saved-counts.store';

export interface SyncBadgeProps {
  session: Session;
  status: ReadonlySignal<SyncStatus>;
  /** Opens the list. */
  onPress: () => void;
}

interface Look {
  readonly text: string;
  readonly icon: IconData;
  readonly tone: PillProps['tone'];
}

interface Counts {
  readonly waiting: number;
  readonly needsYou: number;
}

/** What the pill says, the most pressing first: photos and voice notes come after all words. */
export function badgeLook({ state, lastSent }: SyncStatus, { waiting, needsYou }: Counts, carried: CarriedSaid | null = null): Look {
  if (needsYou > 0) return { text: say(words.needsYou, { count: needsYou }), icon: CircleAlert, tone: 'needs' };
  if (waiting > 0 && state === 'sending') return { text: say(words.sending, { count: waiting }), icon: CloudUpload, tone: 'busy' };
  const noNetwork = state === 'offline';
  if (waiting > 0)
    return { text: say(words.savedHereCount, { count: waiting }), icon: noNetwork ? CloudOff : TabletSmartphone, tone: 'calm' };
  if (carried) return { text: carried.text, icon: noNetwork ? CloudOff : CloudUpload, tone: noNetwork ? 'calm' : 'busy' };
  if (noNetwork && lastSent === null) return { text: say(words.savedHere), icon: CloudOff, tone: 'calm' };
  const sent = lastSent === null ? say(words.allSent) : say(words.allSentAt, { time: timeInWords(lastSent) });
  return { text: sent, icon: noNetwork ? CloudOff : CloudCheck, tone: noNetwork ? 'calm' : 'good' };
}

/** What a listener is told of it: not the minute, which passes by itself, and not each sending, which is over in a moment. */
export function badgeSaid({ state }: SyncStatus, { waiting, needsYou }: Counts, carried: CarriedSaid | null = null): string | null {
  if (needsYou > 0) return say(words.needsYou, { count: needsYou });
  if (waiting === 0) return carried?.aloud ?? say(words.allSent);
  return state === 'sending' ? null : say(words.savedHereCount, { count: waiting });
}

/** In ms: what is over sooner is not worth an interruption. */
const calm = 2_000;

/** Speaks up when what it says has changed and stayed so; what was so at the start is on the button already. */
function useAnnounced(now: string | null): string {
  const [said, setSaid] = useState<{ readonly last: string | null; readonly aloud: string }>({ last: null, aloud: '' });
  useEffect(() => {
    if (now === null || now === said.last) return;
    const timer = setTimeout(() => setSaid({ last: now, aloud: said.last === null ? '' : now }), calm);
    return () => clearTimeout(timer);
  }, [now, said]);
  return said.aloud;
}

/** Fetched once the page stands: until then, and where it cannot be had, the words alone are told of. */
function useCarried(session: Session): CarriedSaid | null {
  const [carried, setCarried] = useState<CarriedSaid | null>(null);
  useEffect(() => {
    let end = () => setCarried(null);
    let isGone = false;
    const begin = ({ carriedInWords, readCarried }: typeof import('../attachments/carried-in-words')) => {
      if (isGone) return;
      const read = readCarried(session);
      const quiet = read.signal.subscribe(now => setCarried(now ? carriedInWords(now) : null));
      end = () => {
        quiet();
        read.stop();
      };
    };
    const timer = setTimeout(() => void import('../attachments/carried-in-words').then(begin, () => undefined), calm);
    return () => {
      isGone = true;
      clearTimeout(timer);
      end();
    };
  }, [session]);
  return carried;
}

const none: Counts = { waiting: 0, needsYou: 0 };

export function SyncBadge({ session, status, onPress }: SyncBadgeProps) {
  const counts = useLive(() => liveCounts(session), [session]);
  const carried = useCarried(session);
  const now = useSignal(status);
  const { text, icon, tone } = badgeLook(now, counts ?? none, carried);
  const aloud = useAnnounced(counts ? badgeSaid(now, counts, carried) : null);
  return (
    <>
      <Pill icon={icon} tone={tone} onPress={onPress}>
        {text}
        <span class="listened">{say(words.open)}</span>
      </Pill>
      <span class="listened" role="status">
        {aloud}
      </span>
    </>
  );
}

interface ListGiven extends Pick<SavedListProps, 'session' | 'kinds' | 'names' | 'nudge'> {
  readonly status: ReadonlySignal<SyncStatus>;
}

type List = ComponentType<SavedListProps>;
const load = (): Promise<List> => import('./SavedList').then(({ SavedList }) => SavedList);

/** Where the list itself cannot be fetched, as on a tablet whose storage has gone. */
function NoList({ onClose }: Pick<SavedListProps, 'onClose'>) {
  return (
    <div class="snackbar" role="alert">
      <p>{say(words.noList)}</p>
      <Button look="quiet" onPress={onClose}>
        {say(kitWords.close)}
      </Button>
    </div>
  );
}

/** The list, opened by the pill or by whoever else leads to it. It is fetched once the page has settled, so that it opens at a tap. */
export function useSavedList({ status, ...given }: ListGiven): { readonly open: () => void; readonly list: VNode | null } {
  const [shown, setShown] = useState<{ readonly View: List } | null>(null);
  const now = useSignal(status);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), calm);
    return () => clearTimeout(timer);
  }, []);
  const open = useCallback(() => {
    const show = (View: List) => setShown({ View });
    void load().then(show, () => show(NoList));
  }, []);
  const close = useCallback(() => setShown(null), []);
  return { open, list: shown && <shown.View {...given} status={now} onClose={close} /> };
}
