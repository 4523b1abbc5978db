// A page for one text of somebody who cannot unlock: each pause is sealed for her, and what was left is never shown here again.
import { Check, LockKeyhole, PenLine } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Tablet } from '../../device/session';
import { beginLater, type LaterTrouble, liveWaitingFor } from '../../device/write-now';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { ok, type Result } from '../../kernel/result';
import { characters, hasAtMost } from '../../kernel/text';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useLive } from '../../ui/use-live';
import { type HandedOver, usePauses } from '../../ui/use-pauses';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { writeNowWords as words } from '../../ui/words/write-now';
import { mostCharactersLater } from '../reflections/later-note';
import { Entrance } from './Entrance';
import type { PersonOnTile } from './Tiles';
import './write-now.css';

export interface WriteNowProps {
  tablet: Tablet;
  person: PersonOnTile;
  onLeave: () => void;
}

/** What was written is let go with the page on which it stood: coming back shows how much it was, and not what. */
export function WriteNow({ tablet, person, onLeave }: WriteNowProps) {
  const [stage, setStage] = useState<{ readonly at: number; readonly left: number | null }>({ at: 0, left: null });
  const close = (letters: number) => setStage(({ at }) => ({ at: at + 1, left: letters }));
  return (
    <Entrance title={say(words.title)} lead={say(words.lead, { name: person.name })}>
      <div class="write-now" data-hue={person.hue}>
        {stage.left === null ? (
          <Writing key={stage.at} tablet={tablet} person={person} onClose={close} />
        ) : (
          <Closed letters={stage.left} onAgain={() => setStage(({ at }) => ({ at, left: null }))} onLeave={onLeave} />
        )}
        <Waiting tablet={tablet} person={person} />
        {stage.left === null && (
          <div class="row">
            <Button look="quiet" onPress={onLeave}>
              {say(words.back)}
            </Button>
          </div>
        )}
      </div>
    </Entrance>
  );
}

function troubleInWords(trouble: LaterTrouble, name: string): string {
  if (trouble === 'too-many') return say(words.tooMany, { name });
  if (trouble === 'cannot-seal') return say(words.cannotSeal, { name });
  return trouble === 'outside-limits' ? say(words.tooLong) : say(refusalWords[trouble]);
}

/** Never "kept" before the very text on screen is sealed and on the disk. */
function stateInWords(state: HandedOver<LaterTrouble>, text: string, name: string): string {
  if (typeof state === 'object') return `${say(words.notKept)}. ${troubleInWords(state.trouble, name)}`;
  if (state === 'waiting') return say(words.keeping);
  return say(text.trim() === '' ? words.begin : words.kept);
}

interface WritingProps {
  tablet: Tablet;
  person: PersonOnTile;
  /** With how many letters were kept. */
  onClose: (letters: number) => void;
}

/** In ms: so long an untouched page stays open, as everywhere. */
const idle = 120_000;
const signsOfLife = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/** Also closes when nobody is at it any more, or looks at something else: who comes back finds it closed. */
function useClosing(close: () => void): void {
  const newest = useRef(close);
  newest.current = close;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const live = () => {
      clearTimeout(timer);
      timer = setTimeout(() => newest.current(), idle);
    };
    const look = () => document.visibilityState === 'hidden' && newest.current();
    live();
    for (const sign of signsOfLife) document.addEventListener(sign, live, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      for (const sign of signsOfLife) document.removeEventListener(sign, live, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}

/** What is on screen, and what became of it last. */
function useWriting({ tablet, person, onClose }: WritingProps) {
  const [text, setText] = useState('');
  const writing = useMemo(() => beginLater(tablet, person.id), [tablet, person.id]);
  const last = useRef<{ text: string; outcome: Result<unknown, LaterTrouble> }>({ text: '', outcome: ok(null) });
  const { state, take, handOver } = usePauses(async words => {
    const outcome = await writing.write(words);
    last.current.outcome = outcome;
    return outcome;
  });
  const close = async () => {
    await handOver();
    if (!last.current.outcome.ok) return; // it is on this screen alone: whoever wrote it decides
    const written = last.current.text;
    onClose(written.trim() === '' ? 0 : characters(written));
  };
  const change = (next: string) => {
    last.current.text = next;
    setText(next);
    take(next);
  };
  return { text, state, change, handOver, close };
}

function Writing(props: WritingProps) {
  const { person } = props;
  const { text, state, change, handOver, close } = useWriting(props);
  useClosing(() => void close());
  const isTooLong = !hasAtMost(text, mostCharactersLater);
  return (
    <section class="card stack">
      <div class="write-now-who row">
        <Avatar name={person.name} hue={person.hue} />
        <p>
          <bdi dir="auto">{person.name}</bdi>
        </p>
      </div>
      <TextField
        label={say(words.yourWords)}
        value={text}
        onInput={change}
        onBlur={() => void handOver()}
        trouble={isTooLong ? say(words.tooLong) : undefined}
        rows={8}
      />
      <p
        class="write-now-state"
        role="status"
        data-state={typeof state === 'object' ? 'trouble' : state === 'waiting' ? 'waiting' : 'kept'}
      >
        {stateInWords(state, text, person.name)}
      </p>
      <div class="row">
        <Button look="main" icon={Check} disabled={text.trim() === ''} onPress={() => void close()}>
          {say(words.done)}
        </Button>
      </div>
    </section>
  );
}

function Closed({ letters, onAgain, onLeave }: { letters: number; onAgain: () => void; onLeave: () => void }) {
  return (
    <>
      <Notice icon={LockKeyhole}>
        <p>{letters > 0 ? say(words.keptLetters, { count: letters }) : say(words.nothingKept)}</p>
      </Notice>
      <div class="row">
        <Button look="main" icon={Check} onPress={onLeave}>
          {say(words.back)}
        </Button>
        <Button look="quiet" icon={PenLine} onPress={onAgain}>
          {say(words.writeAnother)}
        </Button>
      </div>
    </>
  );
}

/** Since when and how long, and no word of it. */
function Waiting({ tablet, person }: Pick<WriteNowProps, 'tablet' | 'person'>) {
  const waiting = useLive(() => liveWaitingFor(tablet, person.id), [tablet, person.id]);
  if (!waiting || waiting.length === 0) return null;
  return (
    <section class="stack-close">
      <h2>{say(words.waitingTitle, { name: person.name })}</h2>
      <ul class="write-now-waiting">
        {waiting.map(({ id, begun, letters }) => (
          <li key={id}>
            <Icon of={LockKeyhole} size={20} />
            {say(words.waitingLine, { count: letters, day: dayInWords(begun), time: timeInWords(begun) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
