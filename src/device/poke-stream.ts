// Listens to the server's pokes while somebody is looking: each says, without a word of content, that a round may be worth it.
//
// A browser gives up such a stream for good when it is refused, and does not say why: so it is opened anew from here, with a
// back-off that never stops, and with a fresh session where the last attempt was not let in.

export interface PokeParts {
  readonly open: () => Pick<EventSource, 'addEventListener' | 'close'>;
  /** Proves anew which tablet this is. Trouble comes back under its name and is met again at the next attempt. */
  readonly renew: () => Promise<unknown>;
  /** Whether a stream is worth its connection now. */
  readonly isWanted: () => boolean;
  readonly poked: () => void;
  /** From now on every poke is heard; some may have been missed before. */
  readonly opened: () => void;
  /** Milliseconds until the next attempt after so many in vain. */
  readonly wait: (failures: number) => number;
}

export interface PokeStream {
  /** What decides about `isWanted` may have changed: opens, closes, or wakes an attempt that waits. */
  look(): void;
  stop(): void;
}

export function listenForPokes({ open, renew, isWanted, poked, opened, wait }: PokeParts): PokeStream {
  let stream: ReturnType<PokeParts['open']> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isStopped = false;
  const close = () => {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };
  const begin = () => {
    close();
    if (isStopped || !isWanted()) return;
    const own = open();
    let wasOpen = false;
    stream = own;
    own.addEventListener('open', () => {
      wasOpen = true;
      failures = 0;
      opened();
    });
    own.addEventListener('poke', poked);
    own.addEventListener('error', () => stream === own && lost(wasOpen));
  };
  /** A stream that was open has ended, as each does in the end; one that never opened was refused, or there is no network. */
  const lost = (wasOpen: boolean) => {
    close();
    failures += 1;
    const again = async () => {
      if (!wasOpen) await renew();
      if (!stream) begin();
    };
    timer = setTimeout(() => void again(), failures === 1 && !wasOpen ? 0 : wait(failures));
  };
  const look = () => {
    if (!isWanted()) close();
    else if (!stream) begin();
  };
  look();
  return {
    look,
    stop: () => {
      isStopped = true;
      close();
    },
  };
}

/** Sound or pictures run in this page, whether or not somebody looks at it. */
const isPlaying = (): boolean => [...document.querySelectorAll<HTMLMediaElement>('video, audio')].some(({ paused }) => !paused);

export const isPokeWanted = (): boolean => navigator.onLine && (document.visibilityState === 'visible' || isPlaying());

/** Everything that may change it; gives how to look no more. Sounds and pictures tell of themselves on the way down only. */
export function whenPokesMatter(look: () => void): () => void {
  const watched: readonly [EventTarget, string][] = [
    [window, 'online'],
    [window, 'offline'],
    ...['visibilitychange', 'play', 'pause', 'ended'].map((name): [EventTarget, string] => [document, name]),
  ];
  for (const [target, name] of watched) target.addEventListener(name, look, true);
  return () => {
    for (const [target, name] of watched) target.removeEventListener(name, look, true);
  };
}
