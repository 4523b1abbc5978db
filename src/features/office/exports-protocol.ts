// What people are given to take away, on the wire: their own words, a baby's report, a whole nursery's data, and a room that is no more.
//
// How answers are read, and what PROOF means, is in office-protocol.ts. No file lies ready on the server: an act gives a ticket, which
// opens one address once within two minutes, and the file is made while it is fetched. `exportFilePath/TICKET` wants the session of
// whoever was given it; `ownFilePath/TICKET` comes after a link and a PIN and wants none.
import * as v from 'valibot';
import { ownReasons } from '../rights/own-link';
import { idSchema, officePath } from './office-protocol';

/** GET. */
export const exportFilePath = `${officePath}/exports/file`;
export const ownFilePath = `${officePath}/own/file`;

/**
 * PROOF. A link for somebody else, `/office#own=TOKEN`: whoever makes it hands it over and cannot open it, because it asks for her PIN.
 * Seven days; for somebody who has left, as long as her words are held for her. One that the same hand made before for her is over.
 */
export const makeOwnLinkPath = `${officePath}/own/make`;
/** GET `?nursery=ID`; without it (programme leads): of those outside nurseries. Who left, while her words are held. */
export const leaversPath = `${officePath}/own/leavers`;
/** Unknown, ended and too old look the same: `link-over`. Opening it uses nothing up. */
export const lookAtOwnLinkPath = `${officePath}/own/look`;
/** Ten wrong PINs in a row are the most, over all links of hers. Gives what is in it, and a pass of fifteen minutes for the next two. */
export const openOwnLinkPath = `${officePath}/own/open`;
export const fetchOwnPath = `${officePath}/own/fetch`;
/** She has it: the link ends. */
export const endOwnLinkPath = `${officePath}/own/end`;
/** PROOF. What is kept about whoever is signed in. */
export const fetchMinePath = `${officePath}/own/mine`;

/** GET `?nursery=ID`. PROOF. The babies of a nursery, for whoever leads it. */
export const babiesPath = `${officePath}/babies`;
/** PROOF. For whoever leads the baby's nursery. */
export const babyReportPath = `${officePath}/babies/report`;

/** GET `?nursery=ID`. */
export const nurseryExportsPath = `${officePath}/exports`;
/** PROOF, like the next. One at a time for each nursery. */
export const askExportPath = `${officePath}/exports/ask`;
/** Somebody else; one of the two leads the nursery. */
export const agreeExportPath = `${officePath}/exports/agree`;
/** Whoever may ask for one. */
export const stopExportPath = `${officePath}/exports/stop`;
/** PROOF. A day after it was agreed to, for seven days, by whichever of the two leads the nursery. */
export const fetchExportPath = `${officePath}/exports/fetch`;

/** GET `?nursery=ID`. What goes by itself in this nursery, and what was erased there for good; names of babies for its leaders alone. */
export const keepingPath = `${officePath}/keeping`;
/** GET `certificatePath/ERASURE`: the page that says how far an erasure has come, as a file. No content of anybody is in it. */
export const certificatePath = `${officePath}/keeping/certificate`;

/** A room in which nobody is. */
export const removeRoomPath = `${officePath}/rooms/remove`;

const moment = v.pipe(v.number(), v.integer());
const secretSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
export const nurseryQuerySchema = v.object({ nursery: v.exactOptional(idSchema) });

export const makeOwnLinkSchema = v.strictObject({ person: idSchema, nursery: v.nullable(idSchema) });
export const ownLinkMadeSchema = v.object({ token: v.string(), until: moment });

export const leaverSchema = v.object({ id: idSchema, name: v.string(), leftAt: moment, until: moment, hasLink: v.boolean() });
export type Leaver = v.InferOutput<typeof leaverSchema>;
export const leaversSchema = v.object({ leavers: v.array(leaverSchema) });

export const ownTokenSchema = v.strictObject({ token: secretSchema });
export const ownLinkSchema = v.object({ name: v.string(), why: v.picklist(ownReasons), until: moment });
export type OwnLink = v.InferOutput<typeof ownLinkSchema>;
export const openOwnLinkSchema = v.strictObject({ token: secretSchema, pin: v.pipe(v.string(), v.maxLength(40)) });
/** Titles as they stand in the report; `files`: photos and voice notes; `refused`: what was not taken in and is kept. */
export const openedOwnSchema = v.object({
  pass: v.string(),
  sections: v.array(v.object({ title: v.string(), count: v.number() })),
  files: v.number(),
  refused: v.number(),
});
export type OpenedOwn = v.InferOutput<typeof openedOwnSchema>;
export const ownPassSchema = v.strictObject({ pass: secretSchema });
export const ticketSchema = v.object({ ticket: v.string() });

export const officeBabySchema = v.object({ id: idSchema, name: v.string(), hasLeft: v.boolean() });
export type OfficeBaby = v.InferOutput<typeof officeBabySchema>;
export const babiesSchema = v.object({ babies: v.array(officeBabySchema) });
/** From a short list, so that no word about a family comes into the trail. */
export const babyReasons = ['family', 'moving', 'authority'] as const;
export type BabyReason = (typeof babyReasons)[number];
export const babyReportSchema = v.strictObject({ child: idSchema, reason: v.picklist(babyReasons) });

export const exportReasons = ['system', 'authority', 'closing'] as const;
export type ExportReason = (typeof exportReasons)[number];
export const askExportSchema = v.strictObject({ nursery: idSchema, reason: v.picklist(exportReasons) });
export const exportRequestSchema = v.strictObject({ id: idSchema });
export const nurseryExportSchema = v.object({
  id: idSchema,
  reason: v.picklist(exportReasons),
  standing: v.picklist(['asked', 'waiting', 'ready', 'over', 'stopped']),
  askedBy: v.string(),
  askedAt: moment,
  /** Names; null: nobody yet. */
  agreedBy: v.nullable(v.string()),
  stoppedBy: v.nullable(v.string()),
  /** When it can be fetched, null: nobody has agreed; and when that, or the waiting for somebody who agrees, ends. */
  readyAt: v.nullable(moment),
  overAt: moment,
  /** What whoever asks may do with it now. */
  mayAgree: v.boolean(),
  mayStop: v.boolean(),
  mayFetch: v.boolean(),
});
export type NurseryExport = v.InferOutput<typeof nurseryExportSchema>;
export const nurseryExportsSchema = v.object({ exports: v.array(nurseryExportSchema), mayAsk: v.boolean() });

const holdSchema = v.variant('by', [
  v.object({ by: v.literal('tablet'), name: v.string(), seenAt: v.nullable(moment), waiting: v.number() }),
  v.object({ by: v.literal('complaint') }),
  v.object({ by: v.literal('leaver') }),
]);
export type KeepingHold = v.InferOutput<typeof holdSchema>;
/** `name` null: whoever asks leads no nursery here. Whoever is held stays until that is over. */
const dueSchema = v.object({ name: v.nullable(v.string()), leftAt: moment, records: v.number(), holds: v.array(holdSchema) });
export type KeepingDue = v.InferOutput<typeof dueSchema>;
const erasedSchema = v.object({
  id: idSchema,
  what: v.picklist(['record', 'person', 'child']),
  askedAt: moment,
  records: v.number(),
  /** Tablets that were to do it, and that have said so. */
  tablets: v.number(),
  done: v.number(),
});
export type KeepingErased = v.InferOutput<typeof erasedSchema>;
/** `days`: so long a baby who left is kept; `daily`: the server clears up by itself. */
export const keepingSchema = v.object({
  days: v.number(),
  daily: v.boolean(),
  due: v.array(dueSchema),
  erased: v.array(erasedSchema),
});
export type Keeping = v.InferOutput<typeof keepingSchema>;

export const removeRoomSchema = v.strictObject({ room: idSchema });
/** `removed` false: it is the last one, or so many people and babies are in it. */
export const roomRemovedSchema = v.object({ removed: v.boolean(), people: v.number(), babies: v.number(), isLast: v.boolean() });
export type RoomRemoved = v.InferOutput<typeof roomRemovedSchema>;
