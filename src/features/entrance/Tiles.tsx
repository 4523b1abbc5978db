// The people of this tablet as tiles: tap one's own, and type the PIN.
import { UsersRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Person } from '../../device/database';
import { Empty } from '../../ui/Notice';
import { Tile } from '../../ui/Tile';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';
import type { PreferencesByPerson } from '../me/preferences.store';
import { idInWords, roleOf } from '../roster/place-in-words';
import { arrange, secondLetters, type TileGroup } from './arrange';
import { Entrance } from './Entrance';

/** What a tile shows; known from the last time, before the database is open. */
export type PersonOnTile = Pick<Person, 'id' | 'name' | 'role' | 'hue' | 'room' | 'roomName' | 'later' | 'reopening'>;

export interface TilesProps {
  people: readonly PersonOnTile[];
  /** Who was here lately comes first, where there are many. */
  preferences: PreferencesByPerson;
  /** In ms since 1970. */
  now: number;
  onChoose: (person: PersonOnTile) => void;
  /** What the room can begin without a PIN. It stays at the lower edge, under every thumb, and moves no tile when it arrives. */
  children?: ComponentChildren;
}

const roleWords = {
  educator: words.educator,
  leader: words.leader,
  mentor: words.mentor,
  'programme-lead': words.programmeLead,
};

const roomOf = ({ room, roomName }: PersonOnTile): string => roomName || idInWords(room);

/** An educator is known by her room, unless that stands above already; the others by what they do. */
function besideName(person: PersonOnTile, isUnderRoom: boolean): string | undefined {
  const known = roleOf(person.role) ?? 'educator';
  if (known !== 'educator' || person.room === '') return say(roleWords[known]);
  return isUnderRoom ? undefined : roomOf(person);
}

function headingOf({ of, people: [first] }: TileGroup<PersonOnTile>): string | null {
  if (of === 'all') return null;
  if (of === 'lately') return say(words.hereLately);
  return of === 'nursery' || !first ? say(words.wholeNursery) : roomOf(first);
}

export function Tiles({ people, preferences, now, onChoose, children }: TilesProps) {
  if (people.length === 0) {
    return (
      <Entrance title={say(words.whoIsHere)} foot={children}>
        <Empty icon={UsersRound} title={say(words.noPeople)}>
          <p class="soft">{say(words.noPeopleHelp)}</p>
        </Empty>
      </Entrance>
    );
  }
  const groups = arrange(people, id => preferences[id]?.lastHere, now);
  const seconds = secondLetters(people);
  return (
    <Entrance title={say(words.whoIsHere)} lead={say(words.tapYourName)} foot={children}>
      {groups.map(group => (
        <Group key={headingOf(group)} group={group} seconds={seconds} onChoose={onChoose} />
      ))}
    </Entrance>
  );
}

interface GroupProps {
  group: TileGroup<PersonOnTile>;
  seconds: ReadonlyMap<string, string>;
  onChoose: (person: PersonOnTile) => void;
}

function Group({ group, seconds, onChoose }: GroupProps) {
  const heading = headingOf(group);
  const size = heading !== null ? 'many' : group.people.length < 3 ? 'few' : 'some';
  return (
    <section class="who" data-size={size} aria-label={heading ?? undefined}>
      {heading !== null && (
        <h2>
          <bdi dir="auto">{heading}</bdi>
        </h2>
      )}
      <ul class="tiles">
        {group.people.map(person => (
          <li key={person.id}>
            <Tile
              name={person.name}
              hue={person.hue}
              about={besideName(person, typeof group.of === 'object')}
              second={seconds.get(person.id)}
              onPress={() => onChoose(person)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
