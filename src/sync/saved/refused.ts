// What was refused, sorted for its author: what belongs together, why it was refused, and whether trying again can help.
import type { QuarantineReason } from '../verdict';

/** `yes`: the same words may be taken another time; `no`: they would be refused again as they are; `with-others`: it hangs on something else. */
const tryingHelps: Readonly<Record<QuarantineReason, 'yes' | 'no' | 'with-others'>> = {
  malformed: 'yes', // also what a newer server says and this tablet does not understand
  'too-large': 'no',
  'foreign-tablet': 'yes',
  'unknown-author': 'yes',
  'unknown-key': 'yes',
  'bad-signature': 'yes',
  'cannot-open': 'yes',
  'number-reused': 'yes',
  'future-version': 'yes',
  'unknown-kind': 'yes',
  'outside-limits': 'no',
  'missing-field': 'with-others',
  'not-allowed': 'yes',
  'group-incomplete': 'yes',
  'group-refused': 'with-others',
  'server-fault': 'yes',
  erased: 'no',
  'tablet-revoked': 'no',
};

/** Reasons of which the server is older than this tablet. */
const ofAnOlderServer: ReadonlySet<QuarantineReason> = new Set(['future-version', 'unknown-kind']);

export const isOfAnOlderServer = (reason: QuarantineReason): boolean => ofAnOlderServer.has(reason);

/** Why all of it was refused: the reason that the other reasons hang on. */
export const rootReason = (reasons: readonly [QuarantineReason, ...QuarantineReason[]]): QuarantineReason =>
  reasons.find(reason => tryingHelps[reason] !== 'with-others') ?? reasons[0];

/** May the same words be sent once more with any hope? What hangs on something else goes with it. */
export function mayTryAgain(reasons: readonly QuarantineReason[]): boolean {
  const own = reasons.map(reason => tryingHelps[reason]).filter(helps => helps !== 'with-others');
  return own.length > 0 && !own.includes('no');
}

interface Written {
  readonly n: number;
  readonly row: string;
  readonly group: string | null;
}

/** At least one. */
export type Unit<Entry> = readonly [Entry, ...Entry[]];

/** One author's entries: those of one record, and records tied by a group, stay together, in the order in which they were written. */
export function together<Entry extends Written>(entries: readonly Entry[]): readonly Unit<Entry>[] {
  const unitByMark = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of [...entries].sort((a, b) => a.n - b.n)) {
    const [ofRow, ofGroup] = [`row ${entry.row}`, `group ${entry.group ?? entry.n}`];
    const [unit, other] = [unitByMark.get(ofRow), unitByMark.get(ofGroup)];
    const found = unit ?? other;
    if (found && other && other !== found) {
      found.push(...other);
      for (const [mark, one] of unitByMark) if (one === other) unitByMark.set(mark, found);
    }
    const grown: [Entry, ...Entry[]] = found ?? [entry];
    if (found) found.push(entry);
    unitByMark.set(ofRow, grown).set(ofGroup, grown);
  }
  return [...new Set(unitByMark.values())].map(unit => unit.sort((a, b) => a.n - b.n));
}
