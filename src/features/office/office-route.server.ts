// What all addresses of the office have in common: who may ask, how an outcome is answered, and the line that is left of it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as v from 'valibot';
import type { Clock } from '../../kernel/clock';
import { writeAudit } from '../../server/audit';
import type { Database, Writing } from '../../server/database';
import type { OfficeGuards, SignedIn } from '../../server/office-sessions';
import { refuse } from '../../server/refusals';
import type { ChangeLogParts } from '../../sync/work.server';
import type { AuditAct } from '../audit/audit';
import { type OfficeAnswer, type OfficeTrouble, officeAnswer } from './office-protocol';
import type { Ruling } from './office-rules';

/** What office routes build upon. */
export interface OfficeRouteParts extends ChangeLogParts {
  readonly clock: Clock;
  /** The programmes that this server has, by id: whoever leads first leads the first of them. */
  readonly programmes: readonly string[];
}

/** A value, trouble that is said to her, or a request that is refused as a whole. */
export type Outcome<Value> = OfficeAnswer<Value> | { readonly ok: false; readonly trouble: Exclude<Ruling, 'may'> };

export const done = <Value>(value: Value): OfficeAnswer<Value> => ({ ok: true, value });
export const cannot = (trouble: OfficeTrouble): OfficeAnswer<never> => ({ ok: false, trouble });
export const mustWait = (seconds: number): OfficeAnswer<never> => ({ ok: false, trouble: 'wait', seconds });
/** Null where she may. */
export const deniedBy = (ruling: Ruling): Outcome<never> | null => (ruling === 'may' ? null : { ok: false, trouble: ruling });

interface Address<Gives extends v.GenericSchema> {
  readonly path: string;
  readonly summary: string;
  readonly gives: Gives;
}

/** Who asks and what; `who` is null where nobody needs to be signed in. */
export interface Asked<Body> {
  readonly body: Body;
  readonly who: SignedIn;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const isRefusal = (trouble: string): trouble is 'not-allowed' | 'not-found' => trouble === 'not-allowed' || trouble === 'not-found';

function answer<Value>(reply: FastifyReply, outcome: Outcome<Value>): FastifyReply | OfficeAnswer<Value> {
  if (outcome.ok) return outcome;
  const { trouble } = outcome;
  return isRefusal(trouble) ? refuse(reply, trouble) : (outcome as OfficeAnswer<never>);
}

type OfficeGuard = Exclude<keyof OfficeGuards, 'noteDenied'>;

/** The same for somebody who is signed in. */
async function answerTo<Value>(guards: OfficeGuards, who: SignedIn, reply: FastifyReply, outcome: Outcome<Value>) {
  if (!outcome.ok && outcome.trouble === 'not-allowed') await guards.noteDenied(who);
  return answer(reply, outcome);
}

interface PostRoute<Takes extends v.GenericSchema, Gives extends v.GenericSchema> extends Address<Gives> {
  readonly takes: Takes;
  readonly guard: OfficeGuard;
  act(asked: Asked<v.InferOutput<Takes>>): Promise<Outcome<v.InferInput<Gives>>>;
}

/** For somebody who is signed in; with the guard `proven`, who has shown her second factor within five minutes. */
export function officePost<Takes extends v.GenericSchema, Gives extends v.GenericSchema>(
  app: FastifyInstance,
  guards: OfficeGuards,
  { path, summary, takes, gives, guard, act }: PostRoute<Takes, Gives>,
): void {
  const schema = { summary, body: takes, response: { 200: officeAnswer(gives) } };
  app.post<{ Body: v.InferOutput<Takes> }>(path, { schema, preHandler: guards[guard] }, async (request, reply) => {
    const who = request.office;
    if (!who) return refuse(reply, 'signed-out');
    return answerTo(guards, who, reply, await act({ body: request.body as v.InferOutput<Takes>, who, request, reply }));
  });
}

interface GetRoute<Gives extends v.GenericSchema> extends Address<Gives> {
  readonly guard: OfficeGuard;
  act(asked: Omit<Asked<null>, 'body'>): Promise<Outcome<v.InferInput<Gives>>>;
}

export function officeGet<Gives extends v.GenericSchema>(
  app: FastifyInstance,
  guards: OfficeGuards,
  { path, summary, gives, guard, act }: GetRoute<Gives>,
): void {
  app.get(path, { schema: { summary, response: { 200: officeAnswer(gives) } }, preHandler: guards[guard] }, async (request, reply) => {
    const who = request.office;
    if (!who) return refuse(reply, 'signed-out');
    return answerTo(guards, who, reply, await act({ who, request, reply }));
  });
}

interface OpenRoute<Takes extends v.GenericSchema, Gives extends v.GenericSchema> extends Address<Gives> {
  readonly takes: Takes;
  act(asked: Omit<Asked<v.InferOutput<Takes>>, 'who'>): Promise<Outcome<v.InferInput<Gives>>>;
}

/** From one address in a minute, of what anybody may ask: each costs a passphrase's stretching or shows a link. */
const mostOpenCalls = 30;

/** For somebody who is not signed in. */
export function openPost<Takes extends v.GenericSchema, Gives extends v.GenericSchema>(
  app: FastifyInstance,
  { path, summary, takes, gives, act }: OpenRoute<Takes, Gives>,
): void {
  const count = app.createRateLimit({ max: mostOpenCalls, timeWindow: 60_000 });
  const schema = { summary, body: takes, response: { 200: officeAnswer(gives) } };
  app.post<{ Body: v.InferOutput<Takes> }>(path, { schema }, async (request, reply) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) return refuse(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests');
    return answer(reply, await act({ body: request.body as v.InferOutput<Takes>, request, reply }));
  });
}

/** The nursery or programme of somebody's own records: what she does with her account stands in its trail. */
export async function homeOf(db: Database | Writing, person: string): Promise<string | null> {
  return (await db.selectFrom('people').select('home').where('id', '=', person).executeTakeFirst())?.home ?? null;
}

interface Noted {
  readonly at: number;
  readonly who: string;
  readonly what: AuditAct;
  readonly about?: string | null;
  readonly counter: string;
}

/** One line of the trail; nobody sits at a tablet. */
export const noteIn = (tx: Writing, { about = null, ...line }: Noted): Promise<void> => writeAudit(tx, { ...line, about, tablet: null });
