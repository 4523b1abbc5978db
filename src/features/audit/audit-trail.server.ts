// Who reads which lines of the trail: everybody her own, leaders their nurseries', programme leads their programme's.
import { deflateRawSync } from 'node:zlib';
import type { Selectable } from 'kysely';
import { toBase64Url } from '../../kernel/bytes';
import type { Clock } from '../../kernel/clock';
import { ok, type Result, trouble } from '../../kernel/result';
import type { Tables, Writing } from '../../server/database';
import { seal } from '../../server/sealing';
import { vaultKeyId } from '../../sync/key-ids';
import { type Facts, loadFacts } from '../../sync/policy.server';
import { type AskingTablet, mayAsk } from '../../sync/pull.server';
import { keyBytes } from '../../sync/rest-keys.server';
import { type ChangeLogParts, inTransaction } from '../../sync/work.server';
import { auditActs, isAuditAct, serverCounter } from './audit';
import { type AuditAnswer, type AuditContent, type AuditRequest, auditBinding, mostAuditLines } from './audit-trail';

export interface TrailParts extends ChangeLogParts {
  readonly clock: Clock;
}

/** `not-found` for whoever may not ask on this tablet, and for the lines of others where she leads nobody. */
export const answerAudit = (parts: TrailParts, tablet: AskingTablet, request: AuditRequest): Promise<Result<AuditAnswer, 'not-found'>> =>
  inTransaction(
    parts,
    async work => {
      const now = parts.clock();
      const facts = await loadFacts(work.tx, request.person, { now, toldAt: null });
      if (!facts || !mayAsk(tablet, facts)) return trouble('not-found');
      const led = request.whose === 'all' ? await countersLed(work.tx, facts, now) : null;
      if (led?.length === 0) return trouble('not-found');
      const content = await contentOf(work.tx, { request, led, now });
      const key = vaultKeyId(facts.person);
      const plain = deflateRawSync(Buffer.from(JSON.stringify(content), 'utf8'));
      const bytes = toBase64Url(seal(await keyBytes(work, key), auditBinding(tablet.id, facts.person, key), plain));
      return ok({ v: 1, page: { holder: facts.person, key, bytes } });
    },
    'snapshot',
  );

/** The chains that she reads whole; what concerns the whole server comes with them. */
async function countersLed(tx: Writing, { home, role, memberships }: Facts, now: number): Promise<readonly string[]> {
  const led = memberships.flatMap(one => (one.role === 'leader' ? one.nursery : []));
  if (role === 'programme-lead') led.push(home, ...(await nurseriesOf(tx, home, now)));
  return led.length === 0 ? [] : [...new Set([...led, serverCounter])];
}

async function nurseriesOf(tx: Writing, programme: string, now: number): Promise<readonly string[]> {
  const joined = await tx.selectFrom('programme_nurseries').select(['nursery', 'until']).where('programme', '=', programme).execute();
  return joined.flatMap(({ nursery, until }) => (until === null || until > now ? nursery : []));
}

interface Wanted {
  readonly request: AuditRequest;
  /** Null: her own lines alone. */
  readonly led: readonly string[] | null;
  readonly now: number;
}

type Line = Selectable<Tables['audit']>;

async function contentOf(tx: Writing, wanted: Wanted): Promise<AuditContent> {
  const found = await linesOf(tx, wanted);
  const lines = found.slice(0, mostAuditLines);
  const shown = lines.map(({ at, counter, place, who, what, about, tablet }) => ({ at, counter, place, who, what, about, tablet }));
  return { lines: shown, names: await namesIn(tx, lines, wanted), more: found.length > mostAuditLines };
}

/** One more than is shown tells whether there are more. */
async function linesOf(tx: Writing, { request: { person, area, before }, led }: Wanted): Promise<readonly Line[]> {
  let asked = tx.selectFrom('audit').selectAll();
  if (led) asked = asked.where('counter', 'in', led);
  else asked = asked.where(is => is.or([is('who', '=', person), is('about', '=', person)]));
  if (area) asked = asked.where('what', 'in', actsOf(area));
  if (before) {
    const { at, counter, place } = before;
    asked = asked.where(is =>
      is.or([
        is('at', '<', at),
        is.and([is('at', '=', at), is('counter', '<', counter)]),
        is.and([is('at', '=', at), is('counter', '=', counter), is('place', '<', place)]),
      ]),
    );
  }
  return asked
    .orderBy('at', 'desc')
    .orderBy('counter', 'desc')
    .orderBy('place', 'desc')
    .limit(mostAuditLines + 1)
    .execute();
}

const actsOf = (area: string): string[] => Object.entries(auditActs).flatMap(([name, act]) => (act.area === area ? name : []));

/** Tablets by what they are called; people as long as they work or mentor in one of the places that the lines are of, or are something outside nurseries. */
async function namesIn(tx: Writing, lines: readonly Line[], { request, now }: Wanted): Promise<Record<string, string>> {
  const subjectOf = (what: string) => (isAuditAct(what) ? auditActs[what].about : 'nothing');
  const tablets = lines.flatMap(({ what, about, tablet }) => [...(subjectOf(what) === 'tablet' ? [about] : []), tablet]);
  const people = lines.flatMap(({ who, what, about }) => [who, ...(subjectOf(what) === 'person' ? [about] : [])]);
  const counters = [...new Set(lines.map(({ counter }) => counter))];
  const called = await tabletsCalled(tx, idsOf(tablets));
  const here = await peopleHere(tx, idsOf(people), { counters, now, reader: request.person });
  return Object.fromEntries([...called, ...here].map(({ id, name }) => [id, name]));
}

const idsOf = (ids: readonly (string | null)[]): string[] => [...new Set(ids.flatMap(id => id ?? []))];

const tabletsCalled = async (tx: Writing, ids: readonly string[]) =>
  ids.length === 0 ? [] : tx.selectFrom('tablets').select(['id', 'name']).where('id', 'in', ids).execute();

interface Around {
  readonly counters: readonly string[];
  readonly now: number;
  readonly reader: string;
}

async function peopleHere(tx: Writing, ids: readonly string[], { counters, now, reader }: Around) {
  if (ids.length === 0) return [];
  const people = await tx.selectFrom('people').select(['id', 'name', 'role']).where('id', 'in', ids).execute();
  const works = await tx.selectFrom('memberships').select(['person', 'nursery', 'until']).where('person', 'in', ids).execute();
  const mentors = await tx.selectFrom('mentorings').select(['mentor as person', 'nursery', 'until']).where('mentor', 'in', ids).execute();
  const isHere = ({ nursery, until }: { nursery: string; until: number | null }) =>
    counters.includes(nursery) && (until === null || until > now);
  const here = new Set([...works, ...mentors].flatMap(one => (isHere(one) ? one.person : [])));
  return people.filter(({ id, role }) => id === reader || here.has(id) || role !== null);
}
