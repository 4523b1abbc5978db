// A thank-you is said by somebody who works in the nursery, reaches everybody there, and is taken back by whoever said it.
import { nurseryBucket } from '../../../src/sync/bucket';
import type { Policy } from '../../../src/sync/policy.server';
import { thankYouKind } from './thank-you';

export const thankYouPolicy: Policy = {
  kind: thankYouKind.name,
  mayWrite: ({ author, writer, after }) => author === writer.person && writer.memberships.some(({ nursery }) => nursery === after.nursery),
  buckets: ({ after }) => [nurseryBucket(String(after.nursery))],
};
