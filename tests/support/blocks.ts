// Which part of a long suite this run does: BLOCKS=0-19,25 chooses, DONE=FILE leaves out what earlier runs finished and notes what this one does.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { everyPosition, type Positions } from './cuts';

/** Numbers and ranges, `0-19,25`. */
function chosen(text: string): readonly number[] {
  return text.split(',').flatMap(part => {
    const [from, to = from] = part.split('-').map(Number);
    if (from === undefined || to === undefined || !Number.isInteger(from) || !Number.isInteger(to))
      throw new Error(`BLOCKS: "${part}" is no block`);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}

export interface Blocks {
  readonly numbers: readonly number[];
  /** The block is finished: a later run with the same file leaves it out. */
  note(block: number): void;
}

/** `name` tells suites apart in one file; `all` is what is run when nobody chooses. */
export function blocksOf(name: string, all: string): Blocks {
  const file = process.env.DONE;
  const done = new Set(file && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  return {
    numbers: chosen(process.env.BLOCKS ?? all).filter(block => !done.has(`${name} ${block}`)),
    note: block => file && appendFileSync(file, `${name} ${block}\n`),
  };
}

/** `2/4`: every fourth position, from the second on, so that four runs side by side do all of them. */
export function partOf(text = '1/1'): { readonly part: number; readonly parts: number; readonly positions: Positions } {
  const [part = 1, parts = 1] = text.split('/').map(Number);
  if (!(part >= 1 && part <= parts)) throw new Error(`PART: "${text}" is no part`);
  const positions: Positions = (direction, count) => [...everyPosition(direction, count)].filter(at => at % parts === part - 1);
  return { part, parts, positions };
}
