// The table behind words that wait for somebody who could not unlock.

export interface LaterTables {
  /**
   * Sealed to her on the tablet, and once more under her vault key here (later-boxes.server.ts). `ephemeral` tells one state of a text
   * from the next; `size` is of the box. Once she has decided, only the ids stay, so that nothing brings it back.
   */
  later_boxes: {
    person: string;
    id: string;
    tablet: string;
    kept_at: number;
    ephemeral: string;
    size: number;
    box: Buffer | null;
    decided_at: number | null;
  };
}
