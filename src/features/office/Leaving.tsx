// Somebody leaves: asked once more, because it takes effect on every tablet; then a link to her own words is offered.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { ownLinkWords } from '../../ui/words/office-exports';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { LeaverLink } from './LeaverLink';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { leavePath, type Staff } from './staff-protocol';
import { useAct, useOffice } from './use-office';

interface LeavingProps {
  person: Staff;
  /** Null: all that she is outside nurseries as well. */
  nursery: string | null;
  onLeft: () => void;
}

/** She has left: what she wrote is hers. */
export function LeftWords({ person, nursery, onDone }: { person: Staff; nursery: string | null; onDone: () => void }) {
  return (
    <>
      <p role="status">{say(ownLinkWords.hasLeftHelp)}</p>
      <LeaverLink person={person} nursery={nursery} />
      <div class="row">
        <Button look="quiet" onPress={onDone}>
          {say(ownLinkWords.done)}
        </Button>
      </div>
    </>
  );
}

export function Leaving({ person, nursery, onLeft }: LeavingProps) {
  const { client } = useOffice();
  const [isAsked, setAsked] = useState(false);
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(leavePath, { person: person.id, nursery }, nothingSchema), onLeft);
  return (
    <section class="section">
      {isAsked && <h3>{say(words.leaveTitle, { name: person.name })}</h3>}
      {isAsked && <p>{say(words.leaveHelp)}</p>}
      <Problem of={problem} />
      <div class="row">
        {!isAsked && (
          <Button look="quiet" onPress={() => setAsked(true)}>
            {say(words.leave)}
          </Button>
        )}
        {isAsked && (
          <Button disabled={isBusy} onPress={go}>
            {say(words.leaveIt)}
          </Button>
        )}
        {isAsked && (
          <Button look="quiet" onPress={() => setAsked(false)}>
            {say(words.stay)}
          </Button>
        )}
      </div>
    </section>
  );
}
