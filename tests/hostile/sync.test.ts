// Hostile hands that push: replays, forks, forgeries, absurd clocks, records of others; each gets its reason, and nothing changes.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { erase } from '../../src/sync/erasures/erasure.server';
import type { QuarantineReason, Verdict } from '../../src/sync/verdict';
import { bytesAs, envelopeOf, envelopeOfText, pullAs, pushAs, recordOf, writeAs } from '../support/cells/asking';
import { amina, beginsWithCast, cast, kasia, note, refused, seeds, untouched } from '../support/cells/hostile-hands';
import { alder, quince } from '../support/cells/people';
import { idFor } from '../support/cells/samples';
import { firstEnvelope, signRun } from '../support/first-client';

const { wrens } = quince;
const tenYears = 10 * 365 * 86_400_000;
const applied: Verdict = { verdict: 'applied' };
const had: Verdict = { verdict: 'already-have' };

beginsWithCast();

const isRefused = async (reason: QuarantineReason, tablet: string, ...envelopes: readonly unknown[]) =>
  expect(await untouched(() => pushAs(cast, tablet, ...envelopes))).toEqual(envelopes.map(() => refused(reason)));

describe('what was pushed before', () => {
  test('and is pushed again a hundred times is there once', async () => {
    const once = envelopeOf(cast, kasia, note());
    expect(await pushAs(cast, kasia.tablet, once)).toEqual([applied]);
    const again = await untouched(() => pushAs(cast, kasia.tablet, ...Array.from({ length: 100 }, () => once)));
    expect(again).toEqual(Array(100).fill(had));
  });
  test('and is replayed by another tablet is that tablet’s guilt', async () => {
    const hers = envelopeOf(cast, amina, note());
    await pushAs(cast, amina.tablet, hers);
    await isRefused('foreign-tablet', kasia.tablet, hers);
    await isRefused('bad-signature', kasia.tablet, { ...hers, tablet: kasia.tablet });
  });
  test('and is forked under the same number stays as it was', async () => {
    const [first, n] = [note('first'), cast.next(kasia.tablet, 'kasia')];
    await pushAs(cast, kasia.tablet, envelopeOf(cast, kasia, first, { n }));
    await isRefused('number-reused', kasia.tablet, envelopeOf(cast, kasia, { ...first, set: { text: 'second' } }, { n }));
    await isRefused('number-reused', kasia.tablet, envelopeOf(cast, kasia, note('third'), { n }));
  });
  test('and is replayed after it was replaced brings nothing back', async () => {
    const [id, before] = [randomUUID(), randomUUID()];
    const old = envelopeOf(cast, kasia, { ...note('old', id), change: before });
    await pushAs(cast, kasia.tablet, old);
    await writeAs(cast, kasia, { kind: 'reflection', id, set: { text: 'new' }, base: { text: before } });
    expect(await untouched(() => pushAs(cast, kasia.tablet, old))).toEqual([had]);
  });
  test('and was erased for good does not come back, whoever pushes it', async () => {
    const words = note();
    await writeAs(cast, kasia, words);
    const parts = { ...cast.server, eraseBlobs: async () => undefined, remember: async () => undefined };
    expect((await erase(parts, 'record', words.id)).ok).toBe(true);
    await isRefused('erased', kasia.tablet, envelopeOf(cast, kasia, words));
    await isRefused('erased', amina.tablet, envelopeOf(cast, amina, words));
    expect(await recordOf(cast, words.id)).toBeNull();
  });
});

describe('whoever writes as somebody else', () => {
  test('with her own signature is found out', () =>
    isRefused('bad-signature', kasia.tablet, envelopeOf(cast, kasia, note(), { inNameOf: 'amina' })));
  test('in one run with honest changes of hers spoils none of hers', async () => {
    const [forged, honest] = [envelopeOf(cast, kasia, note(), { inNameOf: 'amina' }), envelopeOf(cast, kasia, note())];
    expect(await pushAs(cast, kasia.tablet, forged, honest)).toEqual([refused('bad-signature'), applied]);
  });
  test.each(['larkrise', 'office', 'set-up', 'operator', 'nobody'])('as the server’s own “%s” is nobody', name =>
    isRefused('unknown-author', kasia.tablet, envelopeOf(cast, kasia, note(), { inNameOf: name })),
  );
  test('as a name that only looks like hers is not read', async () => {
    const whole = envelopeOf(cast, kasia, note());
    for (const author of ['аmina', 'amina\u200b', 'amina ', 'AMINA\u0000', '＠amina'])
      await isRefused('malformed', kasia.tablet, { ...whole, author });
  });
  test('by signing nothing at all, or with a signature of another change, is found out', async () => {
    const [one, other] = [envelopeOf(cast, kasia, note()), envelopeOf(cast, kasia, note())];
    await isRefused('bad-signature', kasia.tablet, { ...one, sig: '' });
    await isRefused('bad-signature', kasia.tablet, { ...one, sig: other.sig });
    await isRefused('bad-signature', kasia.tablet, { ...one, sig: 'A'.repeat(86) });
  });
  test('uses up none of her numbers', async () => {
    for (const n of [1, 2, 3])
      await isRefused('bad-signature', 'blue', envelopeOf(cast, kasia, note(), { inNameOf: 'amina', tablet: 'blue', n }));
    expect(await pushAs(cast, 'blue', envelopeOf(cast, amina, note(), { tablet: 'blue', n: 1 }))).toEqual([applied]);
  });
});

describe('whoever writes to what is not hers', () => {
  const reflection = () => seeds.of('reflection', 'amina').id;
  test('changes no private words by knowing their id', () =>
    isRefused('not-allowed', kasia.tablet, envelopeOf(cast, kasia, note('mine now', reflection()))));
  test('turns no record into one of another kind', () =>
    isRefused(
      'not-allowed',
      amina.tablet,
      envelopeOf(cast, amina, { kind: 'gap-task-try', id: reflection(), set: { task: 't', module: 'm', went: 'well' } }),
    ));
  test('hangs no photo on a colleague’s words', async () => {
    const file = { mime: 'image/jpeg', size: 1, sha256: 'a'.repeat(64), key: 'vault:kasia:1', seconds: 0, standing: 'there' };
    const set = { ...file, subject: reflection(), subjectKind: 'reflection', what: 'photo' };
    await isRefused('not-allowed', kasia.tablet, envelopeOf(cast, kasia, { kind: 'attachment', id: randomUUID(), set }));
  });
  test('removes no photo of a colleague, and the bytes stay', async () => {
    const { id } = seeds.of('attachment', 'amina');
    await isRefused('not-allowed', kasia.tablet, envelopeOf(cast, kasia, { kind: 'attachment', id, set: { standing: 'removed' } }));
    expect((await bytesAs(cast, amina, id)).status).toBe(200);
  });
  test('takes no name that is a colleague’s to use', async () => {
    for (const [kind, set] of [
      ['module-progress', { module: 'next' }],
      ['shared-reflection', { reflection: randomUUID() }],
    ] as const)
      await isRefused('not-allowed', kasia.tablet, envelopeOf(cast, kasia, { kind, id: idFor(kind, 'amina', set), set }));
  });
  test('names a record as nobody names one, and it is refused', async () => {
    for (const id of ['1', 'amina', `shared:kasia:x`, 'reflection', wrens])
      await isRefused('not-allowed', kasia.tablet, envelopeOf(cast, kasia, note('x', id)));
  });
  test('who says that she has seen a colleague’s version is given none of its words', async () => {
    const [id, change] = [randomUUID(), randomUUID()];
    const { words } = seeds.of('reflection', 'amina');
    await writeAs(cast, kasia, { ...note('mine', id), change });
    const versions = await cast.server.db.selectFrom('versions').select('version').where('record', '=', reflection()).execute();
    for (const version of [...versions.map(one => one.version), `m-${change}`, reflection()])
      await writeAs(cast, kasia, { kind: 'reflection', id, set: { text: 'still mine' }, base: { text: version } });
    const given = await pullAs(cast, kasia);
    expect([given.isHersById.get(id), given.text.includes(words)]).toEqual([true, false]);
  });
  test('seals under a key that is not hers, and it is not even opened', async () => {
    const key = `nursery:${alder.nursery}:1`;
    const bytes = await cast.server.keyring.get(key);
    const author = { ...kasia.author, keys: new Map([[key, bytes!]]) };
    const change = { change: randomUUID(), base: {}, at: cast.server.now, version: 1, ...note() };
    const envelope = firstEnvelope(author, { tablet: kasia.tablet, n: cast.next(kasia.tablet, 'kasia'), key }, change);
    await isRefused('unknown-key', kasia.tablet, ...signRun(author, [envelope]));
  });
});

describe('a clock', () => {
  test.each([-tenYears, tenYears, -1e300, 1e300])('that is %d ms off wins nothing for ever', async off => {
    const [id, change] = [randomUUID(), randomUUID()];
    await writeAs(cast, kasia, { ...note('odd', id), change, at: cast.server.now + off });
    expect(await writeAs(cast, kasia, { kind: 'reflection', id, set: { text: 'later' }, base: { text: change } })).toEqual(applied);
    expect((await pullAs(cast, kasia)).text).toContain('"later"');
  });
  test('ten years fast wins a tie against nobody who saw the other', async () => {
    const helen = cast.who('helen');
    const [id, change] = [randomUUID(), randomUUID()];
    await writeAs(cast, helen, { kind: 'child', id, set: { room: wrens, name: 'Fast' }, change, at: cast.server.now + tenYears });
    await writeAs(cast, helen, { kind: 'child', id, set: { name: 'Seen' }, base: { name: change } });
    expect((await pullAs(cast, kasia)).text).toContain('"Seen"');
  });
  test.each(['1e999', '-1e999', '"2026-11-23"', 'null', '[]', 'true'])('that says %s is none', async at => {
    const text = JSON.stringify({ change: randomUUID(), base: {}, version: 1, ...note(), at: 'HERE' }).replace('"HERE"', at);
    await isRefused('malformed', kasia.tablet, envelopeOfText(cast, kasia, text));
  });
});
