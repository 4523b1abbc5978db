// What each measured engine does in its page, in the bench's words; and the clock that is held to it, the same for all.
import { type BenchRecord, recordOf } from './records';

/** Whose records are meant: she who writes on this tablet, or she whose 10,000 records wait at the server. */
export type Whose = 'writer' | 'reader';

export interface Engine {
  /** What comes before anything that is measured (a tablet's enrolment, her PIN). The database is closed again. */
  ready(name: string, whose: Whose): Promise<void>;
  open(name: string, whose: Whose): Promise<void>;
  /** What stands while a tablet is at work, and is there before the clock runs: a session with the server. */
  connect?(): Promise<void>;
  /** Durable when it answers. */
  write(record: BenchRecord): Promise<void>;
  /** Everything that was written here to the server, until the server has answered for all of it. */
  push(): Promise<void>;
  /** Everything new from the server. */
  pull(): Promise<void>;
  /** The texts of the newest so many, newest first. */
  newest(count: number): Promise<readonly string[]>;
  /** Every text that is here. */
  texts(): Promise<readonly string[]>;
}

/** What the driver calls; each answers in milliseconds unless it says otherwise. */
export interface BenchPage {
  ready(name: string, whose: Whose): Promise<void>;
  open(name: string, whose: Whose): Promise<void>;
  writes(from: number, count: number): Promise<number>;
  push(): Promise<number>;
  pull(): Promise<number>;
  /** From the closed database to the newest records painted. */
  coldOpen(name: string, whose: Whose, count: number): Promise<number>;
  /** What the list on screen shows, for checking. */
  shown(): readonly string[];
  texts(): Promise<readonly string[]>;
  /** Writes on and on, and tells the number of each record that was acknowledged. */
  writeForEver(from: number): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchPage;
    /** Outlives the page: the driver's own memory. */
    acknowledged?: (number: number) => void;
  }
}

const author = 'ines';

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const painted = (): Promise<void> => new Promise(done => requestAnimationFrame(() => setTimeout(done)));

function show(texts: readonly string[]): void {
  const list = document.createElement('ul');
  for (const text of texts) list.append(Object.assign(document.createElement('li'), { textContent: text }));
  document.body.replaceChildren(list);
}

export function begin(engine: Engine): void {
  window.bench = {
    ready: engine.ready,
    async open(name, whose) {
      await engine.open(name, whose);
      await engine.connect?.();
    },
    async writes(from, count) {
      const records = Array.from({ length: count }, (_, at) => recordOf(from + at, author));
      return timed(async () => {
        for (const record of records) await engine.write(record);
      });
    },
    push: () => timed(engine.push),
    pull: () => timed(engine.pull),
    coldOpen: (name, whose, count) =>
      timed(async () => {
        await engine.open(name, whose);
        show(await engine.newest(count));
        await painted();
      }),
    shown: () => [...document.querySelectorAll('li')].map(item => item.textContent ?? ''),
    texts: engine.texts,
    async writeForEver(from) {
      for (let number = from; ; number++) {
        await engine.write(recordOf(number, author));
        window.acknowledged?.(number);
      }
    },
  };
}
