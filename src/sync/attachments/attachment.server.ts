// An attachment is its author's, and goes wherever the record goes that it belongs to.

import { personBucket } from '../bucket';
import { bucketsFor, type Draft, type Policy } from '../policy.server';
import { attachmentKind, thumbnailKind } from './attachment';

/** To what she may have herself, or wrote before she left; a record that the server does not know (yet) is hers alone as long. */
function mayWrite({ author, writer, followed }: Draft): boolean {
  const hers = new Set([...bucketsFor(writer), personBucket(writer.person, writer.home)]);
  return author === writer.person && (followed === null || followed.buckets.some(bucket => hers.has(bucket)));
}

const buckets = ({ author, writer, followed }: Draft) => followed?.buckets ?? [personBucket(author, writer.home)];

/** What photos and voice notes can belong to. */
const follows = { field: 'subject', kind: ['reflection', 'gap-task-try'], ofItsAuthorAlone: true } as const;

export const attachmentPolicy: Policy = { kind: attachmentKind.name, follows, mayWrite, buckets };
export const thumbnailPolicy: Policy = { kind: thumbnailKind.name, follows, mayWrite, buckets };
