// The people of this tablet as tiles: tap one's own, and type the PIN.
import { UsersRound } from 'lucide';
import type { Person } from '../../device/database';
import { Avatar } from '../../ui/Avatar';
import { Empty } from '../../ui/Notice';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';
import { roleOf, roomInWords } from '../roster/place-in-words';
import { Entrance } from './Entrance';

/** What a tile shows; known from the last time, before the database is open. */
export type PersonOnTile = Pick<Person, 'id' | 'name' | 'role' | 'hue' | 'room'>;

export interface TilesProps {
  people: readonly PersonOnTile[];
  onChoose: (person: PersonOnTile) => void;
}

const roleWords = {
  educator: words.educator,
  leader: words.leader,
  mentor: words.mentor,
  'programme-lead': words.programmeLead,
};

/** An educator is known by her room, the others by what they do. */
function besideName({ role, room }: PersonOnTile): string {
  const known = roleOf(role) ?? 'educator';
  return known === 'educator' && room !== '' ? roomInWords(room) : say(roleWords[known]);
}

const byName = (a: PersonOnTile, b: PersonOnTile) => a.name.localeCompare(b.name, 'en');

export function Tiles({ people, onChoose }: TilesProps) {
  if (people.length === 0) {
    return (
      <Entrance title={say(words.whoIsHere)}>
        <Empty icon={UsersRound} title={say(words.noPeople)}>
          <p class="soft">{say(words.noPeopleHelp)}</p>
        </Empty>
      </Entrance>
    );
  }
  return (
    <Entrance title={say(words.whoIsHere)} lead={say(words.tapYourName)}>
      <ul class="tiles" data-many={people.length > 12 || undefined}>
        {[...people].sort(byName).map(person => (
          <li key={person.id}>
            <button type="button" class="tile" data-hue={person.hue} onClick={() => onChoose(person)}>
              <Avatar name={person.name} hue={person.hue} size="big" />
              <span class="tile-name clamp">
                <bdi dir="auto">{person.name}</bdi>
              </span>
              <span class="small tile-beside">{besideName(person)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Entrance>
  );
}
