// A room whose second educator leads the nursery, with a baby in it and tablets that have names.
import { childKind } from '../../src/features/roster/child';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { loadFacts } from '../../src/sync/policy.server';
import { inTransaction } from '../../src/sync/work.server';
import { freshRoom, type Room } from './room';
import { freshId, type Server, type Staff } from './world';

/** The room's two tablets as the server knows them: Blue and Green. */
export async function nameTablets({ db }: Server, { blue, green, nursery }: Room): Promise<void> {
  const tablet = { nursery: nursery.id, person: null, public_key: Buffer.alloc(65), enrolled_at: 0, revoked_at: null };
  const named = [
    { ...tablet, id: blue.id, name: 'Blue' },
    { ...tablet, id: green.id, name: 'Green' },
  ];
  await db.insertInto('tablets').values(named).execute();
}

/** The second educator leads the nursery from now on; the baby is entered by her. */
export async function ledRoom(server: Server): Promise<Room & { readonly leader: Staff; readonly child: string }> {
  const room = await freshRoom(server);
  const { second } = room;
  await server.db.updateTable('memberships').set({ role: 'leader', room: null }).where('person', '=', second.id).execute();
  await nameTablets(server, room);
  const child = freshId(server);
  await inTransaction(server, async work => {
    const writer = await loadFacts(work.tx, second.id, { now: server.now, toldAt: null });
    if (!writer) throw new Error('nobody leads');
    const set = { room: room.name, name: 'Zosia', keyPerson: '', ageInMonths: 9, homeLanguage: 'pl', face: '' };
    const change = { change: freshId(server), kind: childKind.name, id: child, set, base: {}, at: server.now, version: childKind.version };
    const made = await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: server.now });
    if (!made.ok) throw new Error(made.trouble);
    await takePlaces(work);
  });
  return { ...room, leader: second, child };
}
