// Puts records of other people on a tablet, as a pull would have: sealed, in their buckets, with the server's versions.

import type { Session } from '../../src/device/session';
import { sealRow } from '../../src/device/stored-row';
import { holderOf } from '../../src/sync/bucket';
import { keyOfHolder } from '../../src/sync/outbox-entry.store';
import type { RecordKind, RowOf } from '../../src/sync/record-kind';

export interface Arrived<Kind extends RecordKind> {
  readonly id: string;
  readonly author: string;
  readonly bucket: string;
  /** When it was made and written last, in ms since 1970. */
  readonly at: number;
  readonly row: RowOf<Kind>;
  readonly revision?: number;
}

export async function arrived<Kind extends RecordKind>(session: Session, kind: Kind, came: readonly Arrived<Kind>[]): Promise<void> {
  const rows = await Promise.all(
    came.map(async ({ id, author, bucket, at, row, revision = 1 }) => {
      const holder = holderOf(bucket, session.person.id);
      const key = keyOfHolder(session, holder);
      const values: Readonly<Record<string, unknown>> = row;
      const fields = Object.keys(values);
      const state = {
        author,
        made: at,
        values,
        seen: Object.fromEntries(fields.map(field => [field, `${id}-${revision}`])),
        at: Object.fromEntries(fields.map(field => [field, at])),
      };
      const place = { holder, id, kind: kind.name, revision };
      const about = String((kind.about && values[kind.about]) ?? '');
      return { ...place, about, buckets: [bucket], key, bytes: await sealRow(session.keys, key, place, state) };
    }),
  );
  await session.tablet.database.rows.bulkPut(rows);
}
