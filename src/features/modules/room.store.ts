// Keeps the room's own place and its sittings on this tablet, under one setting; no person's progress is read or written here.
import type { TabletDatabase } from '../../device/database';
import { type Live, live } from '../../device/live';
import type { Session, Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { parse } from '../../kernel/parse';
import { ok, type Result } from '../../kernel/result';
import type { TabletTrouble } from '../../sync/verdict';
import { answeredBy, emptyRoom, noted, type Room, roomSchema, type Watched, withoutOld } from './room';

const name = 'room';

/** What an older or a newer app stored in another shape is forgotten: it costs the room its place and nobody a word. */
async function read(database: TabletDatabase): Promise<Room> {
  const stored = parse(roomSchema, (await database.settings.get(name))?.value);
  return stored.ok ? stored.value : emptyRoom;
}

export const liveRoom = ({ database }: Tablet): Live<Room> =>
  live(
    () => read(database),
    async room => room,
  );

const change = ({ database }: Tablet, next: (room: Room) => Room): Promise<Result<null, TabletTrouble>> =>
  orStorageTrouble(async () => {
    await database.transaction('rw', database.settings, async () => {
      await database.settings.put({ name, value: next(await read(database)) });
    });
    return ok(null);
  });

export const noteRoom = (tablet: Tablet, watched: Watched): Promise<Result<null, TabletTrouble>> =>
  change(tablet, room => noted(room, watched, tablet.clock()));

/** She has said whether she was there and is not asked again. */
export const noteAnswer = ({ tablet, person }: Session, sitting: string): Promise<Result<null, TabletTrouble>> =>
  change(tablet, room => answeredBy(withoutOld(room, tablet.clock()), sitting, person.id));

/** Sittings that nobody is asked about any more leave the tablet. */
export async function forgetOldSittings(tablet: Tablet): Promise<void> {
  const { sittings } = await read(tablet.database);
  const isOld = withoutOld({ ...emptyRoom, sittings }, tablet.clock()).sittings.length < sittings.length;
  if (isOld) await change(tablet, room => withoutOld(room, tablet.clock()));
}
