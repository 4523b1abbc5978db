// Who belongs to what beside a nursery: nurseries to programmes, people to a programme's events.
import { randomUUID } from 'node:crypto';
import { ok, type Result, trouble } from '../kernel/result';
import type { Writing } from './database';
import { asOffice, noteInTrail, type OfficeParts } from './office';

interface InProgramme {
  readonly programme: string;
  readonly nursery: string;
}

export type BelongingTrouble = 'no-such-nursery' | 'nobody-of-this-id' | 'is-so-already';

interface Lasting {
  readonly id: string;
  readonly until: number | null;
}
const stillLasts = (all: readonly Lasting[], now: number) => all.filter(({ until }) => until === null || until > now);

const inProgramme = (tx: Writing, { programme, nursery }: InProgramme) =>
  tx.selectFrom('programme_nurseries').select(['id', 'until']).where('programme', '=', programme).where('nursery', '=', nursery).execute();

/** Everybody in the nursery receives the programme's records from now on. */
export const joinProgramme = (parts: OfficeParts, one: InProgramme): Promise<Result<null, BelongingTrouble>> =>
  asOffice(parts, async ({ tx }, now) => {
    const nursery = await tx.selectFrom('nurseries').select('id').where('id', '=', one.nursery).executeTakeFirst();
    if (!nursery) return trouble('no-such-nursery');
    if (stillLasts(await inProgramme(tx, one), now).length > 0) return trouble('is-so-already');
    await joinProgrammeIn(tx, one);
    await noteInTrail(parts, tx, now, { what: 'programme-joined', about: one.nursery, places: [one.nursery, one.programme] });
    return ok(null);
  });

/** The same for a nursery that is in no programme, in a transaction that is under way. */
export async function joinProgrammeIn(tx: Writing, one: InProgramme): Promise<void> {
  await tx
    .insertInto('programme_nurseries')
    .values({ ...one, id: randomUUID(), until: null })
    .execute();
}

/** The programme's records leave the nursery's tablets; what its people wrote themselves is theirs. */
export const leaveProgramme = (parts: OfficeParts, one: InProgramme): Promise<Result<null, BelongingTrouble>> =>
  asOffice(parts, async ({ tx }, now) => {
    const lasting = stillLasts(await inProgramme(tx, one), now);
    for (const { id } of lasting) await tx.updateTable('programme_nurseries').set({ until: now }).where('id', '=', id).execute();
    if (lasting.length === 0) return trouble('is-so-already');
    await noteInTrail(parts, tx, now, { what: 'programme-left', about: one.nursery, places: [one.nursery, one.programme] });
    return ok(null);
  });

interface InEvent {
  readonly event: string;
  readonly programme: string;
  readonly person: string;
}

const inEvent = (tx: Writing, { event, programme, person }: InEvent) =>
  tx
    .selectFrom('event_people')
    .select(['id', 'until'])
    .where('person', '=', person)
    .where('event', '=', event)
    .where('programme', '=', programme)
    .execute();

/** She receives what belongs to this event of the programme from now on. */
export const joinEvent = (parts: OfficeParts, one: InEvent): Promise<Result<null, BelongingTrouble>> =>
  asOffice(parts, async ({ tx }, now) => {
    const person = await tx.selectFrom('people').select('id').where('id', '=', one.person).executeTakeFirst();
    if (!person) return trouble('nobody-of-this-id');
    if (stillLasts(await inEvent(tx, one), now).length > 0) return trouble('is-so-already');
    await tx
      .insertInto('event_people')
      .values({ ...one, id: randomUUID(), until: null })
      .execute();
    await noteInTrail(parts, tx, now, { what: 'event-joined', about: one.person, places: [one.programme] });
    return ok(null);
  });

export const leaveEvent = (parts: OfficeParts, one: InEvent): Promise<Result<null, BelongingTrouble>> =>
  asOffice(parts, async ({ tx }, now) => {
    const lasting = stillLasts(await inEvent(tx, one), now);
    for (const { id } of lasting) await tx.updateTable('event_people').set({ until: now }).where('id', '=', id).execute();
    if (lasting.length === 0) return trouble('is-so-already');
    await noteInTrail(parts, tx, now, { what: 'event-left', about: one.person, places: [one.programme] });
    return ok(null);
  });
