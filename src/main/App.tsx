// The app from the first paint on: what the tablet is, who is here, and who is unlocked.
import type { ComponentType } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AppUpdate } from '../device/app-update';
import type { InstallOffer } from '../device/install-offer';
import type { Session } from '../device/session';
import { readTiles } from '../device/tiles';
import type { PersonOnTile } from '../features/entrance/Tiles';
import { openPreferences, type PreferencesHere, showHand } from '../features/me/preferences.store';
import { isJustSetUp } from '../features/set-up/set-up.store';
import { systemClock } from '../kernel/clock';
import { type Result, trouble } from '../kernel/result';
import type { EntranceTrouble, TabletTrouble } from '../sync/verdict';
import { HandOverContext, type HandOvers, makeHandOvers } from '../ui/hand-over';
import { IdleLock } from './IdleLock';
import { Loaded } from './Loaded';
import { Outside } from './Outside';
import type { Larkrise, OpenTablet, Started } from './tablet.store';
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
        if (now.length > 0) void preferences.keepOnly(now.map(({ id }) => id));
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

/** Who was in before, and on which page she was. */
interface Left {
  readonly person: string;
  readonly path: string;
}

/** What she has to know or to do comes first, then the page that she was on; null: whatever the address says. */
async function pathFor(session: Session, left: Left | null): Promise<string | null> {
  const { id, handed, reopening } = session.person;
  if (handed || reopening) return handed ? '/me/pin' : '/me/recovery';
  if (left?.person === id) return left.path;
  const place = await import('./place-left.store').then(({ readPlaceLeft }) => readPlaceLeft(session)).catch(() => null);
  return place?.path ?? (left ? '/' : null);
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

/** So long it is waited for what was being written, in ms; then the keys go all the same. */
const patience = 5_000;

type InsideParts = Pick<ReturnType<typeof useTablet>, 'starting' | 'open'> & Pick<AppProps, 'loadUnlocked'>;

/** Who is in, and the two ways: her PIN lets her in, unless she has taken it back meanwhile; a lock covers her page before anything else. */
function useInside({ starting, open, loadUnlocked }: InsideParts, preferences: PreferencesHere, handOvers: HandOvers) {
  const [inside, setInside] = useState<Inside | null>(null);
  const left = useRef<Left | null>(null);
  const newest = useRef(0); // tries of PINs and what takes them back, counted together
  const isLocking = useRef(false);
  const notMe = () => {
    newest.current += 1;
  };
  const unlock = async (person: string, pin: string): Promise<Result<unknown, EntranceTrouble>> => {
    newest.current += 1;
    const own = newest.current;
    const [View, larkrise] = await Promise.all([loadUnlocked(), starting]); // before there are keys: the view may not be had
    if (!larkrise.ok) return larkrise;
    const tablet = larkrise.value.open.peek();
    const unlocked = await (tablet?.unlock(person, pin) ?? trouble('not-enrolled' as const));
    if (!unlocked.ok) return unlocked;
    const path = await pathFor(unlocked.value, left.current);
    if (own !== newest.current) {
      tablet?.lock(unlocked.value);
      return trouble('locked');
    }
    if (path) goTo(path);
    showHand(preferences.all.peek()[person]?.hand);
    void preferences.keep(person, { lastHere: systemClock() });
    setInside({ session: unlocked.value, View });
    return unlocked;
  };
  const lockNow = useCallback(async () => {
    if (isLocking.current) return;
    isLocking.current = true;
    document.body.hidden = true;
    await Promise.race([handOvers.all(), new Promise(over => setTimeout(over, patience))]).catch(() => undefined);
    if (inside) left.current = { person: inside.session.person.id, path: location.pathname + location.search };
    open?.lock();
    goTo('/');
    showHand(null);
    setInside(null);
    document.body.hidden = false;
    isLocking.current = false;
  }, [handOvers, inside, open]);
  const lock = useCallback(() => void lockNow(), [lockNow]);
  return { inside, unlock, notMe, lock };
}

export function App({ start, firstVisit, loadUnlocked, update, install }: AppProps) {
  const preferences = useMemo(openPreferences, []);
  const { starting, started, open, people, isNotSetUp, isNew, endSetUp } = useTablet({ start, firstVisit }, preferences);
  const handOvers = useMemo(makeHandOvers, []);
  const { inside, unlock, notMe, lock } = useInside({ starting, open, loadUnlocked }, preferences, handOvers);
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
          onNotMe={notMe}
          install={install}
          preferences={preferences}
          endSetUp={isNew ? endSetUp : null}
        />
      )}
    </HandOverContext.Provider>
  );
}
