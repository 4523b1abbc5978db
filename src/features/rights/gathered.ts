// A report while it is put together: where it comes from, and its records by sections in the order in which people ask for them. Pure.
import type { AccessReport, FileToOpen, ReportedFile, ReportedRecord, ReportedSection } from './access-report';
import { kindsOfData, titleOfKind } from './kinds-of-data';

export interface Sources {
  /** Where the bytes of photos and voice notes lie. */
  readonly files: { size(id: string): Promise<number | null> };
  readonly now: number;
}

export interface Found {
  readonly report: AccessReport;
  readonly toOpen: readonly FileToOpen[];
}

const order = Object.keys(kindsOfData);
/** A baby comes before what was said about her. */
const placeOf = (kind: string): number => (kind === 'child' ? -1 : order.includes(kind) ? order.indexOf(kind) : order.length);

/** Photos and voice notes stand beside what they belong to; only what belongs to nothing in the report is listed by itself. */
export function sectionsOf(
  records: readonly ReportedRecord[],
  bySubject: ReadonlyMap<string, readonly ReportedFile[]>,
  titles: (kind: string) => string = titleOfKind,
): readonly ReportedSection[] {
  const known = new Set(records.map(({ id }) => id));
  const alone = [...bySubject].flatMap(([subject, files]) => (known.has(subject) ? [] : files));
  const shown = records.filter(({ kind }) => kind !== 'attachment');
  const kinds = [...new Set(shown.map(({ kind }) => kind))].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  const sections = kinds.map(kind => {
    const of = shown.filter(one => one.kind === kind).sort((a, b) => a.madeAt - b.madeAt);
    return { title: titles(kind), records: of };
  });
  if (alone.length === 0) return sections;
  const by = { kind: 'attachment', id: '', madeAt: alone[0]?.takenAt ?? 0, by: '', fields: [], earlier: [], seenBy: [], files: alone };
  return [...sections, { title: titles('attachment'), records: [by] }];
}
