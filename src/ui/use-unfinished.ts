// A form that is not kept yet, held at every pause: a lock, a reload or a flat battery comes back to it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../kernel/result';
import { usePauses } from './use-pauses';

export interface UnfinishedForm<Value> {
  /** What was begun before; null: nothing. */
  read(): Promise<Value | null>;
  /** Null: it is finished. */
  keep(value: Value | null): Promise<Result<unknown, unknown>>;
}

/** `begun` is undefined until it is read; `restore` is told once of what was there. */
export function useUnfinished<Value>(form: UnfinishedForm<Value>, restore: (value: Value) => void) {
  const newest = useRef({ form, restore });
  newest.current = { form, restore };
  const [isRead, setRead] = useState(false);
  const isTouched = useRef(false);
  const { take, handOver } = usePauses(text => newest.current.form.keep(JSON.parse(text)));
  useEffect(() => {
    let isGone = false;
    const put = (value: Value | null) => {
      if (isGone) return;
      if (value !== null && !isTouched.current) newest.current.restore(value);
      setRead(true);
    };
    newest.current.form.read().then(put, () => put(null));
    return () => {
      isGone = true;
    };
  }, []);
  const hold = (value: Value | null) => {
    isTouched.current = true;
    take(JSON.stringify(value));
  };
  const finish = async () => {
    hold(null);
    await handOver();
  };
  return { isRead, hold, finish };
}
