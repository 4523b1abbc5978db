// For whoever notices that she is writing on a colleague's page: whose words they are, and what of them can still be taken off it.
import { Lock, UserRoundX } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { Person } from '../../device/database';
import { live } from '../../device/live';
import type { Session } from '../../device/session';
import { withNames } from '../../device/tiles';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { Tile } from '../../ui/Tile';
import { useLive } from '../../ui/use-live';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { writeNowWords as words } from '../../ui/words/write-now';
import './later-notes.css';
import { type Movable, type MoveTrouble, movableOf, moveToHer, type Sitting, sittingOf } from './not-me.store';

export interface NotMeProps {
  session: Session;
  reflection: string;
  /** The words with which the page was opened. */
  begunWith: string;
  /** Hands over what is still being written. */
  ready: () => Promise<void>;
  lock: () => void;
}

/** The reflection as it was when the page was opened; not known for the first moment. */
function useSitting(session: Session, reflection: string, begunWith: string): Sitting | null {
  const [sitting, setSitting] = useState<Sitting | null>(null);
  useEffect(() => {
    void sittingOf(session, reflection, begunWith).then(setSitting);
  }, [session, reflection, begunWith]);
  return sitting;
}

export function NotMe({ session, reflection, begunWith, ready, lock }: NotMeProps) {
  const sitting = useSitting(session, reflection, begunWith);
  const [movable, setMovable] = useState<Movable | null>(null);
  const ask = async () => {
    if (!sitting) return;
    await ready();
    setMovable(await movableOf(session, sitting));
  };
  return (
    <>
      <Button look="quiet" icon={UserRoundX} disabled={!sitting} onPress={() => void ask()}>
        {say(words.notMe)}
      </Button>
      {sitting && movable && (
        <WhoseWords session={session} sitting={sitting} movable={movable} lock={lock} onClose={() => setMovable(null)} />
      )}
    </>
  );
}

function troubleInWords(trouble: MoveTrouble, owner: string, name: string): string {
  if (trouble === 'just-sent') return say(words.notMeChanged, { name: owner });
  if (trouble === 'too-many') return say(words.tooMany, { name });
  if (trouble === 'cannot-seal') return say(words.cannotSeal, { name });
  return trouble === 'outside-limits' ? say(words.tooLong) : say(refusalWords[trouble]);
}

interface WhoseWordsProps {
  session: Session;
  sitting: Sitting;
  movable: Movable;
  lock: () => void;
  onClose: () => void;
}

function WhoseWords({ session, sitting, movable, lock, onClose }: WhoseWordsProps) {
  const owner = session.person.name;
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const move = async ({ id, name }: Person) => {
    if (isBusy) return;
    setBusy(true);
    const outcome = await moveToHer(session, sitting, id);
    setBusy(false);
    if (outcome.ok) lock();
    else setSaid(troubleInWords(outcome.trouble, owner, name));
  };
  const isSomething = movable.words !== '' && said === null;
  return (
    <Dialog title={say(words.notMeTitle)} onClose={onClose}>
      {said && (
        <Notice tone="trouble">
          <p>{said}</p>
        </Notice>
      )}
      {isSomething && (
        <>
          <p>{say(words.notMeHelp, { name: owner })}</p>
          <div class="not-me-moves">
            <p class="small soft">{say(words.notMeMoves)}</p>
            <p class="not-me-words">
              <bdi dir="auto">{movable.words}</bdi>
            </p>
          </div>
          {movable.isPartlySent && <p>{say(words.notMeSent, { name: owner })}</p>}
          <Others session={session} onChoose={person => void move(person)} />
        </>
      )}
      {movable.words === '' && <p>{say(words.notMeNothing, { name: owner })}</p>}
      <div class="dialog-acts">
        <Button look={isSomething ? 'quiet' : 'main'} icon={Lock} onPress={lock}>
          {say(words.notMeOnlyLock)}
        </Button>
      </div>
    </Dialog>
  );
}

/** Everybody of this tablet to whom words can be sealed, but the page's owner. */
const liveOthers = ({ tablet: { database }, person }: Session) =>
  live(
    () => database.people.toArray(),
    async people => (await withNames(people)).filter(({ id, later }) => id !== person.id && later !== undefined),
  );

function Others({ session, onChoose }: { session: Session; onChoose: (person: Person) => void }) {
  const others = useLive(() => liveOthers(session), [session]);
  if (!others) return null;
  if (others.length === 0) return <p>{say(words.notMeNobody, { name: session.person.name })}</p>;
  return (
    <div class="tiles not-me-tiles">
      {others.map(one => (
        <Tile key={one.id} name={one.name} hue={one.hue} about={one.roomName || undefined} onPress={() => onChoose(one)} />
      ))}
    </div>
  );
}
