// The app from the first paint on: what the tablet is, who is here, and who is unlocked.
import type { ComponentType } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AppUpdate } from '../device/app-update';
import type { Session } from '../device/session';
import { Enrolling, NotSetUp } from '../features/entrance/NotSetUp';
import { PinPad } from '../features/entrance/PinPad';
import { type PersonOnTile, Tiles } from '../features/entrance/Tiles';
import { systemClock } from '../kernel/clock';
import { type Result, trouble } from '../kernel/result';
import type { RefusalName, TabletTrouble } from '../sync/verdict';
import { HandOverContext, makeHandOvers } from '../ui/hand-over';
import { IdleLock } from './IdleLock';
import { BrokenStorage, Opening } from './Opening';
import { rememberedTiles } from './remembered-tiles.store';
import type { Larkrise, OpenTablet } from './tablet.store';
import type { UnlockedProps } from './Unlocked';
import { UpdateOffer } from './UpdateOffer';

export interface AppProps {
  /** Opens the tablet; called once, after the first paint. */
  start: () => Promise<Result<Larkrise, TabletTrouble>>;
  loadUnlocked: () => Promise<ComponentType<UnlockedProps>>;
  update: Promise<AppUpdate>;
}

type Started = Result<Larkrise, TabletTrouble>;

const codeInAddress = (): string | undefined => /^#enrol=([\w-]{16,64})$/.exec(location.hash)?.[1];
const goTo = (path: string) => history.replaceState(null, '', path);

/** What is known so far: first the tiles of the last time, then the tablet itself with its people. */
function useTablet(start: AppProps['start']) {
  const starting = useMemo(start, [start]);
  const [started, setStarted] = useState<Started | null>(null);
  const [open, setOpen] = useState<OpenTablet | null>(null);
  const [people, setPeople] = useState<readonly PersonOnTile[] | null>(null);
  useEffect(() => {
    void rememberedTiles().then(tiles => setPeople(known => known ?? tiles));
    void starting.then(setStarted);
  }, [starting]);
  useEffect(() => (started?.ok ? started.value.open.subscribe(setOpen) : undefined), [started]);
  useEffect(() => open?.people.subscribe(now => now && setPeople(now)), [open]);
  useEffect(() => {
    if (open && location.hash !== '') goTo(location.pathname); // a code that was used says nothing more
  }, [open]);
  return { starting, started, open, people };
}

interface Inside {
  readonly session: Session;
  readonly View: ComponentType<UnlockedProps>;
}

export function App({ start, loadUnlocked, update }: AppProps) {
  const { starting, started, open, people } = useTablet(start);
  const handOvers = useMemo(makeHandOvers, []);
  const [inside, setInside] = useState<Inside | null>(null);
  const left = useRef<{ readonly person: string; readonly path: string } | null>(null);
  const unlock = async (person: string, pin: string): Promise<Result<unknown, RefusalName>> => {
    const larkrise = await starting;
    if (!larkrise.ok) return larkrise;
    const unlocked = await (larkrise.value.open.peek()?.unlock(person, pin) ?? trouble('not-enrolled' as const));
    if (!unlocked.ok) return unlocked;
    if (left.current) goTo(left.current.person === person ? left.current.path : '/');
    setInside({ session: unlocked.value, View: await loadUnlocked() });
    return unlocked;
  };
  const lockNow = useCallback(async () => {
    await handOvers.all();
    if (inside) left.current = { person: inside.session.person.id, path: location.pathname + location.search };
    open?.lock();
    goTo('/');
    setInside(null);
  }, [handOvers, inside, open]);
  const lock = useCallback(() => void lockNow(), [lockNow]);
  const isInside = inside !== null && open !== null;
  return (
    <HandOverContext.Provider value={handOvers}>
      {isInside ? (
        <>
          <IdleLock clock={systemClock} lock={lock} />
          <inside.View open={open} session={inside.session} lock={lock} />
        </>
      ) : (
        <Outside started={started} open={open} people={people} unlock={unlock} />
      )}
      <UpdateOffer update={update} handOvers={handOvers} />
    </HandOverContext.Provider>
  );
}

interface OutsideProps {
  started: Started | null;
  open: OpenTablet | null;
  people: readonly PersonOnTile[] | null;
  unlock: (person: string, pin: string) => Promise<Result<unknown, RefusalName>>;
}

function Outside({ started, open, people, unlock }: OutsideProps) {
  const [chosen, setChosen] = useState<PersonOnTile | null>(null);
  if (started && !started.ok) return <BrokenStorage trouble={started.trouble} />;
  if (started && !open) return <SetUp larkrise={started.value} />;
  if (!people) return <Opening />;
  if (!chosen) return <Tiles people={people} onChoose={setChosen} />;
  return <PinPad person={chosen} unlock={pin => unlock(chosen.id, pin)} onNotMe={() => setChosen(null)} />;
}

function SetUp({ larkrise }: { larkrise: Larkrise }) {
  const [code, setCode] = useState(codeInAddress);
  useEffect(() => {
    const look = () => setCode(codeInAddress());
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  const enrol = useCallback(async () => {
    const outcome = code ? await larkrise.enrol(code) : trouble('code-not-valid' as const);
    if (outcome.ok) goTo('/');
    return outcome;
  }, [larkrise, code]);
  return code ? <Enrolling key={code} enrol={enrol} /> : <NotSetUp />;
}
