// The parts of a module in time: where each chapter ends, which were just watched, and which were not yet.
import type { Module } from './pack';

/** What is known of one person's way through a module, or of the room's. */
export interface Way {
  readonly chapters: readonly string[];
  /** In seconds. */
  readonly position: number;
}

/** Where the chapter at this place (from 0) ends, in seconds. */
export const endOf = ({ chapters, webcast }: Module, at: number): number => chapters[at + 1]?.starts ?? webcast.length;

/** Chapters whose end was passed while playing from `from` to `to` (seconds); the last second counts as the end. */
export const chaptersEnded = (module: Module, from: number, to: number): readonly string[] =>
  module.chapters.filter((_, at) => from < endOf(module, at) - 1 && to >= endOf(module, at) - 1).map(({ id }) => id);

/** The chapter that plays at this second, counted from 0. */
export const chapterAt = ({ chapters }: Module, second: number): number =>
  Math.max(
    0,
    chapters.findLastIndex(({ starts }) => starts <= second),
  );

/** Does a chapter end at exactly this second? */
export const isPartEnd = (module: Module, second: number): boolean => module.chapters.some((_, at) => endOf(module, at) === second);

export const isWatched = (module: Module, way: Way | undefined): boolean => module.chapters.every(({ id }) => way?.chapters.includes(id));

/** Seconds as people read them: 1:05. */
export const secondsInWords = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

/** A stretch of this many seconds in whole minutes, for reading: at least 1. */
export const inMinutes = (seconds: number): number => Math.max(1, Math.round(seconds / 60));
