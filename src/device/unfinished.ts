// What somebody has begun and not kept yet, and where she was writing: sealed for her alone, at each pause and before her keys are dropped.
// It stands on her page again when she unlocks; whoever unlocks in between has no key to it, and is told nothing of it.

import type { Bytes } from '../kernel/bytes';
import { ok, type Result, trouble } from '../kernel/result';
import type { TabletTrouble } from '../sync/verdict';
import { openJson, sealJson } from './sealed-json';
import type { Session } from './session';
import { orStorageTrouble } from './storage-trouble';

/** What was begun; `place`: the page and the field in which she was. */
export type UnfinishedKind = 'try' | 'word' | 'family-word' | 'place';

interface SealedUnfinished {
  readonly key: string;
  readonly bytes: Bytes;
}

/** A name in `settings`; it goes with her (left-people.ts). */
const nameOf = (kind: UnfinishedKind, { person }: Session): string => `unfinished:${kind}:${person.id}`;
const bindingOf = (kind: UnfinishedKind, { person }: Session): string => ['unfinished', person.id, kind].join('|');

/** By what each is about. What does not open is as if it were not there: nothing was ever said to be kept of it. */
async function readAll(session: Session, kind: UnfinishedKind): Promise<Readonly<Record<string, unknown>>> {
  const kept = (await session.tablet.database.settings.get(nameOf(kind, session)))?.value as SealedUnfinished | undefined;
  const opened = kept ? await openJson(session.keys, kept.key, bindingOf(kind, session), kept.bytes) : null;
  return opened?.ok && typeof opened.value === 'object' && opened.value !== null ? { ...opened.value } : {};
}

/** Null where nothing was begun of it. */
export async function readUnfinished(session: Session, kind: UnfinishedKind, about: string): Promise<unknown> {
  const all = await readAll(session, kind);
  return Object.hasOwn(all, about) ? (all[about] ?? null) : null;
}

/** `value` null: it is finished, or was thrown away. Survives whatever becomes of the page. */
export const keepUnfinished = (
  session: Session,
  kind: UnfinishedKind,
  about: string,
  value: unknown,
): Promise<Result<null, TabletTrouble>> =>
  orStorageTrouble(async () => {
    if (!session.keys.isHeld()) return trouble('locked');
    const { [about]: before, ...others } = await readAll(session, kind);
    if (value === null && before === undefined) return ok(null);
    const all = value === null ? others : { ...others, [about]: value };
    const name = nameOf(kind, session);
    const { settings } = session.tablet.database;
    if (Object.keys(all).length === 0) {
      await settings.delete(name);
      return ok(null);
    }
    if (!session.keys.isHeld()) return trouble('locked');
    const key = session.keys.vault;
    await settings.put({ name, value: { key, bytes: await sealJson(session.keys, key, bindingOf(kind, session), all) } });
    return ok(null);
  });
