// The platform's voices for tests: they say nothing, and tell what they were given to say.
import { vi } from 'vitest';

class Utterance extends EventTarget {
  voice: { lang: string } | null = null;
  lang = '';
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

export interface Voices {
  /** What is being said or waits to be said. */
  readonly queue: readonly Utterance[];
  said(): readonly string[];
  /** Something happens to the utterance at the front; after its end it is gone. */
  sign(name: 'start' | 'boundary' | 'end' | 'error'): void;
  /** Voices arrive, or go. */
  become(...langs: string[]): void;
}

/** Installed until `vi.unstubAllGlobals()`. */
export function fakeVoices(...langs: string[]): Voices {
  let known = langs;
  const queue: Utterance[] = [];
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => known.map(lang => ({ lang, localService: true })),
    speak: (utterance: Utterance) => queue.push(utterance),
    // Some platforms tell an utterance that it was cancelled, some do not: whoever waits for it would wait for ever.
    cancel: () => queue.splice(0),
  });
  vi.stubGlobal('speechSynthesis', synthesis);
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  return {
    queue,
    said: () => queue.map(({ text }) => text),
    sign: name => {
      const front = name === 'end' ? queue.shift() : queue[0];
      front?.dispatchEvent(new Event(name));
    },
    become: (...now) => {
      known = now;
      synthesis.dispatchEvent(new Event('voiceschanged'));
    },
  };
}
