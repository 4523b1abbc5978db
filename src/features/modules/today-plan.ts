// What fits into the minutes that somebody has: the parts to watch next and where to stop, or what there is once all is watched.
import { endOf, isWatched, type Way } from './module-steps';
import type { Module } from './pack';

export const minutesOffered = [3, 5, 10] as const;
export type Minutes = (typeof minutesOffered)[number];
/** For whoever has not chosen yet. */
export const usualMinutes: Minutes = 5;

/** A line of reflection takes about this long, in seconds; a look at the gap task two minutes more. */
const lineTakes = 60;
const lineAndTaskTake = 180;
/** A part that is this much longer than the time is played to its end all the same: a share of the time, and in seconds. */
const graceShare = 0.1;
const mostGrace = 30;

export interface WatchPlan {
  readonly module: Module;
  /** From 1, in the order in which modules open. */
  readonly number: number;
  /** The stretch of the webcast, in seconds. */
  readonly from: number;
  readonly until: number;
  /** The first and the last chapter of which something plays, counted from 0. */
  readonly first: number;
  readonly last: number;
  /** It goes on inside a part that was begun before. */
  readonly isBegun: boolean;
  /** It stops inside a part. */
  readonly isCut: boolean;
  /** What there is time for after it. */
  readonly then: 'nothing' | 'reflect' | 'reflect-and-try';
}

/** All is watched: think about a module, or try its gap task. */
export interface AfterPlan {
  readonly does: 'reflect' | 'try';
  readonly module: Module;
  readonly number: number;
}

/** What she has done after watching, by module. */
export interface Done {
  readonly reflected: ReadonlySet<string>;
  readonly tried: ReadonlySet<string>;
}

type Ways = ReadonlyMap<string, Way>;

/** How many seconds a part may take where somebody has this many minutes. */
const mostSeconds = (minutes: number): number => minutes * 60 + Math.min(mostGrace, minutes * 60 * graceShare);

/** Where the stretch ends: as many whole unwatched parts in a row as fit, or the time inside the first one. */
function stretch(module: Module, way: Way | undefined, first: number, from: number, minutes: number) {
  const fits = (at: number): boolean => endOf(module, at) - from <= mostSeconds(minutes);
  if (!fits(first)) return { until: from + minutes * 60, last: first, isCut: true };
  let last = first;
  for (;;) {
    const next = module.chapters[last + 1];
    if (!next || way?.chapters.includes(next.id) || !fits(last + 1)) break;
    last += 1;
  }
  return { until: endOf(module, last), last, isCut: false };
}

function timeAfter(module: Module, way: Way | undefined, covered: readonly string[], seconds: number): WatchPlan['then'] {
  if (seconds < lineTakes) return 'nothing';
  const isDone = module.chapters.every(({ id }) => covered.includes(id) || way?.chapters.includes(id));
  return isDone && seconds >= lineAndTaskTake ? 'reflect-and-try' : 'reflect';
}

/** A part that was left in its middle goes on there; in its last second there is nothing left of it. */
const goesOnAt = (module: Module, at: number, position: number): number | null => {
  const starts = module.chapters[at]?.starts ?? 0;
  return position > starts && position < endOf(module, at) - 1 ? position : null;
};

/**
 * The next stretch for these minutes: from the first part that was not watched, in the first module that has one and may be played.
 * It never passes the module's end, is never empty, and more minutes never give less. Null when all is watched.
 */
export function planWatching(
  modules: readonly Module[],
  ways: Ways,
  minutes: number,
  mayPlay: (module: Module) => boolean = () => true,
): WatchPlan | null {
  for (const [index, module] of modules.entries()) {
    const way = ways.get(module.id);
    if (isWatched(module, way) || !mayPlay(module)) continue;
    const first = module.chapters.findIndex(({ id }) => !way?.chapters.includes(id));
    const goesOn = goesOnAt(module, first, way?.position ?? 0);
    const from = goesOn ?? module.chapters[first]?.starts ?? 0;
    const { until, last, isCut } = stretch(module, way, first, from, minutes);
    const covered = isCut ? [] : module.chapters.slice(first, last + 1).map(({ id }) => id);
    const then = isCut ? 'nothing' : timeAfter(module, way, covered, minutes * 60 - (until - from));
    return { module, number: index + 1, from, until, first, last, isBegun: goesOn !== null, isCut, then };
  }
  return null;
}

/** Once all is watched: the newest module that she has not reflected on, then the newest whose gap task she has not tried. */
export function planAfter(modules: readonly Module[], done: Done): AfterPlan | null {
  const newest = [...modules.entries()].reverse().map(([index, module]) => ({ module, number: index + 1 }));
  const toReflect = newest.find(({ module }) => !done.reflected.has(module.id));
  if (toReflect) return { does: 'reflect', ...toReflect };
  const toTry = newest.find(({ module }) => !done.tried.has(module.id));
  return toTry ? { does: 'try', ...toTry } : null;
}
