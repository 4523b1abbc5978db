// What the room watches together without anybody's PIN: its own place, what comes next, and sittings that people may count as theirs.
import * as v from 'valibot';
import { minutes } from '../../kernel/clock';
import { isWatched, type Way } from './module-steps';
import type { Module } from './pack';
import { planWatching, type WatchPlan } from './today-plan';

/** For so long after a sitting somebody who unlocks is asked whether she was there, in ms. */
const askedFor = minutes(120);

const waySchema = v.object({ chapters: v.array(v.string()), position: v.number() });

const sittingSchema = v.object({
  id: v.string(),
  module: v.string(),
  /** Watched to their end in this sitting. */
  chapters: v.array(v.string()),
  position: v.number(),
  /** Its first and its latest moment (ms since 1970). */
  begun: v.number(),
  latest: v.number(),
  /** Who has said whether she was there; not what she said. */
  answered: v.array(v.string()),
});

export const roomSchema = v.object({ ways: v.record(v.string(), waySchema), sittings: v.array(sittingSchema) });

/** Device record in clear: programme content, and for two hours who has answered. */
export type Room = v.InferOutput<typeof roomSchema>;
export type Sitting = v.InferOutput<typeof sittingSchema>;

export const emptyRoom: Room = { ways: {}, sittings: [] };

/** A tablet's clock may have been put right in between, either way. */
const isFresh = (now: number) => (sitting: Sitting) => Math.abs(now - sitting.latest) < askedFor;

export const withoutOld = (room: Room, now: number): Room => ({ ...room, sittings: room.sittings.filter(isFresh(now)) });

export const waysOf = ({ ways }: Room): ReadonlyMap<string, Way> => new Map(Object.entries(ways));

/** What a sitting came to so far. `isAgain`: everything was watched, and the room has begun anew. */
export interface Watched extends Way {
  readonly sitting: string;
  readonly module: string;
  readonly isAgain: boolean;
}

const union = (a: readonly string[] = [], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/** The room after more was watched at `now`. A sitting counts from its first chapter watched to the end. */
export function noted(room: Room, { sitting: id, module, chapters, position, isAgain }: Watched, now: number): Room {
  const { sittings } = withoutOld(room, now);
  const before = sittings.find(sitting => sitting.id === id);
  const sitting: Sitting = {
    ...(before ?? { id, module, begun: now, answered: [] }),
    chapters: union(before?.chapters, chapters),
    position,
    latest: now,
  };
  const others = sittings.filter(other => other.id !== id);
  const ways = isAgain && !before ? {} : room.ways;
  return {
    ways: { ...ways, [module]: { position, chapters: union(ways[module]?.chapters, chapters) } },
    sittings: [...others, sitting],
  };
}

/** What somebody is asked about: the oldest sitting that is fresh, unanswered by her, and has something that she has not watched. */
export function sittingToAsk(
  room: Room,
  person: string,
  modules: readonly Module[],
  ways: ReadonlyMap<string, Way>,
  now: number,
): Sitting | null {
  const isOpen = ({ module, chapters, answered }: Sitting) =>
    !answered.includes(person) && modules.some(({ id }) => id === module) && chapters.some(id => !ways.get(module)?.chapters.includes(id));
  return withoutOld(room, now).sittings.find(isOpen) ?? null;
}

export const answeredBy = (room: Room, sitting: string, person: string): Room => ({
  ...room,
  sittings: room.sittings.map(one => (one.id === sitting ? { ...one, answered: union(one.answered, [person]) } : one)),
});

/** The quiet quarter of an hour before the doors open, less the way in and out. */
const roomMinutes = 10;

export interface RoomPlan {
  readonly plan: WatchPlan;
  readonly isAgain: boolean;
}

/** What the room may start at once: the next stretch that is ready here; once it has watched everything, anew from the beginning. */
export function planRoom(
  modules: readonly Module[],
  ways: ReadonlyMap<string, Way>,
  isReady: (module: Module) => boolean,
): RoomPlan | null {
  const next = planWatching(modules, ways, roomMinutes, isReady);
  if (next) return { plan: next, isAgain: false };
  const hasAll = modules.every(module => isWatched(module, ways.get(module.id)));
  const again = hasAll ? planWatching(modules, new Map(), roomMinutes, isReady) : null;
  return again && { plan: again, isAgain: true };
}
