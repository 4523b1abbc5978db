// What the room can do without anybody's PIN: its card among the tiles and its player, both fetched once the tiles are there.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RoomPlan } from '../features/modules/room';
import type { OpenTablet } from './tablet.store';

const loadViews = async () => {
  const [{ RoomStart }, { RoomWatch }] = await Promise.all([
    import('../features/modules/RoomStart'),
    import('../features/modules/RoomWatch'),
  ]);
  return { RoomStart, RoomWatch };
};

export interface RoomShown {
  /** For the tiles; nothing until it has come. */
  readonly card: ComponentChildren;
  /** Takes the whole screen while the room watches; null otherwise. */
  readonly screen: ComponentChildren;
}

/** A step in the browser's history of its own, so that the tablet's Back leads to the tiles and not out of Larkrise. */
function useStep() {
  const [watching, setWatching] = useState<RoomPlan | null>(null);
  const isWatching = watching !== null;
  useEffect(() => {
    if (!isWatching) return;
    const back = () => setWatching(null);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [isWatching]);
  const start = (plan: RoomPlan) => {
    history.pushState(null, '');
    setWatching(plan);
  };
  return { watching, start };
}

/** The tiles do without it: where its parts cannot be had, there is no card. */
export function useRoom(open: OpenTablet | null): RoomShown {
  const [views, setViews] = useState<Awaited<ReturnType<typeof loadViews>> | null>(null);
  const { watching, start } = useStep();
  const isOpen = open !== null;
  useEffect(() => {
    if (isOpen) loadViews().then(setViews, () => undefined);
  }, [isOpen]);
  if (!open || !views) return { card: null, screen: null };
  const { RoomStart, RoomWatch } = views;
  return {
    card: <RoomStart shelf={open.shelf} onStart={start} />,
    screen: watching && <RoomWatch shelf={open.shelf} start={watching} onDone={() => history.back()} />,
  };
}
