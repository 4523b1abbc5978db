// The tables behind what people are given to take away: their own words, a baby's report, a whole nursery's data.

export interface ExportTables {
  /** Who left what, and until when her own words are held for her; `ended_at`: when she said that she has them. */
  leavings: { person: string; counter: string; left_at: number; until: number; ended_at: number | null };
  /** Links by which somebody fetches what is kept about her (features/rights/own-links.server.ts); `why`: left or asked. */
  own_links: { token_hash: string; person: string; made_by: string; why: string; made_at: number; expires_at: number };
  /** Wrong PINs at somebody's links; `opening`: of the PIN that they were typed for. */
  own_misses: { person: string; opening: number; count: number };
  /** A whole nursery's data: who asked, who agreed, who stopped it (two-people.ts says how it stands). */
  exports: {
    id: string;
    nursery: string;
    reason: string;
    asked_by: string;
    asked_at: number;
    agreed_by: string | null;
    agreed_at: number | null;
    stopped_by: string | null;
    stopped_at: number | null;
  };
  /** What opens one file, once and soon (`what`: own, baby, nursery), or stands for a PIN that was right just now (`pass`). */
  export_tickets: { ticket_hash: string; what: string; about: string; person: string; link: string | null; expires_at: number };
}
