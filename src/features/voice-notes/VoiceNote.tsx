// One voice note: listen to it, see where it is, take it away. What is not on this tablet is fetched when somebody wants to hear it.
import { Pause, Play, Trash2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeptBlob } from '../../device/database';
import type { SendBytes } from '../../device/http';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { carriedState, type KeptAttachment } from '../../sync/attachments/attachment.store';
import { type Reading, readAttachment } from '../../sync/attachments/attachment-reading.store';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SavedTag } from '../../ui/SavedTag';
import { say } from '../../ui/words/say';
import { voiceNoteWords as words } from '../../ui/words/voice-notes';
import { spokenLength } from './spoken-length';

interface VoiceNoteProps {
  session: Session;
  send: SendBytes;
  note: KeptAttachment;
  blob: KeptBlob | undefined;
  onRemove: () => void;
}

function whyNot(reading: Extract<Reading, { ok: false }>): string {
  switch (reading.trouble) {
    case 'not-found':
      return say(words.notYet);
    case 'no-network':
      return say(words.noNetwork);
    case 'row-damaged':
      return say(words.damaged);
    default:
      return say(words.cannotFetch);
  }
}

/** The sound is opened when it is first wanted, and forgotten with the view. */
function useSound({ session, send, note }: Pick<VoiceNoteProps, 'session' | 'send' | 'note'>) {
  const audio = useRef<HTMLAudioElement>(null);
  const address = useRef<string | null>(null);
  const [state, setState] = useState<'still' | 'fetching' | 'playing'>('still');
  const [at, setAt] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(
    () => () => {
      if (address.current) URL.revokeObjectURL(address.current);
    },
    [],
  );
  const open = async (): Promise<boolean> => {
    if (address.current) return true;
    setState('fetching');
    const reading = await readAttachment(session, send, { ...note.row, id: note.id });
    if (!reading.ok) {
      setState('still');
      setTrouble(whyNot(reading));
      return false;
    }
    address.current = URL.createObjectURL(reading.value);
    if (audio.current) audio.current.src = address.current;
    return true;
  };
  const turn = async () => {
    setTrouble(null);
    if (state === 'playing') return audio.current?.pause();
    if (!(await open())) return;
    await audio.current?.play().catch(() => {
      setState('still');
      setTrouble(say(words.cannotPlay));
    });
  };
  const element = (
    <audio
      ref={audio}
      preload="auto"
      onPlay={() => setState('playing')}
      onPause={() => setState('still')}
      onEnded={() => setAt(0)}
      onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
    >
      <track kind="captions" />
    </audio>
  );
  return { state, at, trouble, turn, element };
}

export function VoiceNote({ session, send, note, blob, onRemove }: VoiceNoteProps) {
  const { state, at, trouble, turn, element } = useSound({ session, send, note });
  const whole = Math.max(1, note.row.seconds);
  const length = spokenLength(whole * 1_000);
  const saved = carriedState(note.saved, blob);
  const isPlaying = state === 'playing';
  return (
    <div class="voice">
      <button
        type="button"
        class="voice-play"
        aria-label={isPlaying ? say(words.stopPlaying) : say(words.play, { length })}
        onClick={() => void turn()}
      >
        <Icon of={isPlaying ? Pause : Play} size={26} />
      </button>
      <div class="voice-about">
        <progress
          class="voice-progress"
          max={whole}
          value={Math.min(at, whole)}
          aria-label={say(words.at, { now: spokenLength(at * 1_000), whole: length })}
        />
        <span class="small soft number">
          {isPlaying || at > 0 ? say(words.at, { now: spokenLength(at * 1_000), whole: length }) : say(words.length, { length })}
        </span>
      </div>
      <IconButton icon={Trash2} label={say(words.remove)} onPress={onRemove} />
      <p class="voice-facts row spread small soft">
        <span class="number">{say(words.when, { day: dayInWords(note.made), time: timeInWords(note.made) })}</span>
        <SavedTag saved={saved} />
      </p>
      <p class="voice-facts voice-said" role="status">
        {state === 'fetching'
          ? say(words.fetching)
          : (trouble ?? (saved === 'needs-you' && blob?.state === 'refused' ? say(words.refused) : null))}
      </p>
      {element}
    </div>
  );
}
