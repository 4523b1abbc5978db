// The voice notes of one record: recording a new one, listening to those that are there, taking one away.
import { Mic } from 'lucide';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sendThrough } from '../../device/byte-session';
import { createSendBytes } from '../../device/http';
import type { Session } from '../../device/session';
import type { VoiceNotesGiven } from '../../sync/attachments/attaching.store';
import { attachmentKind } from '../../sync/attachments/attachment';
import { type KeptAttachment, liveBlobs, removeAttachment } from '../../sync/attachments/attachment.store';
import { liveRecords } from '../../sync/records.store';
import { Button } from '../../ui/Button';
import { useHandOver } from '../../ui/hand-over';
import { Notice } from '../../ui/Notice';
import { Undo } from '../../ui/Undo';
import { useLive } from '../../ui/use-live';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { voiceNoteWords as words } from '../../ui/words/voice-notes';
import { Recorder } from './Recorder';
import { type Recording, type RecordingEnding, type RecordingTrouble, soundTypeHere, startRecording } from './recording.store';
import { VoiceNote } from './VoiceNote';
import './voice-notes.css';

/** In the words of somebody who wants to speak; whatever else stops her is said as everywhere. */
function troubleInWords(trouble: Exclude<RecordingTrouble, 'not-wanted'>): string {
  switch (trouble) {
    case 'microphone-refused':
    case 'no-microphone':
    case 'microphone-busy':
      return say(words[trouble]);
    case 'storage-full':
      return say(words.full);
    default:
      return say(refusalWords[trouble]);
  }
}

function endingInWords(ending: RecordingEnding): { readonly text: string; readonly isTrouble: boolean } {
  if (!ending.ok && ending.trouble === 'storage-full') return { text: say(words.fullMeanwhile), isTrouble: true };
  if (!ending.ok) return { text: say(refusalWords[ending.trouble]), isTrouble: true };
  return { text: say(ending.value === 'kept' ? words.kept : words.nothing), isTrouble: false };
}

interface Said {
  readonly text: string;
  readonly isTrouble: boolean;
}

/** One recording at a time, and what is said of the last. */
function useRecording({ session, subject, ready }: VoiceNotesGiven) {
  const [recording, setRecording] = useState<Recording | 'starting' | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  /** As it is at this moment, whatever is shown: `leave` may be called between two renderings. */
  const now = useRef<Recording | AbortController | null>(null);
  const start = async (): Promise<void> => {
    setSaid(null);
    setRecording('starting');
    const starting = new AbortController();
    now.current = starting;
    const outcome = (await ready()) ? await startRecording(session, subject, starting.signal) : null;
    if (starting.signal.aborted) {
      if (outcome?.ok) await outcome.value.throwAway();
      return;
    }
    now.current = outcome?.ok ? outcome.value : null;
    setRecording(now.current);
    if (!outcome) return;
    if (!outcome.ok && outcome.trouble !== 'not-wanted') setSaid({ text: troubleInWords(outcome.trouble), isTrouble: true });
    if (!outcome.ok) return;
    void outcome.value.ended.then(ending => {
      setRecording(now => (now === outcome.value ? null : now));
      setSaid(endingInWords(ending));
    });
  };
  const throwAway = async (now: Recording) => {
    setRecording(null);
    await now.throwAway();
    setSaid({ text: say(words.thrownAway), isTrouble: false });
  };
  // When the tablet locks or the page goes, what was said is kept, and what has not begun never does.
  const leave = useCallback(async () => {
    const leaving = now.current;
    now.current = null;
    if (leaving instanceof AbortController) {
      leaving.abort();
      setRecording(null);
    } else await leaving?.end();
  }, []);
  useHandOver(leave);
  useLayoutEffect(() => () => void leave(), [leave]); // at once, not after a paint
  return { recording, said, start, throwAway };
}

/** Hidden at once, removed when the time to take it back is over, or when the page goes. */
function useRemoving(session: Session) {
  const [leaving, setLeaving] = useState<KeptAttachment | null>(null);
  const remove = useCallback(
    async (note: KeptAttachment | null) => {
      if (note) await removeAttachment(session, note, undefined);
      setLeaving(now => (now === note ? null : now));
    },
    [session],
  );
  const onGone = useCallback(() => void remove(leaving), [remove, leaving]);
  useHandOver(() => remove(leaving));
  const ask = (note: KeptAttachment) => {
    void remove(leaving);
    setLeaving(note);
  };
  const undo = leaving && (
    <Undo onUndo={() => setLeaving(null)} onGone={onGone}>
      {say(words.removed)}
    </Undo>
  );
  return { leaving, ask, undo };
}

export function VoiceNotes(given: VoiceNotesGiven) {
  const { session, http, subject } = given;
  const listing = useLive(() => liveRecords(session, attachmentKind, subject.id), [session, subject.id]);
  const blobs = useLive(() => liveBlobs(session, subject.id), [session, subject.id]);
  const send = useMemo(() => sendThrough(createSendBytes(), http), [http]);
  const { recording, said, start, throwAway } = useRecording(given);
  const { leaving, ask, undo } = useRemoving(session);
  const notes = (listing?.items ?? [])
    .filter(({ id, row }) => row.what === 'voice' && row.standing === 'there' && id !== leaving?.id)
    .sort((a, b) => a.made - b.made);
  const mayRecord = soundTypeHere() !== null;
  if (!mayRecord && notes.length === 0) return null;
  return (
    <section class="voices" aria-labelledby="voices">
      <h2 id="voices" class="voices-title">
        {say(words.title)}
      </h2>
      {notes.map(note => (
        <VoiceNote key={note.id} session={session} send={send} note={note} blob={blobs?.get(note.id)} onRemove={() => ask(note)} />
      ))}
      {said && (
        <Notice tone={said.isTrouble ? 'trouble' : 'calm'}>
          <p>{said.text}</p>
        </Notice>
      )}
      {recording && recording !== 'starting' ? (
        <Recorder recording={recording} onThrowAway={() => void throwAway(recording)} />
      ) : (
        mayRecord && (
          <div class="voices-begin">
            <p class="soft" role="status">
              {recording === 'starting' ? say(words.starting) : say(words.help)}
            </p>
            <Button icon={Mic} disabled={recording === 'starting'} onPress={() => void start()}>
              {say(notes.length > 0 ? words.recordAnother : words.record)}
            </Button>
          </div>
        )
      )}
      {undo}
    </section>
  );
}
