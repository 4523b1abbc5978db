// Which of the words sent to her a mentor has opened on this tablet: sealed under her own key, and without a word of them.
import * as v from 'valibot';
import { type Live, live } from '../../device/live';
import { openJson, sealJson } from '../../device/sealed-json';
import type { Session } from '../../device/session';
import type { Bytes } from '../../kernel/bytes';
import { parse } from '../../kernel/parse';
import { ok, type Result } from '../../kernel/result';
import type { WriteTrouble } from '../../sync/verdict';
import { writeTrouble } from '../../sync/write-trouble.store';
import type { Opened, Sent } from './sent-words';

const openedSchema = v.array(v.tuple([v.string(), v.number()]));

/** Her name in `settings`. */
const settingOf = ({ person }: Session): string => `opened:${person.id}`;
const bindingOf = ({ person }: Session): string => `opened|${person.id}`;

const stored = async (session: Session): Promise<Bytes | undefined> =>
  (await session.tablet.database.settings.get(settingOf(session)))?.value as Bytes | undefined;

/** What cannot be read counts as not opened: she is shown words once too often, never once too seldom. */
async function read(session: Session, bytes: Bytes | undefined): Promise<Opened> {
  if (!bytes) return new Map();
  const opened = await openJson(session.keys, session.keys.vault, bindingOf(session), bytes);
  const known = opened.ok ? parse(openedSchema, opened.value) : opened;
  return new Map(known.ok ? known.value : []);
}

export const liveOpened = (session: Session): Live<Opened> =>
  live(
    () => stored(session),
    bytes => read(session, bytes),
  );

/** `here`: everything that she may still read; what is not among it is forgotten. */
export async function noteOpened(session: Session, sent: Sent, here: readonly Sent[]): Promise<Result<null, WriteTrouble>> {
  try {
    while (!(await tryToNote(session, sent, new Set(here.map(({ id }) => id)))));
    return ok(null);
  } catch (error) {
    return writeTrouble(session, error);
  }
}

/** False when something else was noted meanwhile. */
async function tryToNote(session: Session, { id, edited }: Sent, here: ReadonlySet<string>): Promise<boolean> {
  const { settings } = session.tablet.database;
  const before = await stored(session);
  const opened = new Map([...(await read(session, before)), [id, edited] as const].filter(([known]) => here.has(known)));
  const value = await sealJson(session.keys, session.keys.vault, bindingOf(session), [...opened]);
  return session.tablet.database.transaction('rw', settings, async () => {
    if (String(await stored(session)) !== String(before)) return false;
    await settings.put({ name: settingOf(session), value });
    return true;
  });
}
