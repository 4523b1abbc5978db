// For leaders: what the server did not take in, whose it is and why; what the nursery shares can be taken in with one tap.
import { CircleCheck } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Result } from '../../kernel/result';
import { Damaged, Reading } from '../../ui/Damaged';
import { LongList } from '../../ui/LongList';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { KeptKind } from '../../ui/place';
import { Undo } from '../../ui/Undo';
import { type LiveRead, useLive } from '../../ui/use-live';
import { keptApartWords as words } from '../../ui/words/kept-apart';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { WriteTrouble } from '../verdict';
import { Note, type NotesGiven } from './KeptNote';
import { fetchNoteBack, type KeptNote, liveKeptApart, putNoteAway, takeIn } from './kept-apart.store';
import '../history/history.css';

export interface KeptApartPageProps {
  session: Session;
  kept: readonly KeptKind[];
  names: () => LiveRead<ReadonlyMap<string, string>>;
}

interface Told {
  readonly note: KeptNote;
  readonly text: string;
}

/** What she has just decided, with ten seconds to take it back; taking in cannot be taken back once it is sent, so it is only said. */
function useDeciding(session: Session) {
  const [gone, setGone] = useState<Told | null>(null);
  const [said, setSaid] = useState<{ text: string; isTrouble: boolean } | null>(null);
  const forget = useCallback(() => setGone(null), []);
  const tell = (outcome: Result<unknown, WriteTrouble>, text: string | null) => {
    if (outcome.ok) setSaid(text === null ? null : { text, isTrouble: false });
    else setSaid({ text: say(refusalWords[outcome.trouble]), isTrouble: true });
    return outcome.ok;
  };
  return {
    gone,
    said,
    forget,
    takeIn: async (note: KeptNote) => tell(await takeIn(session, note), say(words.isTakenIn)),
    putAway: async (note: KeptNote) => {
      if (tell(await putNoteAway(session, note), null)) setGone({ note, text: say(words.isPutAway) });
    },
    undo: async ({ note }: Told) => {
      setGone(null);
      tell(await fetchNoteBack(session, note), null);
    },
  };
}

export function KeptApartPage({ session, kept, names }: KeptApartPageProps) {
  const notes = useLive(() => liveKeptApart(session), [session]);
  const named = useLive(names, [session]);
  const { gone, said, forget, takeIn, putAway, undo } = useDeciding(session);
  const nameOf = (what: string, id: string | null) => (id ? named?.get(`${what} ${id}`) : undefined);
  const given = { kept, nameOf, onTakeIn: (note: KeptNote) => void takeIn(note), onPutAway: (note: KeptNote) => void putAway(note) };
  const isEmpty = notes && notes.open.length + notes.over.length === 0;
  return (
    <Page title={say(words.title)} back="/" narrow>
      {notes ? <Damaged count={notes.damaged} /> : <Reading />}
      {said && (
        <Notice tone={said.isTrouble ? 'trouble' : 'calm'}>
          <p>{said.text}</p>
        </Notice>
      )}
      {isEmpty && (
        <Empty icon={CircleCheck} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      {notes && !isEmpty && <p class="soft">{say(words.intro)}</p>}
      {notes && notes.open.length > 0 && <NoteList title={say(words.open)} notes={notes.open} {...given} />}
      {notes && notes.over.length > 0 && <NoteList title={say(words.over)} notes={notes.over} {...given} />}
      {gone && (
        <Undo onUndo={() => void undo(gone)} onGone={forget}>
          {gone.text}
        </Undo>
      )}
    </Page>
  );
}

function NoteList({ title, notes, ...given }: NotesGiven & { title: string; notes: readonly KeptNote[] }) {
  return (
    <section class="section">
      <h2>{title}</h2>
      <LongList items={notes} nameOf={({ id }) => id}>
        {note => <Note note={note} {...given} />}
      </LongList>
    </section>
  );
}
