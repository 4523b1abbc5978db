// What was taken away for good until now: by erasures, from tablets, from people. It goes with the keys of a back-up, because an older
// content does not know of it; after a restore it is taken away again (main/after-restore.server.ts). Ids and numbers alone.
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import type { Writing } from './database';
import { erasureSchema, erasuresIn } from './erasure-list';

const id = v.pipe(v.string(), v.regex(idPattern));

/** A line in the file of keys that is no key. */
export const takenAwaySchema = v.union([
  v.tuple([v.literal('erasure'), erasureSchema]),
  v.tuple([v.literal('revoked'), v.object({ tablet: id })]),
  v.tuple([v.literal('left'), v.object({ person: id, nursery: id })]),
]);
export type TakenAway = v.InferOutput<typeof takenAwaySchema>;

export async function* takenAway(tx: Writing): AsyncGenerator<TakenAway> {
  for (const { counters, records, cleared, ...one } of await erasuresIn(tx))
    yield ['erasure', { ...one, counters: [...counters], records: [...records], cleared: [...cleared] }];
  const revoked = await tx.selectFrom('tablets').select('id').where('revoked_at', 'is not', null).orderBy('id').execute();
  for (const { id: tablet } of revoked) yield ['revoked', { tablet }];
  const works = await tx.selectFrom('memberships').select(['person', 'nursery', 'until']).orderBy('id').execute();
  const lasting = new Set(works.flatMap(({ person, nursery, until }) => (until === null ? [`${person} ${nursery}`] : [])));
  const left = works.filter(({ person, nursery }) => !lasting.has(`${person} ${nursery}`));
  const once = new Map(left.map(({ person, nursery }) => [`${person} ${nursery}`, { person, nursery }]));
  for (const one of once.values()) yield ['left', one];
}
