// Somebody has forgotten her PIN: asking, agreeing, waiting and the slip, each step by whom it is for.
import { Printer } from 'lucide';
import { useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { officeReopeningWords as words } from '../../ui/words/office-reopening';
import { say } from '../../ui/words/say';
import type { AboutPerson } from './about-person';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import * as wire from './reopening-protocol';
import { slipsSchema } from './staff-protocol';
import { useAct, useOffice } from './use-office';

interface ReopenPersonProps extends AboutPerson {
  nursery: string;
  /** The slip stands above every page from then on. */
  onSlip: () => void;
}

export function ReopenPerson({ person, nursery, again, onSlip }: ReopenPersonProps) {
  const { reopening } = person;
  return (
    <section class="section">
      <h3>{say(words.title)}</h3>
      {reopening ? (
        <Standing reopening={reopening} again={again} onSlip={onSlip} />
      ) : (
        <Asking person={person} nursery={nursery} again={again} />
      )}
    </section>
  );
}

function Asking({ person, nursery, again }: Omit<ReopenPersonProps, 'onSlip'>) {
  const { client } = useOffice();
  const [isAsked, setAsked] = useState(false);
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(wire.askReopeningPath, { person: person.id, nursery }, nothingSchema), again);
  return (
    <>
      <p class={isAsked ? undefined : 'soft'}>{say(isAsked ? words.askHelp : words.help)}</p>
      <Problem of={problem} />
      <div class="row">
        {!isAsked && <Button onPress={() => setAsked(true)}>{say(words.ask)}</Button>}
        {isAsked && (
          <Button disabled={isBusy} onPress={go}>
            {say(words.askIt)}
          </Button>
        )}
        {isAsked && (
          <Button look="quiet" onPress={() => setAsked(false)}>
            {say(words.notNow)}
          </Button>
        )}
      </div>
    </>
  );
}

type StandingProps = { reopening: wire.ShownReopening } & Pick<ReopenPersonProps, 'again' | 'onSlip'>;

function Standing({ reopening, again, onSlip }: StandingProps) {
  const { client, showSlips } = useOffice();
  const { isBusy, problem, run } = useAct();
  const body = { id: reopening.id };
  const step = (path: string) => void run(() => client.act(path, body, nothingSchema), again);
  const print = () =>
    void run(
      () => client.act(wire.reopeningSlipPath, body, slipsSchema),
      ({ slips }) => {
        showSlips(slips);
        onSlip();
      },
    );
  return (
    <>
      <Told {...reopening} />
      <Problem of={problem} />
      <div class="row">
        {reopening.mayAgree && (
          <Button look="main" disabled={isBusy} onPress={() => step(wire.agreeReopeningPath)}>
            {say(words.agree)}
          </Button>
        )}
        {reopening.standing === 'ready' && reopening.isOneOfTwo && (
          <Button look="main" icon={Printer} disabled={isBusy} onPress={print}>
            {say(words.print)}
          </Button>
        )}
        {reopening.isOneOfTwo && (
          <Button look="quiet" disabled={isBusy} onPress={() => step(wire.withdrawReopeningPath)}>
            {say(words.withdraw)}
          </Button>
        )}
      </div>
    </>
  );
}

/** Since when, who, and from when on. */
function Told({ standing, askedBy, askedAt, agreedBy, from, until, mayAgree, isOneOfTwo }: wire.ShownReopening) {
  const on = (at: number) => ({ day: dayInWords(at), time: timeInWords(at) });
  return (
    <div class="stack-close">
      <p>{say(words.asked, { name: askedBy, ...on(askedAt) })}</p>
      {agreedBy !== null && <p>{say(words.agreed, { name: agreedBy })}</p>}
      {standing === 'asked' && <p>{say(mayAgree ? words.agreeHelp : words.needsSecond, { day: dayInWords(until) })}</p>}
      {standing === 'waiting' && from !== null && <p>{say(words.waiting, on(from))}</p>}
      {standing === 'ready' && <p>{say(isOneOfTwo ? words.ready : words.notOfTwo, { day: dayInWords(until) })}</p>}
    </div>
  );
}
