// Identifiers: UUIDv7 (RFC 9562, section 5.7) made from a given time and given randomness.

/** Gives 16 fresh random bytes at each call. */
export type Randomness = () => Uint8Array;

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/**
 * A UUIDv7 in lower case. `now` is in milliseconds since 1970 (clamped to 48 bits, so that a tablet
 * with a clock far off still writes); `random` gives at least 16 bytes. Ids are identity, never order.
 */
export function newId(now: number, random: Uint8Array): string {
  const bytes = random.slice(0, 16);
  let rest = Math.min(Math.max(Math.trunc(now), 0), 2 ** 48 - 1);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = Array.from(bytes, hex).join('');
  return [8, 12, 16, 20, 32].map((end, i) => text.slice([0, 8, 12, 16, 20][i], end)).join('-');
}

/** What may name a record, a person, a nursery, a tablet: 1 to 120 plain characters. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (value: string): boolean => uuidPattern.test(value);
