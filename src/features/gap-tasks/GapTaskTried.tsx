// The three taps: I tried it, how it went, keep; a line in between for who likes to write one.
import { Check, CircleCheck, CloudSun, Hand, Sprout, Sun } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { RefusalName } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { gapTaskWords as words } from '../../ui/words/gap-tasks';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { Module } from '../modules/pack';
import { keepTry } from './gap-task.store';
import { type WayItWent, waysItWent } from './gap-task-try';

type Stage = 'told' | 'tried' | WayItWent | 'kept';

export const waysInLooks = {
  well: { icon: Sun, hue: 'ochre', word: words.well },
  mixed: { icon: CloudSun, hue: 'sky', word: words.mixed },
  'not-yet': { icon: Sprout, hue: 'moss', word: words.notYet },
} as const;

export function GapTaskTried({ session, module }: { session: Session; module: Module }) {
  const [stage, setStage] = useState<Stage>('told');
  if (stage === 'told') {
    return (
      <Button look="main" icon={Hand} onPress={() => setStage('tried')}>
        {say(words.tried)}
      </Button>
    );
  }
  if (stage === 'kept') return <KeptTry onAgain={() => setStage('told')} />;
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
            onClick={() => setStage(way)}
          >
            <Icon of={waysInLooks[way].icon} size={40} />
            {say(waysInLooks[way].word)}
          </button>
        ))}
      </div>
      {went && <LineAndKeep session={session} module={module} went={went} onKept={() => setStage('kept')} />}
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
  went: WayItWent;
  onKept: () => void;
}

function LineAndKeep({ session, module, went, onKept }: LineAndKeepProps) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const keep = async () => {
    setBusy(true);
    const outcome = await keepTry(session, { task: module.gapTask.id, module: module.id, child: null, went, note: note.trim() });
    setBusy(false);
    if (outcome.ok) onKept();
    else setTrouble(outcome.trouble);
  };
  return (
    <>
      <TextField
        label={say(words.line)}
        hint={say(words.lineHint)}
        value={note}
        onInput={setNote}
        rows={2}
        trouble={trouble ? say(refusalWords[trouble]) : undefined}
      />
      <Button look="main" icon={Check} disabled={busy} onPress={() => void keep()}>
        {say(words.keep)}
      </Button>
    </>
  );
}
