// First start, the short way: one nursery, one room, up to three people and a code for one tablet. Nobody has an account yet; all of it stays.

import type { FastifyInstance } from 'fastify';
import type * as v from 'valibot';
import { minutes } from '../../kernel/clock';
import { holdAlone } from '../../server/database';
import { asOffice } from '../../server/office';
import { linkOf } from '../../server/office-links';
import { makeEnrolmentCode } from '../../server/tablets';
import type { Work } from '../../sync/work.server';
import { isEmpty, type LinkRouteParts } from './link-routes.server';
import { nameKey, tidyName } from './names';
import { enterReady, freshId, nextHue, type ReadyPerson, readyPerson } from './new-people.server';
import * as office from './office-protocol';
import { cannot, done, noteIn, type Outcome, openPost } from './office-route.server';

type Try = v.InferOutput<typeof office.tryRequestSchema>;
type Tried = v.InferOutput<typeof office.trySchema>;

/** The tablet's name; another one is given in the office. */
const tabletName = 'Blue';

const isStartLink = async (parts: LinkRouteParts, token: string): Promise<boolean> => {
  const link = await linkOf(parts, token);
  return link !== null && link.person === null;
};

interface TriedNames {
  readonly nursery: string;
  readonly room: string;
  readonly people: readonly string[];
}

/** Null: a name is missing, too long, or there twice. */
function namesOf({ nursery, room, names }: Try): TriedNames | null {
  const [nurseryName, roomName, people] = [tidyName(nursery), tidyName(room), names.map(tidyName)];
  const known = people.filter(name => name !== null);
  const isWhole = known.length === people.length && new Set(known.map(nameKey)).size === known.length;
  return nurseryName !== null && roomName !== null && isWhole ? { nursery: nurseryName, room: roomName, people: known } : null;
}

/** The first leads; the code of this one tablet waits for nobody, because nobody could compare its digits yet. */
async function tryRoom(parts: LinkRouteParts, body: Try): Promise<Outcome<Tried>> {
  if (!(await isStartLink(parts, body.token))) return cannot('link-over');
  const names = namesOf(body);
  if (!names) return cannot('name-missing');
  const now = parts.clock();
  const [nursery, room] = [freshId(now), freshId(now)];
  const ready: ReadyPerson[] = [];
  for (const [at, name] of names.people.entries()) {
    const works = { nursery, room, role: at === 0 ? 'leader' : 'educator' } as const;
    ready.push(await readyPerson({ name, hue: nextHue(ready.map(one => one.prepared.hue)), home: nursery, works }, now));
  }
  return asOffice(parts, async work => {
    await holdAlone(work.tx, 'first-start');
    if (!(await isEmpty(work.tx))) return cannot('tried-already');
    await work.tx.insertInto('nurseries').values({ id: nursery, name: names.nursery }).execute();
    await work.tx.insertInto('rooms').values({ id: room, nursery, name: names.room }).execute();
    for (const one of ready) await enterReady(work, one, now);
    await noteTried(work, nursery, ready, now);
    return done({ slips: ready.map(({ slip }) => slip), enrolment: await codeFor(parts, work, nursery) });
  });
}

async function noteTried({ tx }: Work, nursery: string, ready: readonly ReadyPerson[], at: number): Promise<void> {
  const line = { at, who: 'operator', counter: nursery };
  await noteIn(tx, { ...line, what: 'nursery-made' });
  for (const { slip } of ready) await noteIn(tx, { ...line, what: 'person-added', about: slip.id });
  await noteIn(tx, { ...line, what: 'tablet-code-made' });
}

async function codeFor({ clock }: LinkRouteParts, { tx }: Pick<Work, 'tx'>, nursery: string) {
  const code = await makeEnrolmentCode({ db: tx, clock }, { tabletName, nursery, person: null });
  return { code, until: clock() + minutes(10) };
}

/** While nobody signs in to the office yet: ten minutes are short when everything is new. */
async function tryCode(parts: LinkRouteParts, token: string): Promise<Outcome<Tried['enrolment']>> {
  if (!(await isStartLink(parts, token))) return cannot('link-over');
  return asOffice(parts, async (work, now) => {
    const account = await work.tx.selectFrom('accounts').select('person').limit(1).executeTakeFirst();
    const [nursery, ...others] = await work.tx.selectFrom('nurseries').select('id').execute();
    if (account || !nursery || others.length > 0) return { ok: false, trouble: 'not-allowed' };
    await noteIn(work.tx, { at: now, who: 'operator', counter: nursery.id, what: 'tablet-code-made' });
    return done(await codeFor(parts, work, nursery.id));
  });
}

export function tryRoutes(app: FastifyInstance, parts: LinkRouteParts): void {
  openPost(app, {
    ...{ path: office.tryPath, summary: 'Try one room', takes: office.tryRequestSchema, gives: office.trySchema },
    act: ({ body }) => tryRoom(parts, body),
  });
  openPost(app, {
    ...{ path: office.tryCodePath, summary: 'Another code for the room that is tried', takes: office.linkRequestSchema },
    gives: office.enrolmentCodeSchema,
    act: ({ body }) => tryCode(parts, body.token),
  });
}
