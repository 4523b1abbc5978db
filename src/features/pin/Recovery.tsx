// Behind "Forgotten your PIN?": her recovery card for a PIN of her own choice; what there is for whoever has no card; and that nothing is lost.
import { Eye, EyeOff, WifiOff } from 'lucide';
import type { ComponentChildren, FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Person } from '../../device/database';
import type { Randomness } from '../../kernel/id';
import type { Result } from '../../kernel/result';
import type { TabletTrouble } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { orBrokenDown } from '../../ui/broken-down';
import { ErrorSummary, type ErrorSummaryProps } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { pinTroubleWords, pinWords } from '../../ui/words/pin';
import { cardTroubleWords, recoveryWords as words } from '../../ui/words/recovery';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { CardToKeep } from './CardToKeep';
import { judgePin } from './pin-rules';
import { recoveryFields as fields, RecoveryFields, type TypedToRecover } from './RecoveryFields';
import type { Recovered, Recovering, RecoverTrouble } from './recovery.store';
import { newRecoveryCard, readRecoveryCard } from './recovery-card';
import './recovery.css';

export interface RecoveryProps {
  person: Pick<Person, 'id' | 'name'>;
  recover: (person: string, typed: Recovering) => Promise<Result<Recovered, RecoverTrouble | TabletTrouble>>;
  random: Randomness;
  /** The frame of pages before anybody is unlocked. */
  frame: FunctionComponent<{ title: string; lead?: string; children?: ComponentChildren }>;
  /** How to write without a PIN, where that is offered. */
  writeNow?: ComponentChildren;
  onLeave: () => void;
}

type Troubles = ErrorSummaryProps['troubles'];
const nothing: TypedToRecover = { card: '', next: '', again: '' };
const minute = 60;

function inWords(trouble: RecoverTrouble | TabletTrouble): string {
  if (typeof trouble === 'object') {
    const { seconds } = trouble;
    if (seconds <= minute) return say(cardTroubleWords.waitSeconds, { count: seconds });
    return say(cardTroubleWords.waitMinutes, { count: Math.ceil(seconds / minute) });
  }
  if (trouble === 'not-taken') return say(cardTroubleWords['not-taken']);
  return say(trouble === 'no-network' ? words.offline : refusalWords[trouble]);
}

function judged({ card, next, again }: TypedToRecover): { troubles: Troubles; card: string } {
  const [read, chosen] = [readRecoveryCard(card), judgePin(next)];
  const troubles = [
    ...(read.ok ? [] : [{ field: fields.card, text: say(cardTroubleWords[read.trouble]) }]),
    ...(chosen.ok ? [] : [{ field: fields.next, text: say(pinTroubleWords[chosen.trouble]) }]),
    ...(chosen.ok && again !== next ? [{ field: fields.again, text: say(pinWords.differs) }] : []),
  ];
  return { troubles, card: read.ok ? read.value : '' };
}

/** A press that is made again with the same words asks for the same card, so that a lost answer costs nothing. */
function useRecovering({ person, recover, random }: RecoveryProps) {
  const [typed, setTyped] = useState(nothing);
  const [troubles, setTroubles] = useState<Troubles>([]);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<{ readonly card: string; readonly isHere: boolean } | null>(null);
  const asked = useRef<Recovering | null>(null);
  const go = async () => {
    if (isBusy) return;
    const { troubles: found, card } = judged(typed);
    setTroubles(found);
    if (found.length > 0) return;
    const pin = typed.next;
    const isAgain = asked.current?.card === card && asked.current.pin === pin;
    const asking = isAgain && asked.current ? asked.current : { card, pin, next: newRecoveryCard(random) };
    asked.current = asking;
    setBusy(true);
    const done = await orBrokenDown(recover(person.id, asking));
    setBusy(false);
    if (!done.ok) return setTroubles([{ field: fields.card, text: inWords(done.trouble) }]);
    setTyped(nothing);
    setMade({ card: asking.next, isHere: done.value === 'here' });
  };
  return { typed, type: (part: Partial<TypedToRecover>) => setTyped(before => ({ ...before, ...part })), troubles, isBusy, made, go };
}

/** In ms: what is typed and what is shown here is nobody else's to find. */
const idle = 180_000;
const signsOfLife = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

function useLeavingAlone(leave: () => void): void {
  const newest = useRef(leave);
  newest.current = leave;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const live = () => {
      clearTimeout(timer);
      timer = setTimeout(() => newest.current(), idle);
    };
    live();
    for (const sign of signsOfLife) document.addEventListener(sign, live, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signsOfLife) document.removeEventListener(sign, live, { capture: true });
    };
  }, []);
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine !== false);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine !== false);
    for (const event of ['online', 'offline']) addEventListener(event, look);
    return () => {
      for (const event of ['online', 'offline']) removeEventListener(event, look);
    };
  }, []);
  return isOnline;
}

export function Recovery(props: RecoveryProps) {
  const { person, frame: Frame, writeNow, onLeave } = props;
  const recovering = useRecovering(props);
  const isOnline = useOnline();
  useLeavingAlone(onLeave);
  if (recovering.made !== null) {
    return (
      <Frame key="done" title={say(words.done)} lead={say(recovering.made.isHere ? words.doneHelp : words.doneSoon)}>
        <div class="recovery">
          <p>{say(words.used)}</p>
          <CardToKeep name={person.name} card={recovering.made.card} onKept={onLeave} />
        </div>
      </Frame>
    );
  }
  return (
    <Frame key="typing" title={say(words.title)} lead={say(words.lead)}>
      <div class="recovery">
        {!isOnline && (
          <Notice icon={WifiOff}>
            <p>{say(words.offline)}</p>
          </Notice>
        )}
        <WithCard {...recovering} random={props.random} />
        <section class="stack">
          <h2>{say(words.withoutCard)}</h2>
          <p>{say(words.withoutCardHelp)}</p>
          <p class="soft">{say(words.ownAccount)}</p>
        </section>
        {writeNow && (
          <section class="stack">
            <h2>{say(words.meanwhile)}</h2>
            <div class="row">{writeNow}</div>
          </section>
        )}
        <div class="row">
          <Button onPress={onLeave}>{say(words.back)}</Button>
        </div>
      </div>
    </Frame>
  );
}

type WithCardProps = Pick<ReturnType<typeof useRecovering>, 'typed' | 'type' | 'troubles' | 'isBusy' | 'go'> & { random: Randomness };

function WithCard({ typed, type, troubles, isBusy, go, random }: WithCardProps) {
  const [isShown, setShown] = useState(false);
  return (
    <form
      class="card stack"
      aria-busy={isBusy}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void go();
      }}
    >
      <h2>{say(words.withCard)}</h2>
      <p class="soft">{say(words.withCardHelp)}</p>
      <ErrorSummary troubles={troubles} />
      <RecoveryFields {...{ typed, isShown, random }} troubleOf={id => troubles.find(({ field }) => field === id)?.text} onType={type} />
      <div class="change-pin-acts">
        <Button look="main" type="submit" disabled={isBusy}>
          {say(isBusy ? words.making : words.makePin)}
        </Button>
        <Button look="quiet" icon={isShown ? EyeOff : Eye} onPress={() => setShown(!isShown)}>
          {say(isShown ? pinWords.hide : pinWords.show)}
        </Button>
      </div>
    </form>
  );
}
