// While somebody in the office compares: six digits, large enough to be read across a room, and what happens next.
import { CircleCheck, CircleX } from 'lucide';
import { Icon } from '../../ui/Icon';
import { matchDigitsWords as words } from '../../ui/words/match-digits';
import { say } from '../../ui/words/say';
import { Entrance } from './Entrance';
import './match-digits.css';

export function MatchDigits({ digits }: { digits: string }) {
  return (
    <Entrance title={say(words.title)} lead={say(words.lead)}>
      <p class="match-digits number" role="img" aria-label={`${say(words.digits)}: ${[...digits].join(' ')}`}>
        <span>{digits.slice(0, 3)}</span>
        <span>{digits.slice(3)}</span>
      </p>
      <ul class="match-digits-next card">
        <li>
          <Icon of={CircleCheck} />
          <span class="grows">{say(words.same)}</span>
        </li>
        <li>
          <Icon of={CircleX} />
          <span class="grows">{say(words.differ)}</span>
        </li>
      </ul>
      <p class="soft" role="status">
        {say(words.waiting)}
      </p>
    </Entrance>
  );
}
