// The report of this tablet, an errand of each round: says that it is there and what waits, renews its leases, carries out erasures.
import type { TabletDatabase } from '../device/database';
import type { Http } from '../device/http';
import type { Leases } from '../device/leases';
import { markLockoutsTold, untoldLockouts } from '../device/locked-out';
import { unanswered } from '../device/outbox-mark';
import { minutes } from '../kernel/clock';
import { parse } from '../kernel/parse';
import { ok, trouble } from '../kernel/result';
import { forgetTold, untoldErasures } from './erasures/erasing.store';
import type { Errand, Round } from './sync-round.store';
import { type ErasureToCarryOut, mostErasures, mostLockedOut, type ReportRequest, reportAnswerSchema, reportPath } from './tablet-report';

/** At most so often, unless there is something to say. */
const rhythm = minutes(5);

export interface ReportParts {
  readonly database: TabletDatabase;
  readonly http: Pick<Http, 'post'>;
  /** Ms since this page began. */
  readonly running: () => number;
  /** The app's own version. */
  readonly app: string;
  readonly storage: () => Promise<ReportRequest['storage']>;
  readonly leases: () => Promise<Pick<Leases, 'prolong'>>;
  /** Asks for everybody's wraps and leases anew. */
  readonly fetchPeople: () => Promise<Round>;
  readonly erase: (erasures: readonly ErasureToCarryOut[]) => Promise<void>;
  readonly setTooOld: () => void;
}

export function reportErrand(parts: ReportParts): Errand {
  let last: number | null = null;
  return async () => {
    const untold = [...(await untoldErasures(parts.database)), ...(await untoldLockouts(parts.database))];
    if (untold.length === 0 && last !== null && parts.running() - last < rhythm) return ok(null);
    const reported = await reportAll(parts);
    if (reported.ok) last = parts.running();
    return reported;
  };
}

/** In one round; the next goes on. */
const mostTimes = 20;

/** Until there is nothing more to erase and to tell of. */
async function reportAll(parts: ReportParts): Promise<Round> {
  for (let times = 0; times < mostTimes; times += 1) {
    const erased = (await untoldErasures(parts.database)).slice(0, mostErasures);
    const locked = (await untoldLockouts(parts.database)).slice(0, mostLockedOut);
    const answer = await parts.http.post(reportPath, await reportOf(parts, { erased: [...erased], locked }));
    if (!answer.ok) return answer.trouble === 'not-found' ? ok(null) : answer; // a server from before there were reports
    const read = parse(reportAnswerSchema, answer.value);
    if (!read.ok) return trouble('server-trouble');
    const { erase, leases, now, update } = read.value;
    const areKnown = await (await parts.leases()).prolong(leases, now); // first, because a full tablet can do that and may not do the rest
    await forgetTold(parts.database, erased);
    await markLockoutsTold(parts.database, locked);
    if (update) parts.setTooOld();
    if (!areKnown) {
      const fetched = await parts.fetchPeople();
      if (!fetched.ok) return fetched;
    }
    if (erase.length > 0) await parts.erase(erase);
    if ((await untoldErasures(parts.database)).length === 0) break;
  }
  return ok(null);
}

type News = Required<Pick<ReportRequest, 'erased' | 'locked'>>;

async function reportOf({ database, app, storage }: ReportParts, { erased, locked }: News): Promise<ReportRequest> {
  const waiting = (await unanswered(database)).length;
  return { v: 1, app, waiting, storage: await storage(), erased, ...(locked.length > 0 ? { locked } : {}) };
}
