// Gives a test server a tablet that is enrolled and has a session, without going through enrolment.
import { type Clock, minutes } from '../../src/kernel/clock';
import { hashOf, sessionCookie } from '../../src/server/tablet-sessions';
import type { TestServer } from './server-parts';

/** The value of the cookie header that its requests carry. */
export async function enrolledCookie(
  { db, config, clock }: { readonly clock: Clock } & Pick<TestServer, 'db' | 'config'>,
  id = 'tablet-blue',
  nursery: string | null = null,
): Promise<string> {
  const tablet = {
    id,
    name: 'Blue',
    nursery,
    person: null,
    public_key: Buffer.alloc(65),
    enrolled_at: clock(),
    revoked_at: null,
    wiped_at: null,
  };
  await db.insertInto('tablets').values(tablet).execute();
  const token = `token-of-${id}`;
  await db
    .insertInto('tablet_sessions')
    .values({ token_hash: hashOf(token), tablet: id, expires_at: clock() + minutes(15) })
    .execute();
  return `${sessionCookie(config)}=${token}`;
}
