// How many minutes each person last said she had, kept on this tablet: a number beside an id, in clear.
import * as v from 'valibot';
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { parse } from '../../kernel/parse';
import { ok, type Result } from '../../kernel/result';
import type { TabletTrouble } from '../../sync/verdict';
import { type Minutes, minutesOffered, usualMinutes } from './today-plan';

const name = 'minutes';
const minutesByPerson = v.record(v.string(), v.picklist(minutesOffered));

async function read({ tablet }: Session): Promise<Readonly<Record<string, Minutes>>> {
  const stored = parse(minutesByPerson, (await tablet.database.settings.get(name))?.value);
  return stored.ok ? stored.value : {};
}

export const liveMinutes = (session: Session): Live<Minutes> =>
  live(
    () => read(session),
    async all => all[session.person.id] ?? usualMinutes,
  );

/** Who has left the tablet is forgotten with the next choice. */
export const chooseMinutes = (session: Session, minutes: Minutes): Promise<Result<null, TabletTrouble>> =>
  orStorageTrouble(async () => {
    const { database } = session.tablet;
    await database.transaction('rw', database.settings, database.people, async () => {
      const here = new Set(await database.people.toCollection().primaryKeys());
      const known = Object.entries(await read(session)).filter(([person]) => here.has(person));
      await database.settings.put({ name, value: { ...Object.fromEntries(known), [session.person.id]: minutes } });
    });
    return ok(null);
  });
