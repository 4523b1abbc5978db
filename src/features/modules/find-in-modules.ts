// Finds the parts of modules that other records point to: prompts, gap tasks, the module's number.
import type { GapTask, Module, Prompt } from './pack';

/** From 1, in the order in which modules open; 0 when it is not there. */
export const moduleNumber = (modules: readonly Module[], module: string): number => modules.findIndex(({ id }) => id === module) + 1;

export const moduleBy = (modules: readonly Module[], module: string | null | undefined): Module | undefined =>
  modules.find(({ id }) => id === module);

export const promptBy = (
  modules: readonly Module[],
  module: string | null | undefined,
  prompt: string | null | undefined,
): Prompt | undefined => moduleBy(modules, module)?.prompts.find(({ id }) => id === prompt);

export const gapTaskBy = (modules: readonly Module[], task: string): GapTask | undefined =>
  modules.find(({ gapTask }) => gapTask.id === task)?.gapTask;
