// A view that is fetched when it is needed: the mark until it is there; where it cannot be fetched, life goes on without it.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Opening } from './Opening';

export interface LoadedProps<Props extends object> {
  load: () => Promise<ComponentType<Props>>;
  /** What the view is given. */
  given: Props;
  /** Called once when it cannot be fetched. */
  otherwise?: () => void;
  /** Shown until it is there, instead of the mark. */
  meanwhile?: ComponentChildren;
}

export function Loaded<Props extends object>({ load, given, otherwise, meanwhile = <Opening /> }: LoadedProps<Props>) {
  const [view, setView] = useState<{ readonly View: ComponentType<Props> } | null>(null);
  const newest = useRef(otherwise);
  newest.current = otherwise;
  useEffect(() => {
    let isGone = false;
    load().then(
      View => !isGone && setView({ View }),
      () => !isGone && newest.current?.(),
    );
    return () => {
      isGone = true;
    };
  }, [load]);
  return view ? <view.View {...given} /> : meanwhile;
}
