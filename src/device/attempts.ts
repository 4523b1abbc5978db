// Wrong PINs, counted for each person on this tablet: each try is on the disk before its PIN is, so that reloads, tabs and clocks win nothing.
//
// Invariants: 1 a try is counted before the PIN is stretched, and only the right PIN takes the count back; 2 a count lies in a file and,
// while it is one, in the database as well: the higher holds, so that a full disk or a power cut that takes either makes nothing of it;
// 3 what is there and can be read in neither counts as locked out; 4 who was locked out is let in only by a newer opening from the
// server (who-is-here.ts).
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { type Result, trouble } from '../kernel/result';
import type { Alone } from './alone';
import type { TabletDatabase } from './database';
import { type ForwardTime, unlessFull } from './forward-time';
import type { SecretFiles } from './secret-files';

/** The tenth wrong PIN takes her keys from this tablet. */
const mostMisses = 10;
const second = 1_000;
/** After the fifth wrong PIN, the sixth and so on: so long no other is tried. In ms. */
const waits = [30, 60, 120, 300, 600].map(seconds => seconds * second);
const free = mostMisses - waits.length;

export interface PinStanding {
  /** In ms: so long no PIN is tried; 0: now. */
  readonly waits: number;
  /** Wrong PINs that are left; 0: she is locked out. */
  readonly left: number;
}

export interface Attempts {
  standing(person: string): Promise<PinStanding>;
  /** Tries one PIN, alone among all tabs. `lockOut` runs at the tenth miss, and again where that was cut short. */
  guard<Value, Trouble>(
    person: string,
    attempt: () => Promise<Result<Value, Trouble | 'wrong-pin'>>,
    lockOut: () => Promise<void>,
  ): Promise<Result<Value, Trouble | 'wrong-pin' | 'pin-waits' | 'locked-out'>>;
  /** From now on there is a file to count in, if there is room for one: a disk that is full later keeps nobody out. */
  begin(person: string): Promise<void>;
  /** She was let in again. */
  forgive(person: string): Promise<void>;
}

interface AttemptsParts {
  readonly database: TabletDatabase;
  readonly files: SecretFiles;
  readonly time: Pick<ForwardTime, 'surely'>;
  /** See ForwardTime. */
  readonly running: () => number;
  readonly alone: Alone;
}

/** `at`: when the last one was, by ForwardTime's `surely`. */
const countSchema = v.object({ misses: v.pipe(v.number(), v.integer(), v.minValue(0)), at: v.number() });
type Count = v.InferOutput<typeof countSchema>;

const none: Count = { misses: 0, at: 0 };

/**
 * A name in `settings`: her count, while it is more than none. Earlier versions kept there in which place the only count lay. It goes
 * with her (left-people.ts).
 */
const markOf = (person: string): string => `counted:${person}`;

const lockOf = (person: string): string => `larkrise-attempts:${person}`;

const countIn = (value: unknown): Count | null => {
  const read = parse(countSchema, value);
  return read.ok ? read.value : null;
};

/** False where there is no room for it. */
const isWritten = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (fault: unknown) => {
      unlessFull(fault);
      return false;
    },
  );

/** Where counts lie: see invariant 2. */
function openCounts({ database: { settings }, files }: Pick<AttemptsParts, 'database' | 'files'>) {
  /** Where there is no room for it, none is left that is older than the file's. */
  const mark = async (person: string, count: Count): Promise<boolean> => {
    const name = markOf(person);
    const isMarked = count.misses > 0 && (await isWritten(settings.put({ name, value: count })));
    if (!isMarked) await isWritten(settings.delete(name));
    return isMarked;
  };
  const inFile = async (person: string) => {
    const text = await files.read(person);
    return { text, count: countIn(parseJson(text ?? '')) };
  };
  return {
    isInFile: async (person: string): Promise<boolean> => (await inFile(person)).count !== null,
    async write(person: string, count: Count): Promise<void> {
      const inFile = files.change([{ name: person, text: JSON.stringify(count) }], []);
      const kept = await Promise.all([isWritten(inFile), mark(person, count)]);
      if (count.misses > 0 && !kept.includes(true)) throw new DOMException('no room for a count', 'QuotaExceededError');
    },
    async read(person: string): Promise<Count> {
      const [{ text, count }, kept] = [await inFile(person), (await settings.get(markOf(person)))?.value];
      const marked = countIn(kept);
      if (count && marked) return count.misses < marked.misses ? marked : count;
      return count ?? marked ?? (text || kept === files.place ? { misses: mostMisses, at: 0 } : none);
    },
  };
}

export function openAttempts({ database, files, time, running, alone }: AttemptsParts): Attempts {
  const now = async () => (await time.surely()) ?? running();
  const { isInFile, write, read } = openCounts({ database, files });
  const standing = async (person: string): Promise<PinStanding & Count> => {
    const count = await read(person);
    const at = await now();
    const left = Math.max(0, mostMisses - count.misses);
    const wait = left === 0 ? 0 : (waits[count.misses - free] ?? 0);
    if (wait > 0 && at < count.at) await write(person, { ...count, at }); // what it was counted from is gone: it is counted from here
    return { ...count, left, waits: Math.min(wait, Math.max(0, count.at + wait - at)) };
  };
  return {
    standing: async person => {
      const { waits, left } = await standing(person);
      return { waits, left };
    },
    guard: (person, attempt, lockOut) =>
      alone(lockOf(person), async () => {
        const { misses, at, waits, left } = await standing(person);
        if (left === 0) await lockOut();
        if (left === 0) return trouble('locked-out');
        if (waits > 0) return trouble('pin-waits');
        await write(person, { misses: misses + 1, at: await now() });
        const giveBack = () => write(person, { misses, at });
        const outcome = await attempt().catch(async (fault: unknown) => {
          await giveBack();
          throw fault;
        });
        if (outcome.ok) await write(person, none);
        else if (outcome.trouble !== 'wrong-pin') await giveBack();
        else if (left === 1) {
          await lockOut();
          return trouble('locked-out');
        }
        return outcome;
      }),
    begin: person => alone(lockOf(person), async () => void ((await isInFile(person)) || (await write(person, await read(person))))),
    forgive: person => alone(lockOf(person), () => write(person, none)),
  };
}
