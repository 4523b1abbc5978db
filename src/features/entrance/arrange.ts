// How the people of a tablet are arranged on their tiles: in which groups and order, and with which letters on their colours.

/** How many tiles a person finds at a glance; more are grouped. */
const atAGlance = 12;
/** Who unlocked within this many days is "here lately". */
const latelyDays = 14;
const day = 86_400_000;

interface Known {
  readonly id: string;
  readonly name: string;
  readonly hue: string;
  /** '' for people who belong to no single room. */
  readonly room: string;
  readonly roomName?: string;
}

export interface TileGroup<Person> {
  /** `lately`: unlocked here in the last days; `nursery`: in no single room; `all`: so few that no group is needed. */
  readonly of: 'all' | 'lately' | 'nursery' | { readonly room: string };
  readonly people: readonly Person[];
}

const byName = (a: Known, b: Known) => a.name.localeCompare(b.name, 'en', { numeric: true });

/**
 * Few people keep their places for ever, by name. Many come in groups: first who was here lately (still by name, so that nobody's
 * tile jumps about), then the others by room. Everybody is there once. `lastHere` gives ms since 1970.
 */
export function arrange<Person extends Known>(
  people: readonly Person[],
  lastHere: (person: string) => number | undefined,
  now: number,
): readonly TileGroup<Person>[] {
  const sorted = [...people].sort(byName);
  if (sorted.length <= atAGlance) return [{ of: 'all', people: sorted }];
  const lately = new Set(
    sorted
      .filter(({ id }) => (lastHere(id) ?? 0) > now - latelyDays * day)
      .sort((a, b) => (lastHere(b.id) ?? 0) - (lastHere(a.id) ?? 0))
      .slice(0, atAGlance),
  );
  const others = sorted.filter(person => !lately.has(person));
  const called = new Map(others.map(({ room, roomName }) => [room, roomName || room]));
  const rooms = [...called].filter(([room]) => room !== '').sort(([, a], [, b]) => a.localeCompare(b, 'en', { numeric: true }));
  const groups: TileGroup<Person>[] = [
    { of: 'lately', people: sorted.filter(person => lately.has(person)) },
    ...rooms.map(([room]) => ({ of: { room }, people: others.filter(person => person.room === room) })),
    { of: 'nursery', people: others.filter(({ room }) => room === '') },
  ];
  return groups.filter(group => group.people.length > 0);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** As a person would count them: an emoji is one. */
const lettersOf = (name: string): string[] => [...segmenter.segment(name.trim())].map(({ segment }) => segment.toLocaleUpperCase('en'));

/**
 * The second letter that tells a person apart from everybody with her colour and her first letter; by id, only where there is need.
 * Two with the very same name stay alike: what stands under the name tells them apart.
 */
export function secondLetters(people: readonly Known[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of people) {
    const letters = lettersOf(one.name);
    const alike = people.filter(other => other.id !== one.id && other.hue === one.hue).map(other => lettersOf(other.name));
    const rivals = alike.filter(other => other[0] === letters[0]);
    const at = letters.findIndex((letter, place) => place > 0 && letter.trim() !== '' && rivals.every(other => other[place] !== letter));
    if (rivals.length > 0 && at > 0) found.set(one.id, (letters[at] ?? '').toLocaleLowerCase('en'));
  }
  return found;
}
