// What gave way to something else and waits for its author: she puts it right, or leaves it as it is; either can be undone.
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { ok, type Result } from '../../kernel/result';
import { personBucket } from '../bucket';
import { type Order, writeRecords } from '../outbox.store';
import { leavesForOthers, type RecordKind } from '../record-kind';
import { findInside, type Kept, type Look, openAll, readRecords } from '../records.store';
import type { WriteTrouble } from '../verdict';
import { writeOver } from '../write-over.store';
import { findAsides, type KeptAside, openAsides } from './open-asides.store';
import { setAsideKind } from './set-aside';

/** One that waits for her, beside the record as it stands here; `now` is undefined where this tablet does not have it. */
export interface OpenAside {
  readonly aside: KeptAside;
  readonly now: (Kept<RecordKind> & { readonly leaves: boolean }) | undefined;
}

/** What was done about one, with what stood before: enough to undo it. */
export interface Dealt {
  readonly aside: KeptAside;
  /** Null: the record was left as it was. */
  readonly before: { readonly value: unknown } | null;
}

type Outcome = Result<Dealt, WriteTrouble>;

/** What waits for her, newest first, each beside what stands in its place. */
export function liveAsides(session: Session): Live<readonly OpenAside[]> {
  const { people, rows, outbox, numbers, quarantined, health } = session.tablet.database;
  return live(
    () =>
      session.tablet.database.transaction('r', people, rows, outbox, numbers, quarantined, async () => {
        const own = await findAsides(session);
        const looks = new Map<RecordKind, Look>();
        const others = own.found.length > 0 ? [...session.kinds.values()].filter(kind => kind.name !== setAsideKind.name) : [];
        for (const kind of others) looks.set(kind, await findInside(session, kind));
        return { own, looks };
      }),
    async ({ own, looks }) => {
      const asides = await openAsides(session, own);
      const now = await Promise.all(asides.map(({ row }) => openOne(session, looks, row)));
      return asides.map((aside, at) => ({ aside, now: now[at] })).sort((a, b) => b.aside.row.wrote - a.aside.row.wrote);
    },
    health,
  );
}

type Named = KeptAside['row'];

async function openOne(session: Session, looks: ReadonlyMap<RecordKind, Look>, { kind: name, record }: Named) {
  const kind = session.kinds.get(name);
  const look = kind && looks.get(kind);
  const found = look?.found.filter(({ row }) => row.id === record) ?? [];
  const [kept] = kind && look ? (await openAll(session, kind, { ...look, found })).items : [];
  return kind && kept && { ...kept, leaves: leavesForOthers(kind) };
}

const home = ({ person }: Session) => personBucket(person.id, person.home);

async function standingOrder(session: Session, aside: KeptAside, standing: Named['standing']): Promise<Order> {
  const now = (await readRecords(session, setAsideKind)).items.find(({ id }) => id === aside.id) ?? aside;
  return { kind: setAsideKind, id: aside.id, bucket: home(session), set: { standing }, seen: now.seen };
}

/** Puts what she wrote in the place of what stands. `not-fetched`: this tablet does not have the record. */
export const putRight = (session: Session, aside: KeptAside): Promise<Outcome> =>
  orStorageTrouble(async () => {
    const value = await writeOver(session, aside.row, aside.row.value);
    if (!value) return { ok: false, trouble: 'not-fetched' } as const;
    const written = await writeRecords(session, [value.order, await standingOrder(session, aside, 'dealt')]);
    return written.ok ? ok({ aside, before: { value: value.before } }) : written;
  });

/** What stands stays; she has seen it. */
export const leaveAside = (session: Session, aside: KeptAside): Promise<Outcome> =>
  orStorageTrouble(async () => {
    const written = await writeRecords(session, [await standingOrder(session, aside, 'dealt')]);
    return written.ok ? ok({ aside, before: null }) : written;
  });

/** As it was: what stood stands again, and it waits for her. */
export const undoAside = (session: Session, { aside, before }: Dealt): Promise<Outcome> =>
  orStorageTrouble(async () => {
    const value = before && (await writeOver(session, aside.row, before.value));
    const orders = [...(value ? [value.order] : []), await standingOrder(session, aside, 'open')];
    const written = await writeRecords(session, orders);
    return written.ok ? ok({ aside, before: null }) : written;
  });
