// The people of a nursery or a programme, a line each.
import { ChevronRight } from 'lucide';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { officeRoleWords } from '../../ui/words/office';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { officeReopeningWords as reopening } from '../../ui/words/office-reopening';
import { say } from '../../ui/words/say';
import type { OfficeNursery, Staff } from './staff-protocol';

interface StaffLinesProps {
  people: readonly Staff[];
  /** Null: they are outside nurseries. */
  rooms: OfficeNursery['rooms'] | null;
  onOpen: (id: string) => void;
}

const accountWords = { none: words.accountNone, invited: words.accountInvited, 'has-one': words.accountHasOne };
const tones = { none: 'tag', invited: 'tag tag-busy', 'has-one': 'tag tag-good' };

export function StaffLines({ people, rooms, onOpen }: StaffLinesProps) {
  const placeOf = ({ room }: Staff) => (room === null ? say(words.allRooms) : (rooms?.find(({ id }) => id === room)?.name ?? ''));
  return (
    <ul class="list">
      {people.map(person => (
        <li key={person.id}>
          <button type="button" class="item" onClick={() => onOpen(person.id)}>
            <Avatar name={person.name} hue={person.hue} />
            <span class="grows">
              <bdi class="item-title" dir="auto">
                {person.name}
              </bdi>
              <br />
              <span class="soft">
                {say(officeRoleWords[person.role])}
                {rooms && ` · ${placeOf(person)}`}
              </span>
            </span>
            {person.reopening && (
              <span class="tag tag-busy">{say(person.reopening.standing === 'ready' ? reopening.tagReady : reopening.tag)}</span>
            )}
            {person.account && <span class={tones[person.account]}>{say(accountWords[person.account])}</span>}
            <Icon of={{ mirrors: ChevronRight }} />
          </button>
        </li>
      ))}
    </ul>
  );
}
