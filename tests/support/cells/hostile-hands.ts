// A real server that hostile hands come to: Kasia and Amina of Quince Street, what is there already, and how it is to be left.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { QuarantineReason, Verdict } from '../../../src/sync/verdict';
import type { Writing } from './asking';
import { type Actor, type Cast, startCast } from './cast';
import { plantSeeds, type Seeds } from './seeds';
import { leavesUntouched } from './untouched';

export let cast: Cast;
export let seeds: Seeds;
export let kasia: Actor;
export let amina: Actor;

/** For all tests of the file. */
export function beginsWithCast(): void {
  beforeAll(async () => {
    cast = await startCast();
    seeds = await plantSeeds(cast);
    [kasia, amina] = [cast.who('kasia'), cast.who('amina')];
  }, 60_000);
  afterAll(() => cast.stop());
}

export const refused = (reason: QuarantineReason): Verdict => ({ verdict: 'quarantined', reason });
export const note = (text = 'words', id: string = randomUUID()): Writing => ({
  kind: 'reflection',
  id,
  set: { module: null, prompt: null, text },
});
export const untouched = <Value>(attempt: () => Promise<Value>) => leavesUntouched(cast, attempt);
