// A tablet that belongs to no nursery yet: its code from a link or pasted, the enrolment, and what is asked once afterwards.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Comparing } from '../device/enrol';
import type { InstallOffer } from '../device/install-offer';
import { codeIn } from '../features/entrance/code';
import { Enrolling, NotSetUp } from '../features/entrance/NotSetUp';
import { endSetUp } from '../features/set-up/set-up.store';
import { type Result, trouble } from '../kernel/result';
import type { TabletTrouble } from '../sync/verdict';
import { Loaded } from './Loaded';
import type { Larkrise } from './tablet.store';

const loadHomeScreenFirst = async () => (await import('../features/set-up/HomeScreenFirst')).HomeScreenFirst;
const loadMatchDigits = async () => (await import('../features/entrance/MatchDigits')).MatchDigits;
const loadSetUpSteps = async () => (await import('../features/set-up/SetUpSteps')).SetUpSteps;

/** What the office compares with its own screen, and how the tablet asks on for as long as this page is open. */
function useComparing() {
  const [digits, setDigits] = useState('');
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const comparing = useMemo<Comparing>(
    () => ({ show: setDigits, pause: ms => new Promise(done => setTimeout(() => done(!isGone.current), ms)) }),
    [],
  );
  return { digits, comparing };
}

/** Every browser on Apple's engine says so, and no other. */
const mayStandApart = (): boolean => navigator.vendor.startsWith('Apple');

interface Code {
  readonly code: string;
  /** It is clear that it is to be used in this browser. */
  readonly isForHere: boolean;
}

function codeInAddress(): Code | null {
  const code = codeIn(location.hash);
  return code === null ? null : { code, isForHere: !mayStandApart() };
}

export interface SetUpProps {
  /** The tablet, being opened: what is said here needs nothing of it before a code is used. */
  starting: Promise<Result<Larkrise, TabletTrouble>>;
  install: InstallOffer;
}

export function SetUp({ starting, install }: SetUpProps) {
  const [known, setKnown] = useState(codeInAddress);
  useEffect(() => {
    const look = () => setKnown(codeInAddress());
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  const code = known?.code ?? null;
  const useHere = useCallback(() => setKnown(before => before && { ...before, isForHere: true }), []);
  const { digits, comparing } = useComparing();
  const enrol = useCallback(async () => {
    const larkrise = await starting;
    if (!larkrise.ok) return larkrise;
    comparing.show(''); // of an earlier try
    const outcome = code ? await larkrise.value.enrol(code, comparing) : trouble('code-not-valid' as const);
    if (outcome.ok) history.replaceState(null, '', '/');
    return outcome;
  }, [starting, code, comparing]);
  const meanwhile = digits !== '' && <Loaded load={loadMatchDigits} given={{ digits }} />;
  if (!known) return <NotSetUp onCode={pasted => setKnown({ code: pasted, isForHere: true })} />;
  if (known.isForHere) return <Enrolling key={known.code} enrol={enrol} meanwhile={meanwhile} />;
  return <Loaded load={loadHomeScreenFirst} given={{ install, link: location.href, onHere: useHere }} otherwise={useHere} />;
}

export function JustSetUp({ install, onDone }: { install: InstallOffer; onDone: () => void }) {
  const done = () => {
    void endSetUp();
    onDone();
  };
  return <Loaded load={loadSetUpSteps} given={{ install, onDone: done }} otherwise={onDone} />;
}
