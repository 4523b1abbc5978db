// One signature for many changes: what leaves together of somebody who is unlocked is signed once more as one run.
// Invariants: 1 only what verifies with her own signature is signed again, so nothing gets her name that another hand has put into the
// tablet's storage; 2 stored entries keep the signatures that they were written with: a locked tablet sends those.
import type { OutboxEntry } from '../device/database';
import type { Session } from '../device/session';
import { type Envelope, runText } from './change';
import { envelopeOf } from './outbox-entry.store';

/** Envelopes of one author, numbered one after the other, of which the last was signed for all. */
type Run = readonly Envelope[];

/** What a push carries of these entries, in their order. Without her keys it is what is stored. */
export async function asRuns(session: Session | null, tablet: string, entries: readonly OutboxEntry[]): Promise<readonly Envelope[]> {
  const stored = entries.map(entry => envelopeOf(tablet, entry));
  if (!session) return stored;
  try {
    const hers = stored.filter(({ author }) => author === session.person.id);
    const proven = await Promise.all(storedRuns(hers).map(async run => ({ run, isProven: await isHers(session, run) })));
    const signatures = new Map((await Promise.all(joined(proven).map(run => signOnce(session, run)))).flat());
    return stored.map(one => ({ ...one, sig: signatures.get(one) ?? one.sig }));
  } catch (error) {
    if (session.keys.isHeld()) throw error;
    return stored;
  }
}

/** As the server finds them. What lacks the end of its run is left out. */
function storedRuns(hers: readonly Envelope[]): readonly Run[] {
  const runs: Run[] = [];
  let open: Run = [];
  for (const one of hers) {
    const run = follows(open, one) ? [...open, one] : [one];
    if (one.sig !== '') runs.push(run);
    open = one.sig === '' ? run : [];
  }
  return runs;
}

const follows = (run: Run, next: Envelope): boolean => run.at(-1)?.n === next.n - 1;

const isHers = ({ keys }: Session, run: Run): Promise<boolean> => keys.hasSigned(runText(run), run.at(-1)?.sig ?? '');

/** Runs that follow each other become one; a run that is not hers stands as it is stored, and what comes after it begins anew. */
function joined(found: readonly { readonly run: Run; readonly isProven: boolean }[]): readonly Run[] {
  const all: Envelope[][] = [];
  let open: Envelope[] = [];
  for (const { run, isProven } of found) {
    const [first] = run;
    if (!isProven || !first || !follows(open, first)) open = [];
    if (!isProven) continue;
    if (open.length === 0) all.push(open);
    open.push(...run);
  }
  return all.filter(run => run.filter(({ sig }) => sig !== '').length > 1);
}

async function signOnce({ keys }: Session, run: Run): Promise<readonly (readonly [Envelope, string])[]> {
  const sig = await keys.sign(runText(run));
  return run.map((one, at) => [one, at === run.length - 1 ? sig : ''] as const);
}
