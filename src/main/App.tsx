// The app from the first paint on: what the tablet is, who is here, and who is unlocked.
import type { ComponentType } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AppUpdate } from '../device/app-update';
import type { InstallOffer } from '../device/install-offer';
import type { Session } from '../device/session';
import { readTiles } from '../device/tiles';
import { secondLetters } from '../features/entrance/arrange';
import { PinPad } from '../features/entrance/PinPad';
import { type PersonOnTile, Tiles } from '../features/entrance/Tiles';
import { openPreferences, type PreferencesHere, showHand } from '../features/me/preferences.store';
import { isJustSetUp } from '../features/set-up/set-up.store';
import { systemClock } from '../kernel/clock';
import { type Result, trouble } from '../kernel/result';
import type { EntranceTrouble, TabletTrouble } from '../sync/verdict';
import { HandOverContext, makeHandOvers } from '../ui/hand-over';
import { useSignal } from '../ui/use-live';
import { IdleLock } from './IdleLock';
import { Loaded } from './Loaded';
import { BrokenStorage, Opening } from './Opening';
import { useRoom } from './Room';
import { JustSetUp, SetUp } from './SetUp';
import type { Larkrise, OpenTablet } from './tablet.store';
import type { UnlockedProps } from './Unlocked';
import { UpdateOffer } from './UpdateOffer';

export interface AppProps {
  /** Opens the tablet; called once, after the first paint. */
  start: () => Promise<Result<Larkrise, TabletTrouble>>;
  /** Nothing of a tablet's was ever kept in this browser; known before anything is opened. */
  firstVisit: Promise<boolean>;
  loadUnlocked: () => Promise<ComponentType<UnlockedProps>>;
  update: Promise<AppUpdate>;
  install: InstallOffer;
}

type Started = Result<Larkrise, TabletTrouble>;

const goTo = (path: string) => history.replaceState(null, '', path);

/** What is known so far: first the tiles of the last time, then the tablet itself with its people. */
function useTablet({ start, firstVisit }: Pick<AppProps, 'start' | 'firstVisit'>, preferences: PreferencesHere) {
  const starting = useMemo(start, [start]);
  const [started, setStarted] = useState<Started | null>(null);
  const [open, setOpen] = useState<OpenTablet | null>(null);
  const [people, setPeople] = useState<readonly PersonOnTile[] | null>(null);
  // Now, or before a reload: then two questions come before the tiles.
  const [isNew, setJustSetUp] = useState(false);
  const [isFirst, setFirst] = useState(false);
  useLayoutEffect(() => void firstVisit.then(setFirst), [firstVisit]); // not after a paint: whoever waits for both sees it painted
  useEffect(() => {
    void Promise.all([readTiles(), isJustSetUp(), preferences.ready]).then(([tiles, isNew]) => {
      if (isNew) setJustSetUp(true);
      setPeople(known => known ?? tiles);
    });
    void starting.then(setStarted);
  }, [starting, preferences]);
  useEffect(() => (started?.ok ? started.value.open.subscribe(setOpen) : undefined), [started]);
  useEffect(
    () =>
      open?.people.subscribe(now => {
        if (!now) return;
        setPeople(now);
        void preferences.keepOnly(now.map(({ id }) => id));
      }),
    [open, preferences],
  );
  useEffect(() => {
    if (started?.ok && !started.value.open.peek()) setJustSetUp(true);
  }, [started]);
  useEffect(() => {
    if (open && location.hash !== '') goTo(location.pathname); // a code that was used says nothing more
  }, [open]);
  const isNotSetUp = !open && (started ? started.ok && started.value.open.peek() === null : isFirst);
  return { starting, started, open, people, isNotSetUp, isNew, endSetUp: () => setJustSetUp(false) };
}

const loadTakenOut = async () => (await import('../features/entrance/TakenOut')).TakenOut;

/** A tablet that is taken out of use locks at once, so that what is being written is handed over, and shows nothing else any more. */
function useStanding(open: OpenTablet | null, lock: () => void) {
  const [standing, setStanding] = useState<'in-use' | 'leaving' | 'emptied'>('in-use');
  useEffect(() => open?.standing.subscribe(setStanding), [open]);
  const isLeaving = standing === 'leaving';
  useEffect(() => {
    if (isLeaving) lock();
  }, [isLeaving, lock]);
  return standing;
}

interface Inside {
  readonly session: Session;
  readonly View: ComponentType<UnlockedProps>;
}

export function App({ start, firstVisit, loadUnlocked, update, install }: AppProps) {
  const preferences = useMemo(openPreferences, []);
  const { starting, started, open, people, isNotSetUp, isNew, endSetUp } = useTablet({ start, firstVisit }, preferences);
  const handOvers = useMemo(makeHandOvers, []);
  const [inside, setInside] = useState<Inside | null>(null);
  const left = useRef<{ readonly person: string; readonly path: string } | null>(null);
  const unlock = async (person: string, pin: string): Promise<Result<unknown, EntranceTrouble>> => {
    const larkrise = await starting;
    if (!larkrise.ok) return larkrise;
    const unlocked = await (larkrise.value.open.peek()?.unlock(person, pin) ?? trouble('not-enrolled' as const));
    if (!unlocked.ok) return unlocked;
    if (left.current) goTo(left.current.person === person ? left.current.path : '/');
    const View = await loadUnlocked();
    showHand(preferences.all.peek()[person]?.hand);
    void preferences.keep(person, { lastHere: systemClock() });
    setInside({ session: unlocked.value, View });
    return unlocked;
  };
  const lockNow = useCallback(async () => {
    await handOvers.all();
    if (inside) left.current = { person: inside.session.person.id, path: location.pathname + location.search };
    open?.lock();
    goTo('/');
    showHand(null);
    setInside(null);
  }, [handOvers, inside, open]);
  const lock = useCallback(() => void lockNow(), [lockNow]);
  const standing = useStanding(open, lock);
  const hasLeft = inside !== null && (people?.every(({ id }) => id !== inside.session.person.id) ?? false);
  useEffect(() => {
    if (hasLeft) lock(); // the server has said that she is nobody's here any more; what she was writing is kept and sent
  }, [hasLeft, lock]);
  const isInside = inside !== null && open !== null;
  return (
    <HandOverContext.Provider value={handOvers}>
      {standing === 'in-use' && <UpdateOffer update={update} handOvers={handOvers} />}
      {standing !== 'in-use' && !isInside ? (
        <Loaded load={loadTakenOut} given={{ isEmptied: standing === 'emptied' }} />
      ) : isInside ? (
        <>
          <IdleLock clock={systemClock} lock={lock} />
          <inside.View open={open} session={inside.session} lock={lock} update={update} install={install} preferences={preferences} />
        </>
      ) : (
        <Outside
          starting={starting}
          started={started}
          isNotSetUp={isNotSetUp}
          open={open}
          people={people}
          unlock={unlock}
          install={install}
          preferences={preferences}
          endSetUp={isNew ? endSetUp : null}
        />
      )}
    </HandOverContext.Provider>
  );
}

interface OutsideProps {
  starting: Promise<Started>;
  started: Started | null;
  isNotSetUp: boolean;
  open: OpenTablet | null;
  people: readonly PersonOnTile[] | null;
  unlock: (person: string, pin: string) => Promise<Result<unknown, EntranceTrouble>>;
  install: InstallOffer;
  preferences: PreferencesHere;
  /** Null unless the tablet has just been set up. */
  endSetUp: (() => void) | null;
}

function Outside({ starting, started, isNotSetUp, open, people, unlock, install, preferences, endSetUp }: OutsideProps) {
  const [chosen, setChosen] = useState<PersonOnTile | null>(null);
  const remembered = useSignal(preferences.all);
  const room = useRoom(open);
  if (started && !started.ok) return <BrokenStorage trouble={started.trouble} />;
  if (isNotSetUp) return <SetUp starting={starting} install={install} />;
  if (!people) return <Opening />;
  if (endSetUp) return <JustSetUp install={install} onDone={endSetUp} />;
  if (room.screen) return room.screen;
  if (!chosen) {
    return (
      <Tiles people={people} preferences={remembered} now={systemClock()} onChoose={setChosen}>
        {room.card}
      </Tiles>
    );
  }
  return (
    <PinPad
      person={chosen}
      second={secondLetters(people).get(chosen.id)}
      hand={remembered[chosen.id]?.hand}
      unlock={pin => unlock(chosen.id, pin)}
      standing={() => starting.then(one => (one.ok ? one.value.open.peek()?.pinStanding(chosen.id) : undefined))}
      onNotMe={() => setChosen(null)}
    />
  );
}
