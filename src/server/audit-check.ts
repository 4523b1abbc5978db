// Reads the whole audit trail and says where a line was changed or taken out.
import { auditHash } from './audit';
import type { Database, Tables, Writing } from './database';

interface AuditBreak {
  readonly counter: string;
  /** The first line that does not fit what stands before it, or that is missing. */
  readonly place: number;
}

interface AuditEnd {
  readonly counter: string;
  readonly lines: number;
  /** The hash of its last line: noted elsewhere, it proves later that nothing before it was written anew. */
  readonly hash: string;
}

interface AuditVerdict {
  readonly broken: readonly AuditBreak[];
  readonly ends: readonly AuditEnd[];
}

/** Lines read at a time. */
const batch = 1_000;

type End = Tables['audit_ends'];

/** One consistent moment of a database that may be in use; each chain is told of once, at its first break. */
export const verifyAudit = (db: Database): Promise<AuditVerdict> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const ends = await tx.selectFrom('audit_ends').selectAll().orderBy('counter').execute();
      const broken: AuditBreak[] = [];
      for (const end of ends) {
        const place = await firstBreak(tx, end);
        if (place !== null) broken.push({ counter: end.counter, place });
      }
      const known = tx.selectFrom('audit_ends').select('counter');
      const lost = await tx.selectFrom('audit').select('counter').distinct().where('counter', 'not in', known).orderBy('counter').execute();
      return {
        broken: [...broken, ...lost.map(({ counter }) => ({ counter, place: 1 }))],
        ends: ends.map(({ counter, first, last, hash }) => ({ counter, lines: last - first + 1, hash })),
      };
    });

async function firstBreak(tx: Writing, end: End): Promise<number | null> {
  let [place, before] = [end.first, end.before];
  for (;;) {
    const lines = tx.selectFrom('audit').selectAll().where('counter', '=', end.counter).orderBy('place').limit(batch);
    const rows = await (place === end.first ? lines : lines.where('place', '>=', place)).execute();
    for (const line of rows) {
      if (line.place !== place || line.hash !== auditHash(before, line)) return Math.min(line.place, place);
      [place, before] = [place + 1, line.hash];
    }
    if (rows.length < batch) return place === end.last + 1 && before === end.hash ? null : Math.min(place, end.last + 1);
  }
}
