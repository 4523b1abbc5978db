// How far an educator is in a module is written by her tablets and received by her.
import { personBucket } from '../../sync/bucket';
import type { Policy } from '../../sync/policy.server';
import { moduleProgressKind } from './module-progress';

export const moduleProgressPolicy: Policy = {
  kind: moduleProgressKind.name,
  mayWrite: ({ author, writer }) => author === writer.person,
  buckets: ({ author, writer }) => [personBucket(author, writer.home)],
};
