// Seals the server's rows for the tablet's own storage, and opens them again.
import type { Bytes } from '../kernel/bytes';
import type { Result } from '../kernel/result';
import type { RowState } from '../sync/merge';
import type { StoredRow } from './database';
import { openJson, sealJson } from './sealed-json';
import type { Keys } from './session';

const rowBinding = (row: Pick<StoredRow, 'holder' | 'id' | 'kind' | 'revision'>): string =>
  ['row', row.holder, row.id, row.kind, row.revision].join('|');

export const sealRow = (
  keys: Keys,
  key: string,
  row: Pick<StoredRow, 'holder' | 'id' | 'kind' | 'revision'>,
  state: RowState,
): Promise<Bytes> => sealJson(keys, key, rowBinding(row), state);

/** The server's row as it lies here. */
export async function openRow(keys: Keys, row: StoredRow & { readonly bytes: Bytes }): Promise<Result<RowState, 'cannot-open'>> {
  // The binding proves that what opens is what sealRow sealed, so its shape needs no second look.
  return (await openJson(keys, row.key, rowBinding(row), row.bytes)) as Result<RowState, 'cannot-open'>;
}
