// What every page of the office works with: who is signed in, asking the server and acting there, and a page that comes when it is opened.
import { type ComponentType, createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Notice } from '../../ui/Notice';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import type { OfficeClient, OfficeOutcome, OfficeProblem } from './office-client.store';
import type { Me, PinSlip } from './office-protocol';

export interface OfficeHere {
  readonly client: OfficeClient;
  /** The same without asking anybody to sign in: for what a page asks by itself. */
  readonly quiet: OfficeClient;
  readonly me: Me;
  /** PINs that were just made: above every page until she says that they are kept, because nobody is told them twice. */
  showSlips(slips: readonly PinSlip[]): void;
}

export const OfficeContext = createContext<OfficeHere | null>(null);

export function useOffice(): OfficeHere {
  const here = useContext(OfficeContext);
  if (!here) throw new Error('a page of the office outside of it');
  return here;
}

/** What the server says to a question; `again` asks anew and leaves standing what was said before. */
export function useAsked<Schema extends v.GenericSchema>(path: string, gives: Schema) {
  const { client } = useOffice();
  const [said, setSaid] = useState<OfficeOutcome<v.InferOutput<Schema>> | null>(null);
  const schema = useRef(gives);
  const again = useCallback(async () => setSaid(await client.ask(path, schema.current)), [client, path]);
  useEffect(() => void again(), [again]);
  return { value: said?.ok ? said.value : null, problem: said && !said.ok ? said.trouble : null, again };
}

/** One act at a time; what stood in the way is kept until the next try. */
export function useAct() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<OfficeProblem | null>(null);
  const run = async <Value,>(act: () => Promise<OfficeOutcome<Value>>, then: (value: Value) => void): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await act();
    setBusy(false);
    if (outcome.ok) then(outcome.value);
    else setProblem(outcome.trouble);
  };
  return { isBusy, problem, run };
}

interface LateProps<Given> {
  load: () => Promise<ComponentType<Given>>;
  given: Given;
}

/** A part that is fetched when it is opened. `load` is one function outside of all views. */
export function Late<Given extends object>({ load, given }: LateProps<Given>) {
  const [loaded, setLoaded] = useState<{ View: ComponentType<Given> } | 'failed' | null>(null);
  const begin = useCallback(async () => {
    setLoaded(null);
    setLoaded(
      await load().then(
        View => ({ View }),
        () => 'failed' as const,
      ),
    );
  }, [load]);
  useEffect(() => void begin(), [begin]);
  if (loaded === null) return <Reading />;
  if (loaded !== 'failed') return <loaded.View {...given} />;
  return (
    <Notice tone="trouble">
      <p>{say(words.notLoaded)}</p>
      <Button onPress={() => void begin()}>{say(words.tryAgain)}</Button>
    </Notice>
  );
}
