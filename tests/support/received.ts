// A record as a pull would have brought it onto the tablet, for the tests of views.

import type { Session } from '../../src/device/session';
import { sealRow } from '../../src/device/stored-row';
import type { RecordKind, RowOf } from '../../src/sync/record-kind';

interface Wanted<Kind extends RecordKind> {
  readonly id: string;
  readonly author: string;
  readonly bucket: string;
  readonly values: Partial<RowOf<Kind>>;
  readonly at?: number;
}

/** Sealed for her alone, every field under a version of its own. */
export async function received<Kind extends RecordKind>(session: Session, kind: Kind, wanted: Wanted<Kind>): Promise<void> {
  const { id, author, bucket, values, at = session.tablet.clock() } = wanted;
  const holder = session.person.id;
  const names = Object.keys(values);
  const each = <Value>(value: (name: string) => Value) => Object.fromEntries(names.map(name => [name, value(name)]));
  const state = { author, made: at, values: { ...values }, seen: each(name => `v-${id}-${name}`.slice(0, 100)), at: each(() => at) };
  const key = session.keys.vault;
  const row = { holder, id, kind: kind.name, revision: 1 };
  const bytes = await sealRow(session.keys, key, row, state);
  await session.tablet.database.rows.put({ ...row, about: '', buckets: [bucket], key, bytes });
}
