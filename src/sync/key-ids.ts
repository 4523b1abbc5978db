// What keys are called: the vault of a person, a nursery's in each of its generations.

export const vaultKeyId = (person: string, generation = 1): string => `vault:${person}:${generation}`;
/** How the name of every generation of her vault key begins. */
export const vaultKeysOf = (person: string): string => `vault:${person}:`;
export const nurseryKeyId = (nursery: string, generation = 1): string => `nursery:${nursery}:${generation}`;

/** How the name of every generation of a nursery's key begins. */
export const nurseryKeysOf = (nursery: string): string => `nursery:${nursery}:`;

/** Which generation of this nursery's key the id names; null where it is another key. */
export function generationIn(id: string, nursery: string): number | null {
  const beginning = nurseryKeysOf(nursery);
  const number = id.startsWith(beginning) ? id.slice(beginning.length) : '';
  return /^[1-9]\d{0,5}$/.test(number) ? Number(number) : null;
}

/** The newest key of this nursery among these; its first where none is. */
export const newestKeyOf = (ids: readonly string[], nursery: string): string =>
  nurseryKeyId(nursery, Math.max(1, ...ids.map(id => generationIn(id, nursery) ?? 1)));
