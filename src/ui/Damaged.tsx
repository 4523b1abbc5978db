// Says that parts of a list could not be read; nothing when all could.
import { Unplug } from 'lucide';
import { Notice } from './Notice';
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

/** While a first read is under way; short, so it only appears to listeners. */
export function Reading() {
  return (
    <p class="listened" role="status">
      {say(kitWords.reading)}
    </p>
  );
}
