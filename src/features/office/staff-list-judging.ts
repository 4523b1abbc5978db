// Judges each line of a list of people: pure, so that the preview and the taking are the same judgement.
import { nameKey, tidyName } from './names';
import type { ListedPerson } from './staff-list';
import { type ListLine, type ListTrouble, nurseryRoles } from './staff-protocol';

export interface NurseryNow {
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  /** Names of those who work there. */
  readonly names: readonly string[];
}

export interface JudgedLine {
  readonly shown: ListLine;
  readonly name: string;
  readonly role: (typeof nurseryRoles)[number];
  readonly room: string | null;
}

const roleOf = (text: string) => nurseryRoles.find(role => role === (nameKey(text) || 'educator'));
const roomOf = (text: string, rooms: NurseryNow['rooms']) => rooms.find(({ id, name }) => id === text || nameKey(name) === nameKey(text));

export function judgeList(people: readonly ListedPerson[], { rooms, names }: NurseryNow): readonly JudgedLine[] {
  const there = new Set(names.map(nameKey));
  const listed = people.map(({ name }) => nameKey(name));
  return people.map((person, at) => {
    const [name, role, room] = [tidyName(person.name), roleOf(person.role), roomOf(person.room, rooms)];
    const troubles: (ListTrouble | false)[] = [
      name === null && (person.name === '' ? 'no-name' : 'name-too-long'),
      role === undefined && 'role-unknown',
      person.room !== '' && room === undefined && 'room-unknown',
      name !== null && listed.indexOf(nameKey(person.name)) !== at && 'twice-in-list',
      name !== null && there.has(nameKey(name)) && 'name-there-already',
    ];
    const shown = { ...person, troubles: troubles.filter(one => one !== false) };
    return { shown, name: name ?? '', role: role ?? 'educator', room: room?.id ?? null };
  });
}
