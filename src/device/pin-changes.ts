// A PIN that is changed here: her wrap opens with the new one at once, and what the server needs to know waits, sealed and signed.
// Invariant: the wrap and the message are written in one transaction. A power cut leaves both or neither, and either PIN opens everything.

import {
  mostPinChanges,
  type PinChange,
  pinChangeBinding,
  pinChangesAnswerSchema,
  pinChangesPath,
  pinChangeText,
  type SealedPinChange,
} from '../features/pin/pin-change';
import { toBase64Url } from '../kernel/bytes';
import { newId } from '../kernel/id';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { Person, TabletDatabase } from './database';
import type { ForwardTime } from './forward-time';
import type { Http, HttpTrouble } from './http';
import { leaseOf } from './leases';
import { type OpenTrouble, type Rewrapped, rewrapOwn, type WrapGuards } from './own-wrap';
import { sealJson } from './sealed-json';
import type { Session } from './session';
import type { PinChoice, Stretch } from './vault';

/** A name in `settings`. One that is newer takes the place of an older one that waits. */
const beginning = 'pin-change:';

async function waitingChanges({ settings }: TabletDatabase): Promise<readonly SealedPinChange[]> {
  return (await settings.where('name').startsWith(beginning).toArray()).map(({ value }) => value as SealedPinChange);
}

/** Whose change of PIN the server has not answered yet: what it says of her wrap is older than what is here. */
export const whoseChangeWaits = async (database: TabletDatabase): Promise<ReadonlySet<string>> =>
  new Set((await waitingChanges(database)).map(({ person }) => person));

/** Sends what waits, whoever is unlocked; an answer that was lost on its way is asked for again. */
export async function sendPinChanges(database: TabletDatabase, http: Pick<Http, 'post'>): Promise<Result<null, HttpTrouble>> {
  const changes = (await waitingChanges(database)).slice(0, mostPinChanges);
  if (changes.length === 0) return ok(null);
  const answer = await http.post(pinChangesPath, { v: 1, changes });
  if (!answer.ok) return answer.trouble === 'not-found' ? ok(null) : answer; // a server that does not know of this yet
  const read = parse(pinChangesAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const answered = new Set(read.value.answers.map(({ id }) => id));
  const { settings } = database;
  await settings.db.transaction('rw', settings, async () => {
    const done = (await waitingChanges(database)).filter(({ id }) => answered.has(id));
    await settings.bulkDelete(done.map(({ person }) => beginning + person));
  });
  return ok(null);
}

async function messageFor(
  { tablet, person, keys }: Session,
  { given }: Rewrapped,
  { opening, at }: Pick<PinChange, 'opening' | 'at'>,
): Promise<SealedPinChange> {
  const id = newId(tablet.clock(), tablet.random());
  const content = { v: 1, opening, at, ...given };
  const sealed = toBase64Url(await sealJson(keys, keys.vault, pinChangeBinding(tablet.id, person.id, id), content));
  const message = { id, person: person.id, sealed };
  return { ...message, sig: await keys.sign(pinChangeText(tablet.id, message)) };
}

/** False where the server has meanwhile given her another wrap, or she was locked out: what was made is of no use. */
async function keep({ people, settings }: TabletDatabase, before: Person, kept: string, message: SealedPinChange): Promise<boolean> {
  return settings.db.transaction('rw', people, settings, async () => {
    const now = await people.get(before.id);
    if (!now || now.wrap === '' || leaseOf(now.wrap) !== leaseOf(before.wrap) || now.opening !== before.opening) return false;
    const { handed: _, ...own } = now;
    await people.put({ ...own, wrap: kept });
    await settings.put({ name: beginning + before.id, value: message });
    return true;
  });
}

interface PinChanging {
  readonly guards: WrapGuards;
  readonly time: Pick<ForwardTime, 'now'>;
  readonly stretch: Stretch;
}

/** Hers, on this tablet, from now on; judge the new one first (features/pin/pin-rules.ts). Nothing else that is hers changes. */
export async function changeOwnPin(
  { guards, time, stretch }: PinChanging,
  session: Session,
  choice: PinChoice,
): Promise<Result<null, OpenTrouble>> {
  for (;;) {
    const person = await guards.database.people.get(session.person.id);
    if (!person) return trouble('row-damaged');
    const rewrapped = await rewrapOwn(guards, person, choice, stretch);
    if (!rewrapped.ok) return rewrapped;
    const at = Math.trunc((await time.now()) ?? session.tablet.clock());
    const message = await messageFor(session, rewrapped.value, { opening: person.opening ?? 0, at });
    if (await keep(guards.database, person, rewrapped.value.kept, message)) return ok(null);
  }
}
