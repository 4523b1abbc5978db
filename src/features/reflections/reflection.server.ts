// Reflections are written and received by their author alone; a shared snapshot also reaches her mentor while it stands.
import { mentoringBucket, personBucket } from '../../sync/bucket';
import type { Policy } from '../../sync/policy.server';
import { reflectionKind, sharedReflectionKind } from './reflection';

export const reflectionPolicy: Policy = {
  kind: reflectionKind.name,
  mayWrite: ({ author, writer }) => author === writer.person,
  buckets: ({ author, writer }) => [personBucket(author, writer.home)],
};

export const sharedReflectionPolicy: Policy = {
  kind: sharedReflectionKind.name,
  mayWrite: ({ author, writer }) => author === writer.person,
  buckets: ({ author, writer, after }) => [
    personBucket(author, writer.home),
    ...(after.standing === 'with-mentor' ? [mentoringBucket(author, writer.home)] : []),
  ],
};
