// A tablet that was taken out of use: first what waited on it is handed over, then nothing is on it any more.
import { TabletSmartphone } from 'lucide';
import { Icon } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { takenOutWords as words } from '../../ui/words/taken-out';
import { Entrance } from './Entrance';

export function TakenOut({ isEmptied }: { isEmptied: boolean }) {
  return (
    <Entrance
      key={`${isEmptied}`}
      title={say(isEmptied ? words.empty : words.leaving)}
      lead={say(isEmptied ? words.emptyLead : words.leavingLead)}
    >
      <p class="card row">
        <Icon of={TabletSmartphone} size={32} />
        <span class="grows">{say(isEmptied ? words.emptyHelp : words.leavingHelp)}</span>
      </p>
      {!isEmptied && <progress class="entrance-progress" aria-label={say(words.leavingLead)} />}
    </Entrance>
  );
}
