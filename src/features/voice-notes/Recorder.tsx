// While somebody speaks: how long, how loud, and the two ways to end it; a pause in between.
import { Check, Mic, Pause, Trash2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { voiceNoteWords as words } from '../../ui/words/voice-notes';
import { longestRecording, type Recording } from './recording.store';
import { spokenLength } from './spoken-length';

/** In ms. */
const rhythm = 100;
const bars = Array.from({ length: 28 }, (_, at) => at);

/** The loudness of the last moments, the newest last; and the length. */
function useHeard(recording: Recording, isPaused: boolean) {
  const [heard, setHeard] = useState({ levels: bars.map(() => 0), length: recording.length() });
  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(
      () => setHeard(({ levels }) => ({ levels: [...levels.slice(1), recording.level.read()], length: recording.length() })),
      rhythm,
    );
    return () => clearInterval(timer);
  }, [recording, isPaused]);
  return heard;
}

export function Recorder({ recording, onThrowAway }: { recording: Recording; onThrowAway: () => void }) {
  const [isPaused, setPaused] = useState(false);
  const { levels, length } = useHeard(recording, isPaused);
  const place = useRef<HTMLDivElement>(null);
  const second = Math.floor(length / 1_000);
  // Speaking is activity: the tablet does not lock meanwhile. What lock listens for is what a player tells.
  useEffect(() => void (second > 0 && place.current?.dispatchEvent(new Event('timeupdate'))), [second]);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'center' }); // all of it, and not under a thumb
  }, []);
  const turn = () => {
    if (isPaused) recording.goOn();
    else recording.pause();
    setPaused(!isPaused);
  };
  return (
    <div ref={place} class="recorder" tabIndex={-1} data-paused={isPaused || undefined}>
      <div class="recorder-now">
        <p class="recorder-state" role="status">
          <Icon of={isPaused ? Pause : Mic} />
          {say(isPaused ? words.paused : words.recording)}
        </p>
        <p class="recorder-length number" role="timer">
          {spokenLength(Math.min(length, longestRecording))}
        </p>
      </div>
      <div class="recorder-levels" role="img" aria-label={say(words.level)}>
        {levels.map((level, at) => (
          <span key={bars[at]} style={{ blockSize: `${8 + level * 92}%` }} />
        ))}
      </div>
      <p class="soft small">{say(words.keptAsYouSpeak)}</p>
      <div class="recorder-acts">
        <Button look="main" icon={Check} onPress={() => void recording.end()}>
          {say(words.stop)}
        </Button>
        <Button icon={isPaused ? Mic : Pause} onPress={turn}>
          {say(isPaused ? words.goOn : words.pause)}
        </Button>
        <Button look="quiet" icon={Trash2} onPress={onThrowAway}>
          {say(words.throwAway)}
        </Button>
      </div>
    </div>
  );
}
