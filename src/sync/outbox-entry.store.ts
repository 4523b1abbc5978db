// A waiting change as it lies in the outbox: its envelope, opening it for the person who may, and the record that it makes.
import type { OutboxEntry, StoredRow } from '../device/database';
import { openJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import { toBase64Url } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { type Change, changeBinding, changeSchema, type Envelope } from './change';
import { newestKeyOf } from './key-ids';
import { upcastChange } from './kind-versions';

/** Seals changes for others than herself under the newest key of the nursery that she has, so that colleagues on this tablet see them at once. */
export const keyOfHolder = (session: Session, holder: string): string =>
  holder === session.person.id ? session.keys.vault : newestKeyOf(session.keys.ids, holder);

export const envelopeOf = (tablet: string, entry: OutboxEntry): Envelope => ({
  v: 1,
  tablet,
  author: entry.author,
  n: entry.n,
  group: entry.group,
  key: entry.key,
  sig: entry.sig,
  bytes: toBase64Url(entry.bytes),
});

export const priorBinding = (entry: Pick<OutboxEntry, 'author' | 'n'>): string => ['prior', entry.author, entry.n].join('|');

/** The change that an entry carries, as this version of its kind would have written it; null when its bytes are damaged or sealed for somebody else. */
export async function openEntry(session: Session, entry: OutboxEntry): Promise<Change | null> {
  const binding = changeBinding(envelopeOf(session.tablet.id, entry));
  const opened = await openJson(session.keys, entry.key, binding, entry.bytes);
  const change = opened.ok ? parse(changeSchema, opened.value) : opened;
  return change.ok ? upcastChange(session.kinds.get(change.value.kind), change.value) : null;
}

/** Waiting entries by row, each row's in the order in which they were written. */
export function byRow(entries: OutboxEntry[]): ReadonlyMap<string, readonly OutboxEntry[]> {
  const found = new Map<string, OutboxEntry[]>();
  for (const entry of entries.sort((a, b) => a.seq - b.seq)) {
    const before = found.get(entry.row);
    if (before) before.push(entry);
    else found.set(entry.row, [entry]);
  }
  return found;
}

/** A record that only waiting changes have made so far. */
export type NotYetRow = Omit<StoredRow, 'bytes'> & { readonly bytes: null };

/** Those of them that are among no rows; `about`: only what is about that record. */
export function notYetRows(
  rows: readonly Pick<StoredRow, 'id'>[],
  waiting: ReadonlyMap<string, readonly OutboxEntry[]>,
  about?: string,
): readonly NotYetRow[] {
  const there = new Set(rows.map(({ id }) => id));
  return [...waiting.values()].flatMap(([entry]) => {
    if (!entry || there.has(entry.row) || (about !== undefined && entry.about !== about)) return [];
    const { holder, row, kind, bucket, key } = entry;
    return [{ holder, id: row, kind, buckets: [bucket], revision: 0, key, bytes: null }];
  });
}
