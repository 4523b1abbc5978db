// Has PINs stretched in a worker of their own, one at a time; each worker is ended afterwards, so its memory is given back.
import type { Bytes } from '../kernel/bytes';
import type { Stretch } from './vault';

function answerOf(worker: Worker, question: unknown): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (answer: MessageEvent<Bytes>) => resolve(answer.data);
    worker.onerror = failed => reject(new Error(`the PIN worker failed: ${failed.message}`));
    worker.postMessage(question);
  });
}

/** `start` makes a worker that runs pin.worker.ts. */
export function stretchInWorker(start: () => Worker): Stretch {
  let running: Promise<unknown> | null = null;
  return async (pin, { salt, memory, passes, lanes }) => {
    while (running) await Promise.allSettled([running]);
    const worker = start();
    const answer = answerOf(worker, { pin, wrap: { salt, memory, passes, lanes } });
    running = answer;
    try {
      return await answer;
    } finally {
      running = null;
      worker.terminate();
    }
  };
}
