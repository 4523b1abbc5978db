// A waiting change as it lies in the outbox: its envelope, and opening it for the person who may.
import type { OutboxEntry } from '../device/database';
import { openJson } from '../device/sealed-json';
import type { Session } from '../device/session';
import { toBase64Url } from '../kernel/bytes';
import { parse } from '../kernel/parse';
import { type Change, changeBinding, changeSchema, type Envelope } from './change';
import { nurseryKeyId } from './keys';
import { upcastChange } from './kind-versions';

/** Seals changes for others than herself under the nursery's key, so that colleagues on this tablet see them at once. */
export const keyOfHolder = (session: Session, holder: string): string =>
  holder === session.person.id ? session.keys.vault : nurseryKeyId(holder);

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
