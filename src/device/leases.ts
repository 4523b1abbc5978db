// The leases of this tablet: each person's wrap opens only while hers runs; what has ended is overwritten and gone.
import { type Bytes, fromBase64Url } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type Lease, leaseBinding, leasedWrapSchema } from '../sync/leaving/lease';
import type { RenewedLease } from '../sync/tablet-report';
import type { Person, TabletDatabase } from './database';
import { openForwardTime } from './forward-time';
import type { LeaseShelf } from './lease-shelf';
import type { Keys } from './session';
import { openWith, openWrap, type Stretch } from './vault';

export interface Leases {
  /** The server has just given these, and said what time it is; they are on the disk before the wraps that they open. */
  take(leases: readonly Lease[], now: number): Promise<void>;
  /** The server has prolonged these. False: it named others than are here, so the people have to be asked for. */
  prolong(renewed: readonly RenewedLease[], now: number): Promise<boolean>;
  /** Overwrites and removes what has ended, and what no wrap on this tablet names. */
  dropEnded(): Promise<void>;
  /** The secret, or null when the lease has ended or is not here. */
  secretOf(id: string): Promise<Bytes | null>;
}

interface LeasesParts {
  readonly database: TabletDatabase;
  readonly clock: Clock;
  /** See ForwardTime. */
  readonly running: () => number;
  readonly shelf: LeaseShelf;
}

/** The lease that a wrap is sealed under; null for a wrap from before there were leases. */
function leaseOf({ wrap }: Pick<Person, 'wrap'>): string | null {
  const read = parse(leasedWrapSchema, parseJson(wrap));
  return read.ok ? read.value.lease : null;
}

/** A secret lies here a moment before the wrap that names it: so long is it left alone, in ms. */
const grace = 50_000;

export function openLeases({ database, clock, running, shelf }: LeasesParts): Leases {
  let unnamedSince: ReadonlyMap<string, number> = new Map();
  const time = openForwardTime(database, clock, running);
  const named = async () => new Set((await database.people.toArray()).flatMap(person => leaseOf(person) ?? []));
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
  };
}

/** Takes the lease's layer off her wrap, then her PIN's. `lease-over`: no PIN opens it until the tablet has met the server. */
export async function openLeasedWrap(
  leases: Pick<Leases, 'secretOf'>,
  tablet: string,
  { id: person, wrap }: Pick<Person, 'id' | 'wrap'>,
  pin: string,
  stretch: Stretch,
): Promise<Result<Keys, 'wrong-pin' | 'row-damaged' | 'lease-over'>> {
  const read = parse(leasedWrapSchema, parseJson(wrap));
  if (!read.ok) return openWrap(person, wrap, pin, stretch); // from before there were leases: the next contact seals it
  const secret = await leases.secretOf(read.value.lease);
  if (!secret) return trouble('lease-over');
  const inner = await openLayer(secret, leaseBinding(tablet, person, read.value.lease), read.value.sealed);
  return inner.ok ? openWrap(person, inner.value, pin, stretch) : inner;
}

async function openLayer(secret: Bytes, binding: string, sealed: string): Promise<Result<string, 'row-damaged'>> {
  const bytes = fromBase64Url(sealed);
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']).catch(() => null);
  secret.fill(0);
  const opened = bytes && key ? await openWith(key, binding, bytes) : null;
  return opened?.ok ? ok(new TextDecoder().decode(opened.value)) : trouble('row-damaged');
}
