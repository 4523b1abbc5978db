// The parts of a module in time: where each chapter ends, which were just watched, and which comes next.
import type { Module } from './pack';

/** What is known of one person's way through a module. */
export interface Way {
  readonly chapters: readonly string[];
  /** In seconds. */
  readonly position: number;
}

export interface Step {
  readonly module: Module;
  /** From 1, in the order in which modules open. */
  readonly number: number;
  /** From 1. */
  readonly part: number;
  readonly title: string;
  /** Where the part begins, in seconds. */
  readonly starts: number;
  /** At least 1. */
  readonly minutes: number;
  /** She has already begun to watch this part. */
  readonly isBegun: boolean;
}

const endOf = ({ chapters, webcast }: Module, at: number): number => chapters[at + 1]?.starts ?? webcast.length;

/** Chapters whose end was passed while playing from `from` to `to` (seconds); the last second counts as the end. */
export const chaptersEnded = (module: Module, from: number, to: number): readonly string[] =>
  module.chapters.filter((_, at) => from < endOf(module, at) - 1 && to >= endOf(module, at) - 1).map(({ id }) => id);

/** The chapter that plays at this second, counted from 0. */
export const chapterAt = ({ chapters }: Module, second: number): number =>
  Math.max(
    0,
    chapters.findLastIndex(({ starts }) => starts <= second),
  );

export const isWatched = (module: Module, way: Way | undefined): boolean => module.chapters.every(({ id }) => way?.chapters.includes(id));

/** The first part of the first module that she has not watched; null when all are. */
export function nextStep(modules: readonly Module[], wayByModule: ReadonlyMap<string, Way>): Step | null {
  for (const [index, module] of modules.entries()) {
    const way = wayByModule.get(module.id);
    const at = module.chapters.findIndex(({ id }) => !way?.chapters.includes(id));
    const chapter = module.chapters[at];
    if (!chapter) continue;
    const end = endOf(module, at);
    const position = way?.position ?? 0;
    const isBegun = position > chapter.starts && position < end;
    const minutes = Math.max(1, Math.round((end - chapter.starts) / 60));
    return { module, number: index + 1, part: at + 1, title: chapter.title, starts: chapter.starts, minutes, isBegun };
  }
  return null;
}

/** Seconds as people read them: 1:05. */
export const secondsInWords = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
