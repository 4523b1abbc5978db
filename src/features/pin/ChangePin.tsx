// Change my PIN: the one that holds, the new one twice, and kind reasons where it would be guessed; it works offline.
import { CircleCheck, Eye, EyeOff, KeyRound, Sparkles } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { PinChoice } from '../../device/vault';
import type { Result } from '../../kernel/result';
import type { TabletTrouble } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { orBrokenDown } from '../../ui/broken-down';
import { ErrorSummary, type ErrorSummaryProps } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { pinTroubleWords, pinWords as words } from '../../ui/words/pin';
import { say } from '../../ui/words/say';
import { tabletTroubleWords } from '../../ui/words/tablet-troubles';
import { PinDigits } from './PinDigits';
import { judgePin, pinLength, randomPin } from './pin-rules';
import './change-pin.css';

export interface ChangePinProps {
  session: Session;
  changePin: (choice: PinChoice) => Promise<Result<null, TabletTrouble>>;
}

interface Typed {
  readonly now: string;
  readonly next: string;
  readonly again: string;
}

const nothing: Typed = { now: '', next: '', again: '' };
/** The ids of the fields. */
const fields = { now: 'pin-now', next: 'pin-next', again: 'pin-again' } as const;
type Troubles = ErrorSummaryProps['troubles'];

function judged({ now, next, again }: Typed): Troubles {
  const chosen = judgePin(next, now);
  return [
    ...(now.length === pinLength ? [] : [{ field: fields.now, text: say(words.nowMissing) }]),
    ...(chosen.ok ? [] : [{ field: fields.next, text: say(pinTroubleWords[chosen.trouble]) }]),
    ...(chosen.ok && again !== next ? [{ field: fields.again, text: say(words.differs) }] : []),
  ];
}

/** What is typed is nowhere else, and gone when it has been tried. */
function useChange(changePin: ChangePinProps['changePin']) {
  const [typed, setTyped] = useState(nothing);
  const [troubles, setTroubles] = useState<Troubles>([]);
  const [stage, setStage] = useState<'typing' | 'busy' | 'done'>('typing');
  const type = (part: Partial<Typed>) => setTyped(before => ({ ...before, ...part }));
  const change = async () => {
    if (stage !== 'typing') return;
    const found = judged(typed);
    setTroubles(found);
    if (found.length > 0) return;
    setStage('busy');
    const changed = await orBrokenDown(changePin(typed));
    setStage(changed.ok ? 'done' : 'typing');
    if (changed.ok) return setTyped(nothing);
    type({ now: '' });
    setTroubles([{ field: fields.now, text: say(tabletTroubleWords[changed.trouble]) }]);
  };
  return { typed, type, troubles, stage, change };
}

/** In two parts, as people learn numbers. */
const inWords = (pin: string): string => `${pin.slice(0, 3)} ${pin.slice(3)}`;

export function ChangePin({ session, changePin }: ChangePinProps) {
  const { typed, type, troubles, stage, change } = useChange(changePin);
  const [isShown, setShown] = useState(false);
  const [offered, setOffered] = useState<string | null>(null);
  const field = (part: keyof Typed) => ({
    id: fields[part],
    label: say(words[part]),
    value: typed[part],
    isShown,
    trouble: troubles.find(one => one.field === fields[part])?.text,
    onInput: (value: string) => type({ [part]: value }),
  });
  if (stage === 'done') return <Changed />;
  return (
    <Page title={say(words.title)} back="/me" narrow>
      {session.person.handed && (
        <Notice icon={KeyRound}>
          <p>{say(words.handed)}</p>
        </Notice>
      )}
      <p class="soft">{say(words.intro)}</p>
      <ErrorSummary troubles={troubles} />
      <form
        class="card stack change-pin"
        aria-busy={stage === 'busy'}
        onSubmit={event => {
          event.preventDefault();
          void change();
        }}
      >
        <PinDigits {...field('now')} />
        <PinDigits {...field('next')} hint={say(words.rules)} />
        <div class="change-pin-offer">
          <Button icon={Sparkles} onPress={() => setOffered(randomPin(session.tablet.random))}>
            {say(words.offer)}
          </Button>
          <p class="number" role="status">
            {offered && say(words.offered, { pin: inWords(offered) })}
          </p>
        </div>
        <PinDigits {...field('again')} />
        <div class="change-pin-acts">
          <Button look="main" type="submit" disabled={stage === 'busy'}>
            {say(stage === 'busy' ? words.changing : words.change)}
          </Button>
          <Button look="quiet" icon={isShown ? EyeOff : Eye} onPress={() => setShown(!isShown)}>
            {say(isShown ? words.hide : words.show)}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Changed() {
  return (
    <Page title={say(words.changed)} back="/me" narrow>
      <Notice icon={CircleCheck}>
        <p>{say(words.changedHelp)}</p>
        <p>{say(words.wordsStay)}</p>
      </Notice>
      <div class="row">
        <ButtonLink href="/me">{say(words.toMe)}</ButtonLink>
        <ButtonLink href="/me/recovery" look="quiet">
          {say(words.toCard)}
        </ButtonLink>
      </div>
    </Page>
  );
}
