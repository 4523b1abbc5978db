// Leases: the wrap that a tablet keeps is sealed once more under a secret that ends, so that afterwards the right PIN opens nothing.
import * as v from 'valibot';
import { days } from '../../kernel/clock';
import { idPattern } from '../../kernel/id';

const id = v.pipe(v.string(), v.regex(idPattern));
const base64Url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/));

/** How long a lease lasts after the tablet has met the server. */
export const leaseLength = days(14);

/** What the tablet keeps beside a tile: `sealed` opens to the text of sync/keys.ts's wrapSchema with the lease's secret. */
export const leasedWrapSchema = v.object({ v: v.literal(2), lease: id, sealed: base64Url });
export type LeasedWrap = v.InferOutput<typeof leasedWrapSchema>;

/** `secret`: 32 bytes for AES-256-GCM; `until` by the server's clock, in ms since 1970. */
export const leaseSchema = v.object({ id, secret: base64Url, until: v.number() });
export type Lease = v.InferOutput<typeof leaseSchema>;

/** Binds the wrap to one tablet, one person and one lease. */
export const leaseBinding = (tablet: string, person: string, lease: string): string => ['lease', tablet, person, lease].join('|');
