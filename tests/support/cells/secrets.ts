// A nursery whose words nobody else may hear, and the tablets of another one that ask: what random input is tried on.
import { randomBytes } from 'node:crypto';
import { childKind } from '../../../src/features/roster/child';
import { minutes, systemClock } from '../../../src/kernel/clock';
import type { Assembled } from '../../../src/main/assemble.server';
import { hashOf } from '../../../src/server/tablet-sessions';
import { applyChange, takePlaces } from '../../../src/sync/change-log.server';
import { inTransaction } from '../../../src/sync/work.server';

/** Said in the other nursery and by nobody who asks here. */
export const secrets = { name: 'Philippa Secretname', baby: 'Zuzanna Secretbaby', place: 'The Secret Garden' } as const;
export async function plantSecrets({ changeLog }: Assembled): Promise<void> {
  const now = systemClock();
  const person = { id: 'philippa', name: secrets.name, hue: 'teal', home: 'garden', sign_key: randomBytes(65), wrap: '' };
  await inTransaction(changeLog, async work => {
    const { tx } = work;
    await tx
      .insertInto('nurseries')
      .values([
        { id: 'garden', name: secrets.place },
        { id: 'here', name: 'Here' },
      ])
      .execute();
    await tx.insertInto('rooms').values({ id: 'roses', nursery: 'garden', name: secrets.place }).execute();
    await tx.insertInto('people').values(person).execute();
    const leads = { id: 'leads', person: person.id, nursery: 'garden', room: null, role: 'leader', until: null };
    await tx.insertInto('memberships').values(leads).execute();
    const writer = {
      person: person.id,
      home: 'garden',
      role: null,
      memberships: [leads],
      mentees: [],
      nurseryByRoom: new Map([['roses', 'garden']]),
      programmes: [],
      events: [],
    };
    const set = { room: 'roses', name: secrets.baby };
    const change = { change: 'c1', kind: childKind.name, id: 'secret-baby', set, base: {}, at: now, version: childKind.version };
    await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: now }, true);
    await takePlaces(work);
  });
}

/** So many tablets of a nursery in which nobody works, each with a session: one may ask three hundred times a minute. */
export async function addTablets({ changeLog: { db } }: Assembled, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => `tablet-${at}`);
  const bare = {
    name: 'Blue',
    nursery: 'here',
    person: null,
    public_key: Buffer.alloc(65),
    enrolled_at: 0,
    revoked_at: null,
    wiped_at: null,
  };
  await db
    .insertInto('tablets')
    .values(ids.map(id => ({ ...bare, id })))
    .execute();
  const until = systemClock() + minutes(60);
  await db
    .insertInto('tablet_sessions')
    .values(ids.map(tablet => ({ token_hash: hashOf(`token of ${tablet}`), tablet, expires_at: until })))
    .execute();
}
