// The three taps: I tried it, how it went, keep; a line in between for who likes to write one.
import { Check, CircleCheck, CloudSun, Hand, Sprout, Sun } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Attaching } from '../../sync/attachments/attaching.store';
import { type Made, throwAwayMade } from '../../sync/attachments/attachment.store';
import type { RefusalName } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useUnfinished } from '../../ui/use-unfinished';
import { gapTaskWords as words } from '../../ui/words/gap-tasks';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { Module } from '../modules/pack';
import { beginTry, keepTry, unfinishedTry } from './gap-task.store';
import { type WayItWent, waysItWent } from './gap-task-try';

type Stage = 'told' | 'tried' | WayItWent | 'kept';

export const waysInLooks = {
  well: { icon: Sun, hue: 'ochre', word: words.well },
  mixed: { icon: CloudSun, hue: 'sky', word: words.mixed },
  'not-yet': { icon: Sprout, hue: 'moss', word: words.notYet },
} as const;

interface GapTaskTriedProps {
  session: Session;
  module: Module;
  attaching?: Attaching;
}

/** How far she had come, and the line that she had begun; both come back to her after a lock. */
function useBegun(session: Session, module: Module) {
  const [stage, setStage] = useState<Stage>('told');
  const [note, setNote] = useState('');
  const { hold, finish } = useUnfinished(unfinishedTry(session, module.gapTask.id), begun => {
    setStage(begun.went ?? 'tried');
    setNote(begun.note);
  });
  const choose = (next: 'tried' | WayItWent) => {
    setStage(next);
    hold({ went: next === 'tried' ? null : next, note });
  };
  const write = (next: string) => {
    setNote(next);
    if (stage !== 'told' && stage !== 'kept') hold({ went: stage === 'tried' ? null : stage, note: next });
  };
  const done = () => {
    setStage('kept');
    setNote('');
    void finish();
  };
  return { stage, note, choose, write, done, again: () => setStage('told') };
}

export function GapTaskTried({ session, module, attaching }: GapTaskTriedProps) {
  const { stage, note, choose, write, done, again } = useBegun(session, module);
  if (stage === 'told') {
    return (
      <Button look="main" icon={Hand} onPress={() => choose('tried')}>
        {say(words.tried)}
      </Button>
    );
  }
  if (stage === 'kept') return <KeptTry onAgain={again} />;
  const went = stage === 'tried' ? null : stage;
  return (
    <fieldset class="stack">
      <legend class="legend">{say(words.howWasIt)}</legend>
      <div class="choices">
        {waysItWent.map(way => (
          <button
            key={way}
            type="button"
            class="choice"
            data-hue={waysInLooks[way].hue}
            aria-pressed={went === way}
            onClick={() => choose(way)}
          >
            <Icon of={waysInLooks[way].icon} size={40} />
            {say(waysInLooks[way].word)}
          </button>
        ))}
      </div>
      {went && <LineAndKeep session={session} module={module} attaching={attaching} went={went} note={note} onNote={write} onKept={done} />}
    </fieldset>
  );
}

function KeptTry({ onAgain }: { onAgain: () => void }) {
  return (
    <>
      <Notice icon={CircleCheck}>
        <h3>{say(words.kept)}</h3>
        <p>{say(words.keptHelp)}</p>
      </Notice>
      <div class="row">
        <ButtonLink href="/" look="main">
          {say(words.toToday)}
        </ButtonLink>
        <Button look="quiet" onPress={onAgain}>
          {say(words.tryAgain)}
        </Button>
      </div>
    </>
  );
}

interface LineAndKeepProps {
  session: Session;
  module: Module;
  attaching: Attaching | undefined;
  went: WayItWent;
  note: string;
  onNote: (note: string) => void;
  onKept: () => void;
}

/** Photos go with a form that is left; from the moment at which they are being kept they are no business of the form's. */
function usePhotos(session: Session) {
  const subject = useMemo(() => beginTry(session), [session]);
  const [made, setMade] = useState<readonly Made[]>([]);
  const unkept = useRef(made);
  useEffect(() => () => void throwAwayMade(session, unkept.current), [session]);
  const hold = (now: readonly Made[]) => {
    unkept.current = now;
    setMade(now);
  };
  const letGo = () => {
    unkept.current = [];
  };
  return { subject, made, hold, letGo };
}

function LineAndKeep({ session, module, attaching, went, note, onNote, onKept }: LineAndKeepProps) {
  const { subject, made, hold, letGo } = usePhotos(session);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const keep = async () => {
    setBusy(true);
    letGo();
    const tried = { task: module.gapTask.id, module: module.id, child: null, went, note: note.trim() };
    const outcome = await keepTry(session, tried, subject, made);
    setBusy(false);
    if (outcome.ok) return onKept();
    hold(made);
    setTrouble(outcome.trouble);
  };
  return (
    <>
      <TextField
        label={say(words.line)}
        hint={say(words.lineHint)}
        value={note}
        onInput={onNote}
        rows={2}
        trouble={trouble ? say(refusalWords[trouble]) : undefined}
      />
      {attaching && <attaching.PhotoField session={session} subject={subject} made={made} onMade={hold} />}
      <Button look="main" icon={Check} disabled={busy} onPress={() => void keep()}>
        {say(words.keep)}
      </Button>
    </>
  );
}
