// Ties a live read to the life of a view: begun when it appears or its subject changes, stopped when it goes.
import type { ReadonlySignal } from '@preact/signals-core';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What device/live.ts gives; the kit does not know where the values come from. */
export interface LiveRead<Value> {
  readonly signal: ReadonlySignal<Value | undefined>;
  stop(): void;
}

/** How often the subject has changed. */
function useSubject(subject: readonly unknown[]): number {
  const known = useRef({ subject, times: 0 });
  if (subject.some((part, at) => part !== known.current.subject[at])) known.current = { subject, times: known.current.times + 1 };
  return known.current.times;
}

/** The newest value; undefined until the first read. When a part of `subject` differs, the read begins again. */
export function useLive<Value>(begin: () => LiveRead<Value>, subject: readonly unknown[]): Value | undefined {
  const times = useSubject(subject);
  const newest = useRef(begin);
  newest.current = begin;
  const [read, setRead] = useState<{ times: number; value: Value | undefined }>({ times, value: undefined });
  useEffect(() => {
    const live = newest.current();
    const quiet = live.signal.subscribe(value => setRead({ times, value }));
    return () => {
      quiet();
      live.stop();
    };
  }, [times]);
  return read.times === times ? read.value : undefined;
}

/** A signal's value, the view drawn again when it changes. */
export function useSignal<Value>(signal: ReadonlySignal<Value>): Value {
  const [, redraw] = useState({});
  useEffect(() => signal.subscribe(() => redraw({})), [signal]);
  return signal.peek();
}
