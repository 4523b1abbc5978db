// Ties a family's language to the life of a view: loaded when it is chosen, the one before shown until it is there.
import { useEffect, useState } from 'preact/hooks';
import type { Language } from './languages';
import { loadLanguage, type Speech } from './say-in';

interface Spoken {
  /** Null until the first language is there; after that always one that can be spoken. */
  readonly speech: Speech | null;
  /** The chosen language is not on this tablet yet. */
  readonly isMissing: boolean;
}

/** `otherwise` is spoken where the first choice is not on the tablet. */
export function useSpeech(language: Language, otherwise: Speech): Spoken {
  const [spoken, setSpoken] = useState<Spoken>({ speech: null, isMissing: false });
  useEffect(() => {
    let isWanted = true;
    void loadLanguage(language).then(loaded => {
      if (isWanted)
        setSpoken(last => (loaded.ok ? { speech: loaded.value, isMissing: false } : { speech: last.speech ?? otherwise, isMissing: true }));
    });
    return () => {
      isWanted = false;
    };
  }, [language, otherwise]);
  return spoken;
}
