// Gives a writer back her place: whoever was locked, or whose page was killed, goes on where her cursor stood.
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../device/session';
import { useHandOver } from '../ui/hand-over';
import { keepPlaceLeft, type PlaceLeft, readPlaceLeft } from './place-left.store';

type Field = HTMLTextAreaElement | HTMLInputElement;
const fields = 'textarea, input[type="text"]';
const fieldsHere = (): Field[] => [...document.querySelectorAll<Field>(fields)];
const pathHere = () => location.pathname + location.search;

/** Longer than a pause, so that the words are kept first; in ms. */
const pause = 1_000;
/** So long it is waited for her page and her words to come back; in ms. */
const patience = 15_000;
const rhythm = 50;

/** Null where she has left the field, or nothing is in it. */
function placeIn(field: Field | null): PlaceLeft | null {
  if (!field?.isConnected || field.value === '') return null;
  const end = field.value.length;
  return { path: pathHere(), field: fieldsHere().indexOf(field), from: field.selectionStart ?? end, to: field.selectionEnd ?? end };
}

/** True when her words are there and the cursor stands where it stood. */
function putBack({ path, field: at, from, to }: PlaceLeft): boolean {
  const field = path === pathHere() ? fieldsHere()[at] : undefined;
  if (!field || field.value.length < to) return false;
  field.focus();
  field.setSelectionRange(from, to);
  return true;
}

/** Looks for her page until it is there; whoever touches or types meanwhile goes where she likes. */
function useComingBack(session: Session, isBack: { current: boolean }): void {
  useEffect(() => {
    let looking: ReturnType<typeof setInterval> | undefined;
    const end = () => {
      isBack.current = true;
      clearInterval(looking);
      for (const sign of ['pointerdown', 'keydown'] as const) removeEventListener(sign, end, true);
    };
    for (const sign of ['pointerdown', 'keydown'] as const) addEventListener(sign, end, true);
    const begin = (place: PlaceLeft | null) => {
      let tries = patience / rhythm;
      const look = () => {
        tries -= 1;
        if (isBack.current || !place || putBack(place) || tries <= 0) end();
      };
      looking = setInterval(look, rhythm);
      look();
    };
    readPlaceLeft(session).then(begin, end);
    return end;
  }, [session, isBack]);
}

export function HandBack({ session }: { session: Session }) {
  const last = useRef<Field | null>(null);
  const isBack = useRef(false); // before that, what is kept is not written over
  const kept = useRef('');
  const keep = async () => {
    const place = placeIn(last.current);
    const text = JSON.stringify(place);
    if (!isBack.current || text === kept.current) return;
    const outcome = await keepPlaceLeft(session, place);
    if (outcome.ok) kept.current = text;
  };
  const newest = useRef(keep);
  newest.current = keep;
  useComingBack(session, isBack);
  useHandOver(keep, true); // the first words of a page give it its address
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = ({ type }: Event) => {
      if (type === 'input') isBack.current = true;
      const field = document.activeElement;
      if (field instanceof HTMLElement && field.matches(fields)) last.current = field as Field;
      clearTimeout(timer);
      timer = setTimeout(() => void newest.current().catch(() => undefined), pause); // trouble with the storage is told by the words
    };
    const signs = ['selectionchange', 'input', 'focusin'] as const;
    for (const sign of signs) document.addEventListener(sign, look, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, look, { capture: true });
    };
  }, []);
  return null;
}
