// What somebody finds when she unlocks again: words that were closed for her meanwhile, each hers if she keeps it.
import { Check, Copy, MailOpen, Trash } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { RefusalName } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Undo } from '../../ui/Undo';
import { useLive } from '../../ui/use-live';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { writeNowWords as words } from '../../ui/words/write-now';
import type { LaterNote } from './later-note';
import { fetchBackLater, keepLater, liveLaterNotes, type OpenedLater, throwAwayLater } from './later-notes.store';
import './later-notes.css';

export interface LaterNotesProps {
  session: Session;
  /** Who writes no reflections in Larkrise copies the words. */
  hasReflections: boolean;
}

/** What she has decided last, and the way back from it. */
function useDeciding(session: Session) {
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const [gone, setGone] = useState<LaterNote | null>(null);
  const forget = useCallback(() => setGone(null), []);
  const keep = async (one: OpenedLater) => {
    const outcome = await keepLater(session, one);
    setTrouble(outcome.ok ? null : outcome.trouble);
    setKept(outcome.ok ? outcome.value : null);
  };
  const throwAway = async (note: LaterNote) => {
    const outcome = await throwAwayLater(session, note);
    setTrouble(outcome.ok ? null : outcome.trouble);
    setGone(outcome.ok ? note : null);
  };
  const undo = async (note: LaterNote) => {
    const outcome = await fetchBackLater(session, note);
    setTrouble(outcome.ok ? null : outcome.trouble);
    setGone(null);
  };
  return { trouble, kept, gone, forget, keep, throwAway, undo };
}

export function LaterNotes({ session, hasReflections }: LaterNotesProps) {
  const notes = useLive(() => liveLaterNotes(session), [session]);
  const { trouble, kept, gone, forget, keep, throwAway, undo } = useDeciding(session);
  return (
    <section class="later-notes" aria-label={say(words.waitsHere)}>
      {trouble && (
        <Notice tone="trouble">
          <p>{say(refusalWords[trouble])}</p>
        </Notice>
      )}
      {kept && (
        <Notice icon={Check}>
          <p>{say(words.isKept)}</p>
          <div class="row">
            <ButtonLink href={`/reflections/${encodeURIComponent(kept)}`}>{say(words.toIt)}</ButtonLink>
          </div>
        </Notice>
      )}
      {notes?.map(one => (
        <LaterCard
          key={one.note.id}
          one={one}
          onKeep={hasReflections ? () => void keep(one) : null}
          onThrowAway={() => void throwAway(one.note)}
        />
      ))}
      {gone && (
        <Undo onUndo={() => void undo(gone)} onGone={forget}>
          {say(words.thrownAway)}
        </Undo>
      )}
    </section>
  );
}

function titleOf({ note, words: said }: OpenedLater): string {
  const begun = said?.begun ?? note.begun;
  const when = { day: dayInWords(begun), time: timeInWords(begun) };
  if (!said) return say(words.closedTitle, when);
  return say(said.why === 'moved' ? words.movedTitle : words.lockedTitle, when);
}

interface LaterCardProps {
  one: OpenedLater;
  /** Null: she has no reflections. */
  onKeep: (() => void) | null;
  onThrowAway: () => void;
}

function LaterCard({ one, onKeep, onThrowAway }: LaterCardProps) {
  return (
    <article class="card stack later-card">
      <h2>
        <Icon of={MailOpen} />
        {titleOf(one)}
      </h2>
      {one.words ? (
        <>
          <p class="later-words">
            <bdi dir="auto">{one.words.text}</bdi>
          </p>
          <p class="small soft">{say(words.whose)}</p>
        </>
      ) : (
        <p>{say(words.cannotOpen)}</p>
      )}
      <div class="row">
        {one.words && onKeep && (
          <Button look="main" icon={Check} onPress={onKeep}>
            {say(words.keep)}
          </Button>
        )}
        {one.words && !onKeep && <CopyWords text={one.words.text} />}
        <Button look="quiet" icon={Trash} onPress={onThrowAway}>
          {say(words.throwAway)}
        </Button>
      </div>
    </article>
  );
}

function CopyWords({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(say(words.copied)),
      () => setSaid(say(words.notCopied)),
    );
  return (
    <>
      <Button look="main" icon={Copy} onPress={() => void copy()}>
        {say(words.copy)}
      </Button>
      <p role="status">{said}</p>
    </>
  );
}
