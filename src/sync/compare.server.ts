// Where a tablet's bucket differs from the server's: which rows it is, and what mends it.
import { wasRestored } from '../server/restored';
import { counterOf } from './bucket';
import type { CompareAnswer, CompareRequest } from './compare-protocol';
import { type BucketContent, lengthOf, type PageSealer, preparePages, rowsOf } from './pages.server';
import { bucketsFor, loadFacts } from './policy.server';
import { mostRowsInAPull } from './protocol';
import { type AskingTablet, canRead, mayAsk, type PullParts } from './pull.server';
import { byId, type Counted, rowsIn, sumOf } from './sums';
import { newestPlace, standing } from './sums.server';
import { inTransaction, type Work } from './work.server';

interface Compared {
  readonly answer: CompareAnswer;
  /** Rows and removals that the tablet is given. */
  readonly repaired: number;
}

const nothing: Compared = { answer: { v: 1, place: 0, differing: [], pages: [] }, repaired: 0 };

/** Which of the ranges differ and, where the tablet says what it has of one, what it lacks of it and what it has too much. */
export async function answerCompare(parts: PullParts, tablet: AskingTablet, request: CompareRequest): Promise<Compared> {
  const look = async (work: Work): Promise<Compared & { readonly pages?: PageSealer }> => {
    const known = await loadFacts(work.tx, request.person, { now: parts.clock(), toldAt: null });
    if (!known || !mayAsk(tablet, known) || !bucketsFor(known).includes(request.bucket)) return nothing;
    const rows = (await standing(work, request.bucket)).sort(byId);
    const differing = request.ranges.flatMap((range, at) => (range.sum === sumOf(rowsIn(range, rows)) ? [] : [at]));
    const missing = await missingOf(work, request, rows, parts.mostRows ?? mostRowsInAPull);
    const content = { ...missing, rows: missing.rows.filter(({ kind }) => canRead(parts, request.knows, kind)) };
    const repaired = lengthOf(content);
    const contents = new Map(repaired > 0 ? [[request.bucket, content]] : []);
    return {
      answer: { v: 1, place: await newestPlace(work, request.bucket), differing, pages: [] },
      repaired,
      pages: await preparePages(work, tablet.id, request.person, contents),
    };
  };
  const { answer, repaired, pages } = await inTransaction(parts, look, 'snapshot');
  return { answer: { ...answer, pages: (await pages?.()) ?? [] }, repaired };
}

/** A restored server has lost what came after its back-up: what a tablet has beyond it stays there to be read, and is not taken for a fault. */
async function missingOf(work: Work, { bucket, ranges }: CompareRequest, rows: readonly Counted[], most: number): Promise<BucketContent> {
  const mayLack = await wasRestored(work.tx, counterOf(bucket));
  const isBeyond = (held: number | undefined, revision: number) => mayLack && held !== undefined && held > revision;
  const [lacking, over]: [string[], string[]] = [[], []];
  for (const range of ranges) {
    if (!range.rows) continue;
    const held = new Map(range.rows);
    const here = rowsIn(range, rows);
    const ids = new Set(here.map(({ id }) => id));
    for (const { id, revision } of here) if (held.get(id) !== revision && !isBeyond(held.get(id), revision)) lacking.push(id);
    const unknown = [...held.keys()].filter(id => !ids.has(id));
    over.push(...(mayLack ? await goneFrom(work, bucket, unknown) : unknown));
  }
  const given = await rowsOf(work, bucket, lacking.slice(0, most));
  return { rows: given, removals: over.slice(0, most - given.length).map(id => ({ bucket, id })) };
}

/** Those of which this server knows that they have left the bucket. */
async function goneFrom({ tx }: Work, bucket: string, records: readonly string[]): Promise<readonly string[]> {
  if (records.length === 0) return [];
  const known = tx.selectFrom('record_buckets').select('record').where('bucket', '=', bucket).where('gone', '=', 1);
  return (await known.where('record', 'in', records).execute()).map(({ record }) => record);
}
