// Hands growing text over at every pause: 400 ms after the last key, on leaving the field, and whenever the page goes.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Result } from '../kernel/result';
import { useHandOver } from './hand-over';

/** Short enough that a flat battery costs no sentence, long enough that every key is not a transaction. */
const pause = 400;

/** `kept` is said only when the store has answered for the very text on screen. */
export type HandedOver<Trouble> = 'untouched' | 'waiting' | 'kept' | { readonly trouble: Trouble };

interface Held {
  text: string | null;
  running: Promise<unknown> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** One write at a time, always the newest text; what could not be written stays and is tried at the next pause. */
function handOvers<Trouble>(
  held: Held,
  write: { current: (text: string) => Promise<Result<unknown, Trouble>> },
  tell: (state: HandedOver<Trouble>) => void,
) {
  const writeNewest = async (text: string) => {
    held.text = null;
    const outcome = await write.current(text);
    if (held.text !== null) return outcome.ok;
    if (!outcome.ok) held.text = text;
    tell(outcome.ok ? 'kept' : { trouble: outcome.trouble });
    return outcome.ok;
  };
  return async (): Promise<void> => {
    clearTimeout(held.timer);
    let goesOn = true;
    while (goesOn && (held.running || held.text !== null)) {
      if (held.running) {
        await held.running;
      } else if (held.text !== null) {
        const running = writeNewest(held.text).finally(() => {
          held.running = null;
        });
        held.running = running;
        goesOn = await running;
      }
    }
  };
}

export function usePauses<Trouble>(write: (text: string) => Promise<Result<unknown, Trouble>>) {
  const [state, setState] = useState<HandedOver<Trouble>>('untouched');
  const held = useRef<Held>({ text: null, running: null, timer: undefined });
  const newest = useRef(write);
  newest.current = write;
  const handOver = useMemo(() => handOvers(held.current, newest, setState), []);
  useHandOver(handOver);
  useEffect(() => () => clearTimeout(held.current.timer), []);
  const take = (text: string) => {
    held.current.text = text;
    setState('waiting');
    clearTimeout(held.current.timer);
    held.current.timer = setTimeout(() => void handOver(), pause);
  };
  return { state, take, handOver };
}
