// Reads a text of ours aloud, and stops on a second tap, when the page goes and when something else plays; nothing where no voice can read it.
import { Square, Volume2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import { type Reading, readOut, synthesis, voiceFor } from './voices';
import { readAloudWords as words } from './words/read-aloud';
import { say } from './words/say';

export interface ReadAloudProps {
  /** Ours, never what somebody wrote: see voices.ts. In parts where it is in more than one language. */
  text: string | readonly Reading[];
  /** The language of the text, or of most of its parts. */
  lang?: string;
  /** What the button says, where it does not say it in English. */
  label?: string;
  stopLabel?: string;
}

/** Voices come late on most platforms, and some come and go with the network. */
function useVoices(): readonly SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState(() => synthesis()?.getVoices() ?? []);
  useEffect(() => {
    const speech = synthesis();
    const look = () => setVoices(speech?.getVoices() ?? []);
    look();
    speech?.addEventListener('voiceschanged', look);
    return () => speech?.removeEventListener('voiceschanged', look);
  }, []);
  return voices;
}

/** To the rest of the app reading aloud is playing, so it says what a webcast says: meanwhile the tablet does not lock (main/IdleLock.tsx). */
const tell = (sign: 'play' | 'timeupdate') => document.dispatchEvent(new Event(sign));

/** One thing at a time: another reader hears the sign, a webcast has to be told. */
function hushOthers(): void {
  tell('play');
  for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause();
}

/** Falls silent when this goes, when the screen does, and when something else plays. */
function useQuiet(quiet: () => void): void {
  const newest = useRef(quiet);
  newest.current = quiet;
  useEffect(() => {
    const now = () => newest.current();
    const whenHidden = () => document.visibilityState === 'hidden' && now();
    document.addEventListener('play', now, { capture: true });
    document.addEventListener('visibilitychange', whenHidden);
    addEventListener('pagehide', now);
    return () => {
      document.removeEventListener('play', now, { capture: true });
      document.removeEventListener('visibilitychange', whenHidden);
      removeEventListener('pagehide', now);
      now();
    };
  }, []);
}

export function ReadAloud({ text, lang = 'en-GB', label = say(words.readAloud), stopLabel = say(words.stopReading) }: ReadAloudProps) {
  const voices = useVoices();
  const readings = typeof text === 'string' ? [{ text, lang }] : text;
  if (!voiceFor(voices, lang)) return null;
  // Another text is another reader: the one before falls silent.
  return <Reader key={readings.map(reading => reading.text).join()} readings={readings} label={label} stopLabel={stopLabel} />;
}

function Reader({ readings, label, stopLabel }: { readings: readonly Reading[]; label: string; stopLabel: string }) {
  const [isReading, setReading] = useState(false);
  const stop = useRef(() => {});
  useQuiet(() => stop.current());
  const press = () => {
    if (isReading) return stop.current();
    hushOthers();
    setReading(true);
    stop.current = readOut(readings, { alive: () => tell('timeupdate'), over: () => setReading(false) });
  };
  return (
    <Button look="quiet" icon={isReading ? Square : Volume2} onPress={press}>
      {isReading ? stopLabel : label}
    </Button>
  );
}
