// On the pad of somebody for whom others have asked for a new PIN: a calm line, before she types hers. It names nobody.
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { ReopeningNotice as Asked } from '../../sync/tablet-protocol';
import { recoveryWords as words } from '../../ui/words/recovery';
import { say } from '../../ui/words/say';
import './recovery.css';

export function ReopeningNotice({ reopening: { askedAt, from } }: { reopening: Asked }) {
  return (
    <p class="pin-asked" role="status">
      {from === null
        ? say(words.padAsked, { day: dayInWords(askedAt) })
        : say(words.padAgreed, { day: dayInWords(from), time: timeInWords(from) })}
    </p>
  );
}
