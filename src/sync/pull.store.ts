// Pull: fetches what changed for one person and applies it, with its cursors, in one transaction.
// Invariants: 1 waiting changes are dropped with the page that their rows came with, so nothing that she saved ever flickers
// back; 2 a bucket that is not listed any more leaves the tablet in the same transaction; 3 an answer to older cursors is
// thrown away; 4 an answer of several pages is staged, and applied as a whole with its last one; so is one under a key newer than hers.
import type { StagedPage } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import type { Session } from '../device/session';
import { ok, type Result, trouble } from '../kernel/result';
import { type Answered, type Asker, areCurrent, ask, further, isNothingNew, noteBuckets, sameBuckets, whatToAsk } from './asking.store';
import { readyPage } from './ready-pages.store';
import {
  applyStaged,
  isTooNew,
  type OpenedParts,
  openParts,
  partsOf,
  putParts,
  type ReadyAhead,
  stageParts,
  standingBefore,
} from './staged-pages.store';

type Pulled = Result<'done' | 'more' | 'stale', HttpTrouble | 'row-damaged'>;

const pagesAhead = new WeakMap<Session, ReadyAhead>();

/** One request. `more`: another page waits; `stale`: another tab was faster. */
export async function pullOnce(session: Session, http: Pick<Http, 'post'>): Promise<Pulled> {
  if (!(await applyStaged(session))) return trouble('row-damaged');
  const asker = askerOf(session);
  const answered = await ask(asker, http, await whatToAsk(asker));
  return answered.ok ? take(session, answered.value) : answered;
}

/** So often is asked again when another tab was faster, or she has left this tablet. */
const mostStale = 5;

/** Everything that is new for her: the next page is on its way while one is being kept. */
export async function pullAll(session: Session, http: Pick<Http, 'post'>): Promise<Result<null, HttpTrouble | 'row-damaged'>> {
  for (let stale = 0; stale < mostStale; stale++) {
    const pulled = await pullRun(session, http);
    if (!pulled.ok) return pulled;
    if (pulled.value !== 'stale') return ok(null);
  }
  return ok(null);
}

async function pullRun(session: Session, http: Pick<Http, 'post'>): Promise<Pulled> {
  const asker = askerOf(session);
  let next = ask(asker, http, await whatToAsk(asker));
  for (;;) {
    const answered = await next;
    if (!answered.ok) return answered;
    if (answered.value.answer.more) next = ask(asker, http, further(answered.value, session.person.id));
    const taken = await take(session, answered.value);
    if (taken.ok && taken.value === 'more') continue;
    if (answered.value.answer.more) await next; // nobody takes it: what it holds is asked for again
    return taken;
  }
}

/** Applies an answer, or keeps it until the rest of it is there. */
export async function take(session: Session, answered: Answered): Promise<Pulled> {
  const parts = partsOf(session.person.id, answered.answer);
  if (!parts) return trouble('server-trouble');
  if (isNothingNew(answered)) return ok('done');
  const applied = await applyAtOnce(session, answered, parts);
  if (applied !== 'to-be-staged') return applied;
  const numbers = await stageAnswer(askerOf(session), answered, parts);
  if (!numbers) return ok('stale');
  return session.keys.isHeld() ? goOn(session, answered, parts, numbers) : ok('done');
}

const askerOf = ({ tablet, person, kinds }: Session): Asker => ({ tablet, person: person.id, kinds, isUnlocked: true });

/** Keeps an answer for later, sealed as it came; null when the tablet has moved since it asked. */
export const stageAnswer = ({ tablet: { database }, person }: Asker, { asked, answer }: Answered, parts: readonly StagedPage[]) =>
  stageParts(database, parts, async () => {
    const [isSame, known] = await Promise.all([areCurrent(database, person, asked), database.people.get(person)]);
    if (!isSame || !known) return false;
    if (sameBuckets(known.buckets, answer.buckets)) return true;
    await noteBuckets(database, person, answer.buckets);
    return areCurrent(database, person, asked); // with what has left the cursors have moved
  });

/** What is staged is made ready while the next page is on its way, and all of it applied with the last. */
async function goOn(session: Session, { answer }: Answered, parts: readonly StagedPage[], numbers: readonly number[]): Promise<Pulled> {
  const ahead = pagesAhead.get(session) ?? new Map();
  pagesAhead.set(session, ahead);
  for (const [at, { holder, page }] of parts.entries()) if (page) ahead.set(numbers[at] ?? 0, readyAhead(session, { holder, ...page }));
  if (answer.more) return ok('more');
  const isWhole = await applyStaged(session, ahead);
  pagesAhead.delete(session);
  return isWhole ? ok('done') : trouble('row-damaged');
}

/** Somebody may lock before anybody waits for it: that is no fault. */
function readyAhead(session: Session, page: Parameters<typeof readyPage>[1]): ReturnType<typeof readyPage> {
  const ready = readyPage(session, page);
  ready.catch(() => undefined);
  return ready;
}

/** A whole answer with nothing staged before it needs no staging: one transaction. */
async function applyAtOnce(session: Session, { asked, answer }: Answered, parts: readonly StagedPage[]): Promise<Pulled | 'to-be-staged'> {
  const { database } = session.tablet;
  const { person } = session;
  const { rows, outbox, numbers, quarantined, cursors, people, damaged, staged } = database;
  if (answer.more || asked.isStaged || parts.some(part => isTooNew(session, part))) return 'to-be-staged';
  const opened = await openedIfHeld(session, parts);
  if (!opened) return 'to-be-staged';
  const isApplied = await database.transaction('rw', [rows, outbox, numbers, quarantined, cursors, people, damaged, staged], async () => {
    const [isSame, before] = await Promise.all([areCurrent(database, person.id, asked), standingBefore(session, opened)]);
    if (!isSame) return false;
    await putParts(session, opened, before);
    if (!sameBuckets(before.person?.buckets ?? [], answer.buckets)) await noteBuckets(database, person.id, answer.buckets);
    return true;
  });
  if (opened.unopened.length > 0) return trouble('row-damaged');
  return ok(isApplied ? 'done' : 'stale');
}

/** Null: locked meanwhile. */
async function openedIfHeld(session: Session, parts: readonly StagedPage[]): Promise<OpenedParts | null> {
  try {
    return await openParts(session, parts);
  } catch (error) {
    if (session.keys.isHeld()) throw error;
    return null;
  }
}
