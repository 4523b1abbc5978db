// Says that parts of a list could not be read, nothing when all could; and holds the place of what is still being read.
import { Unplug } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from './Notice';
import './reading.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

export function Damaged({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Notice tone="trouble" icon={Unplug}>
      <p>{say(kitWords.partDamaged, { count })}</p>
    </Notice>
  );
}

/** In ms, as in reading.css: most reads are over sooner, and then nothing flashes and nothing is said. */
const patience = 300;

/** While a first read is under way: takes its room from the start, so that nothing moves when its lines appear. */
export function Reading() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="reading" aria-busy="true">
      <p class="listened" role="status">
        {isSlow && say(kitWords.reading)}
      </p>
      <span class="reading-line" />
      <span class="reading-line" />
      <span class="reading-line" />
    </div>
  );
}
