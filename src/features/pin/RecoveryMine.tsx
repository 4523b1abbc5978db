// If I forget my PIN: stopping what others have asked for in her name, and a recovery card that only she has seen.
import { LifeBuoy, ShieldAlert, ShieldCheck } from 'lucide';
import { useState } from 'preact/hooks';
import type { Http, HttpTrouble } from '../../device/http';
import { liveReopening, stopReopening } from '../../device/reopening-stops';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Result } from '../../kernel/result';
import type { TabletTrouble } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { orBrokenDown } from '../../ui/broken-down';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLive } from '../../ui/use-live';
import { placeWords } from '../../ui/words/places';
import { recoveryWords as words } from '../../ui/words/recovery';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { CardToKeep } from './CardToKeep';
import { PinDigits } from './PinDigits';
import { pinLength } from './pin-rules';
import './change-pin.css';
import './recovery.css';

export interface MyCardProps {
  session: Session;
  http: Pick<Http, 'post'>;
  /** For the PIN that she has now. */
  makeCard: (pin: string) => Promise<Result<string, HttpTrouble | TabletTrouble>>;
}

export function RecoveryMine({ session, http, makeCard }: MyCardProps) {
  const [card, setCard] = useState<string | null>(null);
  return (
    <Page title={say(words.mine)} back="/me" narrow>
      <AskedByOthers session={session} http={http} />
      {card === null ? (
        <MakeCard makeCard={makeCard} onMade={setCard} />
      ) : (
        <CardToKeep name={session.person.name} card={card} onKept={() => setCard(null)} />
      )}
    </Page>
  );
}

/** What was asked for in her name; one press ends it, with a network or without. */
function AskedByOthers({ session, http }: Pick<MyCardProps, 'session' | 'http'>) {
  const asked = useLive(() => liveReopening(session), [session]);
  const [stopped, setStopped] = useState<'now' | 'soon' | 'not' | null>(null);
  if (stopped === 'now' || stopped === 'soon') {
    return (
      <Notice icon={ShieldCheck}>
        <p>{say(stopped === 'now' ? words.stopped : words.stopWaits)}</p>
      </Notice>
    );
  }
  if (!asked) return null;
  const { id, askedAt, from } = asked;
  const day = dayInWords(askedAt);
  const stop = async () => {
    const done = await orBrokenDown(stopReopening(session, http, id));
    setStopped(done.ok ? 'now' : done.trouble === 'broken-down' ? 'not' : 'soon');
  };
  return (
    <section class="card stack">
      <h2 class="row">
        <Icon of={ShieldAlert} />
        {say(words.asked)}
      </h2>
      <p>
        {from === null ? say(words.askedHelp, { day }) : say(words.agreedHelp, { day, from: dayInWords(from), time: timeInWords(from) })}
      </p>
      <p>{say(words.askedWhat)}</p>
      {stopped === 'not' && (
        <Notice tone="trouble">
          <p>{say(refusalWords['broken-down'])}</p>
        </Notice>
      )}
      <div class="row">
        <Button look="main" onPress={() => void stop()}>
          {say(words.stop)}
        </Button>
        <ButtonLink href="/me/done" look="quiet">
          {say(placeWords.audit)}
        </ButtonLink>
      </div>
    </section>
  );
}

interface MakeCardProps extends Pick<MyCardProps, 'makeCard'> {
  onMade: (card: string) => void;
}

function MakeCard({ makeCard, onMade }: MakeCardProps) {
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    if (isBusy) return;
    if (pin.length < pinLength) return setTrouble(say(words.pinMissing));
    setTrouble(undefined);
    setBusy(true);
    const made = await orBrokenDown(makeCard(pin));
    setBusy(false);
    setPin('');
    if (made.ok) onMade(made.value);
    else setTrouble(say(made.trouble === 'no-network' ? words.needsNetwork : refusalWords[made.trouble]));
  };
  return (
    <form
      class="card stack change-pin"
      aria-busy={isBusy}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void go();
      }}
    >
      <p>{say(words.mineLead)}</p>
      <p class="soft">{say(words.mineHelp)}</p>
      <PinDigits
        {...{ id: 'recovery-pin', value: pin, isShown: false, trouble, onInput: setPin }}
        label={say(words.pinNow)}
        hint={say(words.pinNowHint)}
      />
      <div class="change-pin-acts">
        <Button look="main" type="submit" icon={LifeBuoy} disabled={isBusy}>
          {say(isBusy ? words.makingCard : words.makeCard)}
        </Button>
      </div>
    </form>
  );
}
