// What a round of the sync bench needs of whoever drives its pages; the counting and the quiet driver each give it.

/** By the name of the figure: milliseconds, bytes or a count. */
export type Measured = Readonly<Record<string, number>>;

/** Runs in the page and gets nothing else than `given`, as a copy. */
export type Act<Given, Answer> = (given: Given) => Answer;

export interface DrivenPage {
  evaluate<Answer, Given = undefined>(act: Act<Given, Answer>, given?: Given): Promise<Awaited<Answer>>;
  /** What went to and fro since it was last asked, as figures of `what`; none where nobody listens. */
  sent(what: string): Promise<Measured>;
  /** Bytes of its JS heap, after what is no longer used was thrown away. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

export interface Driver {
  /** Whether bytes are counted and results checked. */
  readonly isCounting: boolean;
  /** A page that can be asked at once. `onError` gets what nobody caught in it. */
  open(address: string, onError: (message: string) => void): Promise<DrivenPage>;
}

/** As much of a DevTools session as the heap needs. */
interface Wire {
  send(what: 'HeapProfiler.collectGarbage'): Promise<unknown>;
  send(what: 'Runtime.getHeapUsage'): Promise<{ readonly usedSize: number }>;
  detach(): Promise<void>;
}

export async function heapOf(wire: Wire): Promise<number> {
  await wire.send('HeapProfiler.collectGarbage');
  const { usedSize } = await wire.send('Runtime.getHeapUsage');
  await wire.detach();
  return usedSize;
}

/** Runs in the page: answers when the bench's own script has run. The drivers' ways to wait evaluate text, which the app's CSP forbids. */
export const begun = (): Promise<void> =>
  new Promise(done => {
    const look = () => ('bench' in window ? done() : setTimeout(look, 10));
    look();
  });
