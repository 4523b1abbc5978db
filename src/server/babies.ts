// What the office does for a baby: she leaves, comes back, or moves to another room, and everything that follows her goes with her.
import { childKind } from '../features/roster/child';
import { ok, type Result, trouble } from '../kernel/result';
import type { Writing } from './database';
import { asOffice, noteInTrail, type OfficeParts, writeAsOffice } from './office';

export type BabyTrouble = 'no-baby-of-this-id' | 'no-such-room' | 'is-so-already';

/** With 'left' she and all that was said about her leave every tablet but the leaders'; with 'here' they come back. */
export const babyStands = (
  parts: OfficeParts,
  { child, standing }: { readonly child: string; readonly standing: 'here' | 'left' },
): Promise<Result<null, BabyTrouble>> =>
  asOffice(parts, async (work, now) => {
    let isSoAlready = false;
    const isThere = await writeAsOffice(work, childKind, child, now, values => {
      isSoAlready = (values.standing ?? 'here') === standing;
      return isSoAlready ? {} : { standing };
    });
    if (!isThere) return trouble('no-baby-of-this-id');
    if (isSoAlready) return trouble('is-so-already');
    const places = await counterOfRecord(work.tx, child);
    await noteInTrail(parts, work.tx, now, { what: standing === 'left' ? 'baby-left' : 'baby-returned', about: child, places });
    return ok(null);
  });

async function counterOfRecord(tx: Writing, id: string): Promise<readonly string[]> {
  return (await tx.selectFrom('records').select('counter').where('id', '=', id).execute()).map(({ counter }) => counter);
}

/** To another room of her nursery. */
export const babyMoves = (
  parts: OfficeParts,
  { child, room }: { readonly child: string; readonly room: string },
): Promise<Result<null, BabyTrouble>> =>
  asOffice(parts, async (work, now) => {
    const record = await work.tx.selectFrom('records').select(['kind', 'counter']).where('id', '=', child).executeTakeFirst();
    if (record?.kind !== childKind.name) return trouble('no-baby-of-this-id');
    const rooms = work.tx.selectFrom('rooms').select('nursery').where('removed_at', 'is', null);
    const there = await rooms.where('id', '=', room).executeTakeFirst();
    if (there?.nursery !== record.counter) return trouble('no-such-room');
    let isSoAlready = false;
    await writeAsOffice(work, childKind, child, now, values => {
      isSoAlready = values.room === room;
      return isSoAlready ? {} : { room };
    });
    if (isSoAlready) return trouble('is-so-already');
    await noteInTrail(parts, work.tx, now, { what: 'baby-moved', about: child, places: [record.counter] });
    return ok(null);
  });
