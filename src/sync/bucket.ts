// Buckets: who receives a record. A bucket's name says its scope and the one counter that orders it.

export type Bucket = string;

export const personBucket = (person: string, home: string): Bucket => `person:${person}@${home}`;
export const mentoringBucket = (educator: string, nursery: string): Bucket => `mentoring:${educator}@${nursery}`;
export const roomBucket = (room: string, nursery: string): Bucket => `room:${room}@${nursery}`;
export const nurseryBucket = (nursery: string): Bucket => `nursery:${nursery}`;
/** Those who lead the nursery. */
export const leadersBucket = (nursery: string): Bucket => `leaders:${nursery}`;
/** Those who lead the programme. */
export const programmeLeadsBucket = (programme: string): Bucket => `leads:${programme}`;
/** Everybody in the programme's nurseries, their mentors, and who leads it. */
export const programmeBucket = (programme: string): Bucket => `programme:${programme}`;
/** Those who belong to one event of the programme. */
export const eventBucket = (event: string, programme: string): Bucket => `event:${event}@${programme}`;

/** The counter (a nursery's or a programme's id) that gives places in this bucket. */
export function counterOf(bucket: Bucket): string {
  const at = bucket.lastIndexOf('@');
  return bucket.slice(at >= 0 ? at + 1 : bucket.indexOf(':') + 1);
}

const isSharedByNursery = (bucket: Bucket): boolean => bucket.startsWith('room:') || bucket.startsWith('nursery:');

/**
 * Who holds this bucket's rows on a tablet: a nursery's rows are kept once for all its people under
 * the nursery key; everything else is kept apart for each person under her vault key.
 */
export const holderOf = (bucket: Bucket, person: string): string => (isSharedByNursery(bucket) ? counterOf(bucket) : person);
