// The leases of this tablet: each person's wrap opens only while hers runs; what has ended is overwritten and gone.
import * as v from 'valibot';
import { type Bytes, fromBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import type { Lease } from '../sync/leaving/lease';
import type { RenewedLease } from '../sync/tablet-report';
import type { TabletDatabase } from './database';
import type { ForwardTime } from './forward-time';
import type { LeaseShelf } from './lease-shelf';

export interface Leases {
  /** The server has just given these, and said what time it is; they are on the disk before the wraps that they open. */
  take(leases: readonly Lease[], now: number): Promise<void>;
  /** The server has prolonged these. False: it named others than are here, so the people have to be asked for. */
  prolong(renewed: readonly RenewedLease[], now: number): Promise<boolean>;
  /** Overwrites and removes what has ended, and what no wrap on this tablet names. */
  dropEnded(): Promise<void>;
  /** The secret, or null when the lease has ended or is not here. */
  secretOf(id: string): Promise<Bytes | null>;
  /** Overwrites and removes it, whatever it opens. */
  destroy(id: string): Promise<void>;
  /** All that are here. */
  destroyAll(): Promise<void>;
}

interface LeasesParts {
  readonly database: TabletDatabase;
  readonly time: ForwardTime;
  /** See ForwardTime. */
  readonly running: () => number;
  readonly shelf: LeaseShelf;
}

const namedSchema = v.object({ lease: v.nullable(v.string()) });

/** The lease that a kept wrap is sealed under, by its id; null for one from before there were leases, and where there is no wrap. */
export function leaseOf(wrap: string): string | null {
  const read = parse(namedSchema, parseJson(wrap));
  return read.ok ? read.value.lease : null;
}

/** A secret lies here a moment before the wrap that names it: so long is it left alone, in ms. */
const grace = 50_000;

export function openLeases({ database, time, running, shelf }: LeasesParts): Leases {
  let unnamedSince: ReadonlyMap<string, number> = new Map();
  const named = async () => new Set((await database.people.toArray()).flatMap(({ wrap }) => leaseOf(wrap) ?? []));
  const isOver = ({ until }: Lease, now: number | null): boolean => now === null || until <= now;
  const readAll = async (ids: readonly string[]) => Promise.all(ids.map(async id => ({ id, lease: await shelf.read(id) })));
  return {
    async take(leases, now) {
      await time.contact(now);
      const here = await readAll(leases.map(({ id }) => id));
      const keep = leases.filter(({ until }, at) => here[at]?.lease?.until !== until);
      if (keep.length > 0) await shelf.change({ keep, drop: [] });
    },
    async prolong(renewed, now) {
      await time.contact(now);
      const [here, wanted] = [await readAll(renewed.map(({ id }) => id)), await named()];
      const untilById = new Map(renewed.map(({ id, until }) => [id, until]));
      const keep = here.flatMap(({ id, lease }) => {
        const until = untilById.get(id) ?? 0;
        return lease && lease.until !== until ? [{ ...lease, until }] : [];
      });
      if (keep.length > 0) await shelf.change({ keep, drop: [] });
      return here.every(({ id, lease }) => lease !== null && wanted.has(id)) && wanted.size === renewed.length;
    },
    async dropEnded() {
      const [now, wanted] = [await time.now(), await named()];
      const here = await readAll(await shelf.ids());
      const unnamed = here.filter(({ id }) => !wanted.has(id)).map(({ id }): [string, number] => [id, unnamedSince.get(id) ?? running()]);
      unnamedSince = new Map(unnamed);
      const isForgotten = (id: string) => running() - (unnamedSince.get(id) ?? running()) >= grace;
      const drop = here.filter(({ id, lease }) => !lease || isOver(lease, now) || isForgotten(id)).map(({ id }) => id);
      if (drop.length > 0) await shelf.change({ keep: [], drop });
    },
    async secretOf(id) {
      const [now, lease] = [await time.now(), await shelf.read(id)];
      if (lease && !isOver(lease, now)) return fromBase64Url(lease.secret);
      if (lease) await shelf.change({ keep: [], drop: [id] });
      return null;
    },
    destroy: id => shelf.change({ keep: [], drop: [id] }),
    async destroyAll() {
      const drop = await shelf.ids();
      if (drop.length > 0) await shelf.change({ keep: [], drop });
    },
  };
}
