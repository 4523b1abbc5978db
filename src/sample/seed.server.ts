// Fills an empty server with the sample nurseries: people with their keys, and their history through the change log itself.
import { randomBytes } from 'node:crypto';
import { newId } from '../kernel/id';
import { makeMentoring, makeNursery, makePerson } from '../server/people';
import { joinProgramme } from '../server/programmes';
import { applyChange, takePlaces } from '../sync/change-log.server';
import { type Facts, loadFacts } from '../sync/policy.server';
import { type ChangeLogParts, inTransaction, type Work } from '../sync/work.server';
import { sampleNurseries, sampleStaff } from './nurseries';
import { type SampleChange, type SampleModule, sampleChanges, worksInANursery } from './sample-changes';
import type { SampleStaff } from './sample-types';

/** The tablet of everything that a set-up writes. */
const setUp = 'set-up';

/** `programme` is where mentors and programme leads have their own records. */
async function seedPerson(parts: ChangeLogParts, one: SampleStaff, programme: string): Promise<void> {
  const { id, firstName, hue, role, room, pin, nurseries } = one;
  const isOfOne = worksInANursery(one);
  await makePerson(parts, {
    id,
    name: firstName,
    hue,
    pin,
    home: (isOfOne ? nurseries[0] : undefined) ?? programme,
    ...(role === 'mentor' || role === 'programme-lead' ? { role } : {}),
    memberships: isOfOne ? nurseries.map(nursery => ({ nursery, room, role })) : [],
  });
}

/** A mentor has every educator and leader of her nurseries. */
async function seedMentorings(parts: ChangeLogParts): Promise<void> {
  for (const mentor of sampleStaff.filter(({ role }) => role === 'mentor')) {
    for (const nursery of mentor.nurseries) {
      const mentees = sampleStaff.filter(one => worksInANursery(one) && one.nurseries.includes(nursery));
      for (const { id } of mentees) await makeMentoring(parts, { mentor: mentor.id, educator: id, nursery });
    }
  }
}

async function write(work: Work, writer: Facts, { kind, id, set, at, asSetUp }: SampleChange): Promise<void> {
  const change = { change: newId(at, randomBytes(16)), kind: kind.name, id, set: { ...set }, base: {}, at, version: kind.version };
  const applied = await applyChange(work, { change, writer, tablet: setUp, receivedAt: at }, asSetUp ?? false);
  if (!applied.ok) throw new Error(`the sample's ${kind.name} ${id} was refused: ${applied.trouble}`);
}

/** One transaction: the sample is there whole or not at all. */
export async function seedHistory(parts: ChangeLogParts, changes: readonly SampleChange[], now: number): Promise<void> {
  await inTransaction(parts, async work => {
    const writers = new Map<string, Facts>();
    for (const { author } of changes) {
      const facts = writers.get(author) ?? (await loadFacts(work.tx, author, { now, toldAt: null }));
      if (!facts) throw new Error(`nobody called ${author} is in the sample`);
      writers.set(author, facts);
    }
    for (const change of changes) {
      const writer = writers.get(change.author);
      if (writer) await write(work, writer, change);
    }
    await takePlaces(work);
  });
}

/** Throws when anything of the sample does not fit the product: then one of the two is wrong. */
export async function seedSample(
  parts: ChangeLogParts,
  programme: { readonly id: string; readonly modules: readonly SampleModule[] },
  now: number,
): Promise<void> {
  for (const nursery of sampleNurseries) {
    await makeNursery(parts, nursery);
    await joinProgramme({ ...parts, clock: () => now }, { programme: programme.id, nursery: nursery.id });
  }
  await Promise.all(sampleStaff.map(one => seedPerson(parts, one, programme.id)));
  await seedMentorings(parts);
  await seedHistory(parts, sampleChanges(now, programme.modules), now);
}
