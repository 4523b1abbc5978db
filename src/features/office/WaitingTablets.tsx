// Tablets that show six digits now: asked every two seconds while a code is on the screen, compared by eye, let in or not.
import { useEffect, useState } from 'preact/hooks';
import { minutes } from '../../kernel/clock';
import { Button } from '../../ui/Button';
import { officeTabletWords as words } from '../../ui/words/office-tablets';
import { say } from '../../ui/words/say';
import { confirmTabletPath, refuseTabletPath, type WaitingTablet, waitingTabletsPath, waitingTabletsSchema } from './devices-protocol';
import type { OfficeProblem } from './office-client.store';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

const rhythm = 2_000;
/** So long a code lasts. */
const patience = minutes(10);

/** Keeps nobody signed in by itself: whoever is signed out meanwhile reads so. */
export function useWaiting(isAsking: boolean) {
  const { quiet } = useOffice();
  const [waiting, setWaiting] = useState<readonly WaitingTablet[]>([]);
  const [problem, setProblem] = useState<OfficeProblem | null>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = setTimeout(() => setOver(true), patience);
    return () => clearTimeout(over);
  }, []);
  useEffect(() => {
    if (!isAsking) return;
    let next: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      const said = await quiet.ask(waitingTabletsPath, waitingTabletsSchema);
      if (isGone) return;
      setProblem(said.ok ? null : said.trouble);
      if (said.ok) setWaiting(said.value.waiting);
      next = setTimeout(() => void look(), rhythm);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(next);
    };
  }, [isAsking, quiet]);
  return { waiting, problem, isOver };
}

interface WaitingTabletsProps {
  waiting: readonly WaitingTablet[];
  onAnswered: (answered: { name: string; isIn: boolean }) => void;
}

export const WaitingTablets = ({ waiting, onAnswered }: WaitingTabletsProps) => (
  <>
    {waiting.map(tablet => (
      <Compare key={`${tablet.id} ${tablet.digits}`} tablet={tablet} onAnswered={onAnswered} />
    ))}
  </>
);

function Compare({ tablet: { id, name, digits }, onAnswered }: { tablet: WaitingTablet } & Pick<WaitingTabletsProps, 'onAnswered'>) {
  const { client } = useOffice();
  const { isBusy, problem, run } = useAct();
  const same = () =>
    void run(
      () => client.act(confirmTabletPath, { id, digits }, nothingSchema),
      () => onAnswered({ name, isIn: true }),
    );
  const differ = () =>
    void run(
      () => client.act(refuseTabletPath, { id }, nothingSchema),
      () => onAnswered({ name, isIn: false }),
    );
  return (
    <section class="card stack" role="alert">
      <h2>{say(words.compare, { name })}</h2>
      <p class="office-digits number" role="img" aria-label={`${say(words.digits)}: ${[...digits].join(' ')}`}>
        <span>{digits.slice(0, 3)}</span>
        <span>{digits.slice(3)}</span>
      </p>
      <p>{say(words.compareHelp)}</p>
      <Problem of={problem} />
      <div class="row">
        <Button look="main" disabled={isBusy} onPress={same}>
          {say(words.same)}
        </Button>
        <Button disabled={isBusy} onPress={differ}>
          {say(words.differ)}
        </Button>
      </div>
    </section>
  );
}
