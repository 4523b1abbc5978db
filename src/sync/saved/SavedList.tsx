// Everything that somebody has kept: what needs her, what waits on this tablet, what is safe at the server.
import { CloudOff, RefreshCw, TriangleAlert } from 'lucide';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { QuarantinedEntry } from '../../device/database';
import type { Session } from '../../device/session';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { LongList } from '../../ui/LongList';
import { Notice } from '../../ui/Notice';
import type { About, KeptKind } from '../../ui/place';
import { Sheet } from '../../ui/Sheet';
import { type LiveRead, useLive } from '../../ui/use-live';
import { kitWords } from '../../ui/words/kit';
import { refusalWords } from '../../ui/words/refusals';
import { savedWords as words } from '../../ui/words/saved';
import { say } from '../../ui/words/say';
import { OnTheWay, useCarried } from '../attachments/OnTheWay';
import { SetAsides } from '../history/SetAsides';
import { liveAsides } from '../history/set-aside.store';
import type { SyncStatus } from '../sync-status';
import { SaveCopy } from './SaveCopy';
import { type ItemActs, SavedItem, type Wording } from './SavedItem';
import { type KeptItem, liveSent, liveWaiting } from './saved-list.store';
import { fetchBack, putAway, tryAgain } from './try-again.store';
import './saved.css';
import { pillWords } from '../../ui/words/pill';

/** What things are called, by what they are and their id. */
export type Names = ReadonlyMap<string, string>;
const nameKey = ({ of, id }: About): string => `${of === 'family' ? 'baby' : of} ${id}`;

export interface SavedListProps {
  session: Session;
  status: SyncStatus;
  kinds: readonly KeptKind[];
  names: () => LiveRead<Names>;
  /** Looks now whether something can be sent. */
  nudge: () => void;
  onClose: () => void;
}

/** In ms. Most lists are read sooner, and the sheet comes as high as it will stay; a slow tablet shows that it is reading. */
const patience = 200;

function useLate(): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}

const kindNames = (kinds: readonly KeptKind[]) => kinds.flatMap(({ kind, isAnswered }) => (isAnswered ? [] : kind));

export function SavedList({ session, status, kinds, names, nudge, onClose }: SavedListProps) {
  const kept = useLive(() => liveWaiting(session), [session]);
  const sent = useLive(() => liveSent(session, kindNames(kinds)), [session, kinds]);
  const named = useLive(names, [session]);
  const wording: Wording = { person: session.person, kinds, nameOf: about => named?.get(nameKey(about)) };
  const { said, acts } = useActs(session, nudge, onClose);
  const asides = useLive(() => liveAsides(session), [session]);
  const { needsYou = [], waiting = [], others = 0 } = kept ?? {};
  const unsent = [...needsYou, ...waiting];
  const carried = useCarried(session);
  const arrived = (sent ?? []).filter(({ row }) => !carried?.waiting.includes(row));
  const [isRead, isLate] = [kept !== undefined && sent !== undefined && asides !== undefined, useLate()];
  if (!isRead && !isLate) return null;
  return (
    <Sheet title={say(pillWords.title)} onClose={onClose}>
      <div class="stack kept-list" data-reading={!isRead || undefined}>
        <Trouble status={status} />
        {unsent.length + others > 0 && (
          <div class="kept-all">
            {waiting.length + others > 0 && (
              <Button icon={RefreshCw} onPress={nudge}>
                {say(words.sendNow)}
              </Button>
            )}
            <SaveCopy wording={wording} tablet={session.tablet} items={unsent} others={others} />
          </div>
        )}
        {said}
        {kept && unsent.length === 0 && !carried && <p>{say(words.nothingWaits)}</p>}
        {kept && sent && unsent.length + sent.length === 0 && <p class="soft">{say(words.nothingKept)}</p>}
        <Part title={say(words.partNeedsYou)} items={needsYou} wording={wording} acts={acts} />
        {asides && <SetAsides session={session} asides={asides} wording={wording} names={named} nudge={nudge} leave={onClose} />}
        <Part title={say(words.partWaits)} items={waiting} wording={wording} acts={acts} />
        {others > 0 && <p class="soft">{say(words.others, { count: others })}</p>}
        {carried && <OnTheWay carried={carried} />}
        <Part title={say(words.partSent)} help={say(words.sentHelp)} items={arrived} wording={wording} acts={acts} />
        {!isRead && <Reading />}
      </div>
    </Sheet>
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

interface PartProps {
  title: string;
  help?: string;
  items: readonly KeptItem[];
  wording: Wording;
  acts: ItemActs;
}

function Part({ title, help, items, wording, acts }: PartProps) {
  if (items.length === 0) return null;
  return (
    <section class="kept-part">
      <h3>{title}</h3>
      {help && <p class="small soft">{help}</p>}
      <LongList items={items} nameOf={({ row }) => row}>
        {item => <SavedItem wording={wording} item={item} acts={acts} />}
      </LongList>
    </section>
  );
}

/** What was done last, with the way back where there is one. */
interface Told {
  readonly text: string;
  readonly gone: readonly QuarantinedEntry[];
}

/** The item that was acted on leaves its place, so focus goes to what is said about it. */
function useActs(session: Session, nudge: () => void, leave: () => void) {
  const [told, setTold] = useState<Told | null>(null);
  const place = useRef<HTMLParagraphElement>(null);
  const tell = useCallback((text: string, gone: readonly QuarantinedEntry[] = []) => {
    setTold({ text, gone });
    place.current?.focus();
  }, []);
  const acts = useMemo((): ItemActs => {
    const again = async ({ refused }: KeptItem) => {
      const outcome = await tryAgain(session, refused);
      if (outcome.ok) nudge();
      tell(say(outcome.ok ? words.triedAgain : refusalWords[outcome.trouble]));
    };
    const away = async ({ refused }: KeptItem) => {
      const outcome = await putAway(session, refused);
      if (outcome.ok) tell(say(words.isPutAway), refused);
      else tell(say(refusalWords[outcome.trouble]));
    };
    return { leave, tryAgain: item => void again(item), putAway: item => void away(item) };
  }, [session, nudge, leave, tell]);
  const undo = async (gone: readonly QuarantinedEntry[]) => {
    const outcome = await fetchBack(session, gone);
    setTold(outcome.ok ? null : { text: say(refusalWords[outcome.trouble]), gone });
  };
  const said = (
    <div class="row kept-said" data-said={told !== null || undefined}>
      <p ref={place} class="grows" role="status" tabIndex={-1}>
        {told?.text}
      </p>
      {told && told.gone.length > 0 && <Button onPress={() => void undo(told.gone)}>{say(kitWords.undo)}</Button>}
    </div>
  );
  return { said, acts };
}
