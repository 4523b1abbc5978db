// The tables behind getting back in: the PIN that holds, who is locked out where, recovery cards, and what two people have agreed to.

export interface ReopeningTables {
  /**
   * What each person's PIN was stretched to, sealed under the key `pin:<person>` (pins.ts); `stretching`: JSON of how. `opening`: when
   * somebody last made her a new PIN, 0: never; `changed_at`: when the PIN that holds was chosen. `handed`: 1 where others have seen it.
   */
  pins: { person: string; stretching: string; stretched: Buffer; opening: number; changed_at: number; handed: number };
  /** Who has typed ten wrong PINs on which tablet, until she is let in again. */
  lockouts: { tablet: string; person: string; at: number };
  /** Cards by their hashes (reopening-cards.ts). `ended_at`: used, or replaced; `next`: the hash that came in its place when it was used. */
  recovery_cards: { hash: string; person: string; made_at: number; ended_at: number | null; next: string | null };
  /** Somebody has forgotten her PIN, says one who leads, and another agrees (features/office/reopening.ts says how it stands). */
  reopenings: {
    id: string;
    person: string;
    nursery: string;
    asked_by: string;
    asked_at: number;
    agreed_by: string | null;
    agreed_at: number | null;
    /** By whomever, for whatever reason: stopped by her, taken back, carried out, or she has a PIN again. */
    ended_at: number | null;
  };
}
