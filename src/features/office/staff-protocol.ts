// Nurseries, rooms and people as the office sees and changes them; how answers are read is in office-protocol.ts.
//
// Scope: a leader sees her nurseries, a programme lead those of her programme. PROOF: see office-protocol.ts.
import * as v from 'valibot';
import { roles } from '../roster/role';
import { idSchema, nameSchema, officePath, slipSchema } from './office-protocol';
import { reopeningSchema } from './reopening-protocol';

/** GET */
export const nurseriesPath = `${officePath}/nurseries`;
/** Programme leads. PROOF. */
export const addNurseryPath = `${officePath}/nurseries/add`;
export const renameNurseryPath = `${officePath}/nurseries/rename`;
export const addRoomPath = `${officePath}/rooms/add`;
export const renameRoomPath = `${officePath}/rooms/rename`;

/** GET `?nursery=ID` */
export const nurseryPeoplePath = `${officePath}/people`;
/** GET. Programme leads: the mentors and leads of her programme. */
export const outsidePeoplePath = `${officePath}/people/outside`;
/** PROOF. Gives the slips with their PINs, once. */
export const addPeoplePath = `${officePath}/people/add`;
/** PROOF. Programme leads: a mentor or a programme lead. */
export const addOutsidePath = `${officePath}/people/outside/add`;
/** What a list says, line by line; nobody is made. */
export const readListPath = `${officePath}/people/list/read`;
/** PROOF. Everybody of the list, or nobody: `lines-to-mend` when any line has trouble. */
export const takeListPath = `${officePath}/people/list/take`;
/** PROOF */
export const changeRolePath = `${officePath}/people/role`;
export const changeRoomPath = `${officePath}/people/room`;
/** Programme leads: she works in one more nursery of the programme from now on. PROOF. */
export const joinNurseryPath = `${officePath}/people/join`;
/** PROOF. Without a nursery: whatever she is outside nurseries ends as well (programme leads). */
export const leavePath = `${officePath}/people/leave`;
/** Programme leads. */
export const beginMentoringPath = `${officePath}/mentoring/begin`;
export const endMentoringPath = `${officePath}/mentoring/end`;
/** PROOF. A link for seven days, `/office#invitation=TOKEN`; one that was made before for her is over. */
export const invitePath = `${officePath}/invitations/make`;
export const withdrawInvitationPath = `${officePath}/invitations/withdraw`;
/** PROOF. She signs in no more until she is invited again; by whoever is above her. */
export const closeAccountPath = `${officePath}/accounts/close`;

const namedSchema = v.object({ id: idSchema, name: v.string() });
export const nurserySchema = v.object({ ...namedSchema.entries, rooms: v.array(namedSchema), people: v.number(), tablets: v.number() });
export const nurseriesSchema = v.object({ nurseries: v.array(nurserySchema) });
export type OfficeNursery = v.InferOutput<typeof nurserySchema>;

export const addNurserySchema = v.strictObject({ name: nameSchema, rooms: v.pipe(v.array(nameSchema), v.minLength(1), v.maxLength(20)) });
export const renameNurserySchema = v.strictObject({ nursery: idSchema, name: nameSchema });
export const addRoomSchema = v.strictObject({ nursery: idSchema, name: nameSchema });
export const renameRoomSchema = v.strictObject({ room: idSchema, name: nameSchema });
export const madeSchema = v.object({ id: idSchema });

/** What she may be in a nursery. */
export const nurseryRoles = ['educator', 'leader'] as const;
/** What she may be outside nurseries. */
export const outsideRoles = ['mentor', 'programme-lead'] as const;

export const staffSchema = v.object({
  id: idSchema,
  name: v.string(),
  hue: v.string(),
  role: v.picklist(roles),
  /** Null: all rooms, or none because she is outside nurseries. */
  room: v.nullable(idSchema),
  /** Ids of those who mentor her. */
  mentors: v.array(idSchema),
  /** Whether she signs in to the office; `null`: an educator, who never does. */
  account: v.nullable(v.picklist(['none', 'invited', 'has-one'])),
  /** Whether the person who asks may change what she is. */
  mayChange: v.boolean(),
  /** Whether whoever asks may say that she has forgotten her PIN. */
  mayReopen: v.boolean(),
  reopening: v.nullable(reopeningSchema),
});
export type Staff = v.InferOutput<typeof staffSchema>;
export const staffListSchema = v.object({ people: v.array(staffSchema) });

/** `room` null: she works in all of them, as a nursery's manager does. */
const newStaffSchema = v.strictObject({ name: nameSchema, role: v.picklist(nurseryRoles), room: v.nullable(idSchema) });
/** At once. */
export const mostPeople = 60;
export const addPeopleSchema = v.strictObject({
  nursery: idSchema,
  people: v.pipe(v.array(newStaffSchema), v.minLength(1), v.maxLength(mostPeople)),
});
export const addOutsideSchema = v.strictObject({ name: nameSchema, role: v.picklist(outsideRoles) });
export const slipsSchema = v.object({ slips: v.array(slipSchema) });

/** The text of a CSV file: columns name, role, room in any order, with a first line that names them (staff-list.ts). */
export const listRequestSchema = v.strictObject({ nursery: idSchema, text: v.pipe(v.string(), v.maxLength(48 * 1024)) });
export const listTroubles = [
  'no-name',
  'name-too-long',
  'role-unknown', // anything but educator or leader; empty is educator
  'room-unknown', // empty: all rooms
  'twice-in-list',
  'name-there-already', // somebody of this name works there: she would be on two tiles
] as const;
export type ListTrouble = (typeof listTroubles)[number];
export const listLineSchema = v.object({
  /** Counted from 1 as a spreadsheet does, the first line included. */
  line: v.number(),
  /** As they stand in the file. */
  name: v.string(),
  role: v.string(),
  room: v.string(),
  troubles: v.array(v.picklist(listTroubles)),
});
export type ListLine = v.InferOutput<typeof listLineSchema>;
/** `whole`: trouble with the file itself; then there are no lines. */
export const listSchema = v.object({
  whole: v.nullable(v.picklist(['empty', 'no-name-column', 'too-many', 'not-text'])),
  lines: v.array(listLineSchema),
});
export type StaffList = v.InferOutput<typeof listSchema>;

export const changeRoleSchema = v.strictObject({ person: idSchema, nursery: idSchema, role: v.picklist(nurseryRoles) });
export const changeRoomSchema = v.strictObject({ person: idSchema, nursery: idSchema, room: v.nullable(idSchema) });
export const joinNurserySchema = v.strictObject({
  person: idSchema,
  nursery: idSchema,
  role: v.picklist(nurseryRoles),
  room: v.nullable(idSchema),
});
export const leaveSchema = v.strictObject({ person: idSchema, nursery: v.nullable(idSchema) });
export const mentoringSchema = v.strictObject({ mentor: idSchema, person: idSchema, nursery: idSchema });
export const personRequestSchema = v.strictObject({ person: idSchema });
export const invitationSchema = v.object({ token: v.string(), until: v.number() });
