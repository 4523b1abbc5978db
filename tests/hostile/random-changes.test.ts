// Random changes, truly sealed and signed by somebody of the cast: whatever they say, nobody writes to what the table does not give her.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordKinds } from '../../src/main/record-kinds';
import { anything, oddTexts } from '../support/cells/anything';
import { envelopeOfText, pullAs, pushAs } from '../support/cells/asking';
import { type Actor, type Cast, startCast } from '../support/cells/cast';
import { alder, everybody, quince } from '../support/cells/people';
import { samples } from '../support/cells/samples';
import { plantSeeds, type Seeds } from '../support/cells/seeds';

let cast: Cast;
let seeds: Seeds;

beforeAll(async () => {
  cast = await startCast();
  seeds = await plantSeeds(cast);
}, 60_000);
afterAll(() => cast.stop());

const kinds = Object.keys(samples);
const names = [...new Set([...recordKinds.values()].flatMap(({ fields }) => Object.keys(fields))), 'mood', 'toString'];
const ids = [...everybody.map(({ id }) => id), quince.wrens, quince.robins, alder.finches, quince.nursery, alder.nursery];
const said = [
  'here',
  'left',
  'said',
  'taken-back',
  'with-mentor',
  'withdrawn',
  'taken-in',
  'put-away',
  'dealt',
  'removed',
  'family',
  'educator',
  'reflection',
];

const number = fc.oneof(fc.constantFrom(0, 1, -1, 2 ** 53 - 1, 1e300, -1e300), fc.nat());
const change = fc.record({
  writer: fc.constantFrom(...everybody.map(({ id }) => id)),
  kind: fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...kinds) }, { weight: 1, arbitrary: fc.constantFrom('grudge', ...oddTexts) }),
  /** A record of this kind and person, the baby, or a new one. */
  record: fc.oneof(
    fc.record({ kind: fc.constantFrom(...kinds), of: fc.constantFrom('amina', 'kasia', 'olga', 'ruth') }),
    fc.constantFrom('new', 'baby'),
  ),
  set: fc.dictionary(fc.constantFrom(...names), anything(...ids, ...said), { maxKeys: 5 }),
  /** As an honest tablet makes it, with something random in it, or random throughout. */
  how: fc.constantFrom('honest', 'mixed', 'random'),
  at: number,
  version: fc.constantFrom(1, 1, 1, 1, 2, 0),
});

/** What stands, with who made it. */
const records = async () =>
  new Map((await cast.server.db.selectFrom('records').select(['id', 'kind', 'author', 'version']).execute()).map(one => [one.id, one]));

const isForLeaders = (kind: string): boolean => kind === 'child' || kind === 'kept-apart';

/** Made by the server itself when it refused something. */
const isNote = (id: string): boolean => id.startsWith('apart:');

test('of three hundred pushes of four random changes each, none touches what its writer may not', async () => {
  let accepted = 0;
  const before = await records();
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 4 }), async changes => {
      const by = changes[0]?.writer ?? '';
      const actor: Actor = cast.who(by);
      const texts = changes.map(({ record, set, how, at, version, ...one }) => {
        const id = record === 'new' ? randomUUID() : record === 'baby' ? seeds.baby : seeds.of(record.kind, record.of).id;
        const kind = how === 'honest' && typeof record === 'object' ? record.kind : one.kind;
        const sample = kinds.includes(kind) ? samples[kind] : undefined;
        const about = { ...seeds.about(actor), words: 'random words', fresh: randomUUID() };
        const honest = record === 'new' ? sample?.make(about) : { ...sample?.change, ...sample?.settle };
        const whole = { ...(how === 'random' ? {} : honest), ...(how === 'honest' ? {} : set) };
        return { id, text: JSON.stringify({ change: randomUUID(), kind, id, set: whole, base: {}, at, version }) };
      });
      const stood = await records();
      const verdicts = await pushAs(cast, actor.tablet, ...texts.map(({ text }) => envelopeOfText(cast, actor, text)));
      const stands = await records();
      for (const [at, { id, text }] of texts.entries()) {
        const isTaken = verdicts[at]?.verdict !== 'quarantined';
        accepted += isTaken ? 1 : 0;
        const [was, is] = [stood.get(id), stands.get(id)];
        if (!isTaken) continue;
        expect(is, text).toMatchObject(was ? { kind: was.kind, author: was.author } : { author: by });
        expect(is?.author === by || (isForLeaders(is?.kind ?? '') && actor.works?.some(({ role }) => role === 'leader')), text).toBe(true);
      }
      const touched = [...stands.values()].filter(({ id, version }) => version !== stood.get(id)?.version && !isNote(id));
      const asked = new Set(texts.map(({ id }) => id));
      expect(touched.filter(({ id, kind }) => !asked.has(id) && kind !== 'set-aside')).toEqual([]);
      expect(cast.server.faults).toEqual([]);
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
  expect(accepted).toBeGreaterThan(50); // some of it was allowed
  const after = await records();
  expect([...before.keys()].filter(id => !after.has(id))).toEqual([]);
}, 120_000);

test('and whoever belongs nowhere, or elsewhere, is still given nothing of it', async () => {
  expect((await pullAs(cast, cast.who('nadia'))).isHersById.size).toBe(0);
  for (const id of ['olga', 'rhea', 'paul']) {
    const { text, buckets } = await pullAs(cast, cast.who(id));
    expect(buckets.filter(bucket => bucket.endsWith(quince.nursery))).toEqual([]);
    expect(text).not.toContain(seeds.of('child', 'amina').words);
  }
});
