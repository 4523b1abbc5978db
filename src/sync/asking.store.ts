// What a pull asks for somebody, locked or not, and whether the tablet still stands where it stood when it asked.
import type { Cursor, StagedPage, TabletDatabase } from '../device/database';
import type { Http, HttpTrouble } from '../device/http';
import { unanswered } from '../device/outbox-mark';
import type { Session, Tablet } from '../device/session';
import { dropUnreadBuckets } from '../device/unread-buckets';
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { holderOf } from './bucket';
import { knownVersions } from './kind-versions';
import { type PullAnswer, type PullRequest, protocolVersion, pullAnswerSchema, pullPath } from './protocol';
import { fetchedSoFar } from './staged-pages.store';

/** For whom is asked. Nobody needs to be unlocked: the pages come sealed. */
export interface Asker {
  readonly tablet: Pick<Tablet, 'id' | 'database'>;
  readonly person: string;
  readonly kinds: Session['kinds'];
  readonly isUnlocked: boolean;
}

/** Refused changes of hers that one request asks about. */
const mostApart = 1_000;
/** Damaged rows that one request asks for. */
const mostAgain = 100;

export interface Asked {
  readonly request: Omit<PullRequest, 'v' | 'tablet' | 'person'>;
  /** How far her buckets were fetched. */
  readonly cursors: readonly Cursor[];
  /** Something of that is staged and not applied. */
  readonly isStaged: boolean;
  /** What she may have, as she was told before. */
  readonly buckets: readonly string[];
  /** What else she was told before, applied or not; null: nothing yet. */
  readonly told: StagedPage['told'];
}

export interface Answered {
  readonly asked: Asked;
  readonly answer: PullAnswer;
}

export async function ask({ tablet, person }: Asker, http: Pick<Http, 'post'>, asked: Asked): Promise<Result<Answered, HttpTrouble>> {
  const answer = await http.post(pullPath, { v: protocolVersion, tablet: tablet.id, person, ...asked.request });
  if (!answer.ok) return answer;
  const read = parse(pullAnswerSchema, answer.value);
  return read.ok ? ok({ asked, answer: read.value }) : trouble('server-trouble');
}

/** What is asked next while this answer is being kept: everything else is as it was. */
export function further({ asked, answer }: Answered, person: string): Asked {
  const places = { ...asked.request.cursors, ...answer.cursors };
  return {
    ...asked,
    request: { ...asked.request, cursors: places, again: [] },
    cursors: Object.entries(places).map(([bucket, place]) => ({ holder: holderOf(bucket, person), bucket, place })),
    isStaged: true,
  };
}

const numbersOf = (person: string): [[string, number], [string, number]] => [
  [person, 0],
  [person, Number.MAX_SAFE_INTEGER],
];

/** One look at everything that a request says; each turn of waiting for the storage costs more than what is read in it. */
export async function whatToAsk({ tablet: { database }, person, kinds, isUnlocked }: Asker): Promise<Asked> {
  const { cursors, outbox, numbers, quarantined, damaged, people, staged } = database;
  return database.transaction('r', [cursors, outbox, numbers, quarantined, damaged, people, staged], async () => {
    const [fetched, known, waiting, open, apart, again] = await Promise.all([
      fetchedSoFar(database, person),
      people.get(person),
      outbox
        .where('[author+n]')
        .between(...numbersOf(person))
        .primaryKeys(),
      unanswered(database),
      quarantined
        .where('[author+n]')
        .between(...numbersOf(person))
        .limit(mostApart)
        .primaryKeys(),
      damaged.limit(mostAgain).toArray(),
    ]);
    const isUnsent = open.some(({ author }) => author === person);
    const told = fetched.told ?? (typeof known?.told === 'string' ? { mark: known.told, settled: [] } : null);
    const request = {
      cursors: Object.fromEntries(fetched.cursors.map(({ bucket, place }) => [bucket, place])),
      lowest: waiting[0]?.[1] ?? 0,
      again: isUnlocked ? again.map(({ id }) => id) : [],
      // Not while something of hers is unsent: what she wrote before the tablet knew is judged by what held then.
      told: isUnsent ? null : (told?.mark ?? null),
      knows: knownVersions(kinds),
      ...(apart.length > 0 ? { apart: apart.map(([, n]) => n) } : {}),
    };
    return { request, cursors: fetched.cursors, isStaged: fetched.isStaged, buckets: known?.buckets ?? [], told };
  });
}

/** Nothing that the tablet does not have, or has staged, already. */
export function isNothingNew({ asked, answer }: Answered): boolean {
  return (
    !answer.more &&
    answer.pages.length === 0 &&
    Object.entries(answer.cursors).every(([bucket, place]) => asked.request.cursors[bucket] === place) &&
    sameBuckets(answer.buckets, asked.buckets) &&
    answer.told === asked.told?.mark &&
    JSON.stringify(answer.settled) === JSON.stringify(asked.told.settled)
  );
}

/** Whether nobody has fetched for her since. Inside a transaction on cursors and staged. */
export async function areCurrent(database: TabletDatabase, person: string, asked: Asked): Promise<boolean> {
  const now = await fetchedSoFar(database, person);
  const isSame = now.cursors.every(({ bucket, place }) => asked.request.cursors[bucket] === place);
  return isSame && now.cursors.length === asked.cursors.length && now.isStaged === asked.isStaged;
}

/** What she may have now; what nobody may have any more leaves in this transaction, on people, rows, cursors, damaged and staged. */
export async function noteBuckets(database: TabletDatabase, person: string, buckets: readonly string[]): Promise<void> {
  const before = await database.people.get(person);
  if (!before || sameBuckets(before.buckets, buckets)) return;
  await database.people.put({ ...before, buckets });
  await dropUnreadBuckets(database);
}

export const sameBuckets = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((bucket, at) => bucket === b[at]);
