// A led nursery in a programme with a lead, for the tests of complaints: everybody's session, and what each of them may read.
import type { Session } from '../../src/device/session';
import { complaintAnswerKind, complaintKind } from '../../src/features/complaints/complaint';
import { joinProgramme } from '../../src/server/programmes';
import { readRecords } from '../../src/sync/records.store';
import { ledRoom } from './led-room';
import { type Room, sync } from './room';
import { type Device, type Server, type Staff, unlock } from './world';

export interface ComplaintRoom extends Room {
  readonly leader: Staff;
  /** Zosia of the first room. */
  readonly child: string;
  readonly programme: string;
  /** Leads the programme, on a tablet of her own. */
  readonly lead: Staff;
}

/** The one who was the mentor leads the programme instead. */
export async function complaintRoom(server: Server): Promise<ComplaintRoom> {
  const room = await ledRoom(server);
  const lead = { ...room.mentor, role: 'programme-lead', nursery: '' };
  await server.db.updateTable('people').set({ role: 'programme-lead' }).where('id', '=', lead.id).execute();
  await server.db.deleteFrom('mentorings').where('mentor', '=', lead.id).execute();
  await joinProgramme(server, { programme: lead.home, nursery: room.nursery.id });
  return { ...room, lead, programme: lead.home };
}

/** Her session as her tile makes it, after a round with the server. */
export async function as(server: Server, device: Device, person: Staff, role = 'educator'): Promise<Session> {
  const { nursery } = person;
  const session = await unlock(server, device, { ...person, nursery: nursery || device.people[0]?.nursery || '' });
  const known = { ...session, person: { ...session.person, role, nursery } };
  await sync(device, known);
  return known;
}

export const complaintsOf = async (session: Session) => (await readRecords(session, complaintKind)).items;
export const answersOf = async (session: Session): Promise<readonly string[]> =>
  [...(await readRecords(session, complaintAnswerKind)).items]
    .sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1))
    .map(({ row }) => [row.step, row.words].filter(Boolean).join(': '));
