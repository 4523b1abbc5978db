// Changes as they were really sealed and signed, recorded once for each version of each kind: every later server takes them.
//
// A new kind, or a new version of one, needs a story here; then RECORD=1 npx vitest run --project node tests/sync/recorded-changes.test.ts,
// and npx biome check --write tests/fixtures.
import { expect, test } from 'vitest';
import { recordKinds } from '../../src/main/record-kinds';
import type { RowState } from '../../src/sync/merge';
import { receivePush } from '../../src/sync/push.server';
import { misfittingField, rowOf } from '../../src/sync/record-kind';
import { openState } from '../../src/sync/record-store.server';
import { inTransaction } from '../../src/sync/work.server';
import {
  fileOf,
  fixedNursery,
  isRecorded,
  pushesOf,
  type Recorded,
  readRecorded,
  recordedFiles,
  saveRecorded,
  serverOf,
  type Written,
} from '../support/recorded-changes';
import type { Server } from '../support/world';

const nursery = fixedNursery();
const me = nursery.person.id;
const record = (at: number) => `019ab000-0000-7000-8000-00000000000${at}`;
const baby: Written = {
  kind: 'child',
  id: record(1),
  set: { room: nursery.room, name: 'Zosia', keyPerson: me, ageInMonths: 9, homeLanguage: 'pl', face: 'fern' },
  isShared: true,
};
const reflection: Written = {
  kind: 'reflection',
  id: record(2),
  set: { module: 'tuning-in', prompt: null, text: 'She looked first.\n\nThen I waited.' },
};
const shared = `shared:${me}:${record(2)}`;

/** What a change says of bytes that travel apart. */
const bytesOf = (subject: string) => ({
  subject,
  mime: 'image/jpeg',
  size: 40_000,
  sha256: 'ab'.repeat(32),
  key: `vault:${me}:1`,
  standing: 'there',
});

/** What a person does with each kind; what only the server makes is not here. */
const stories: Readonly<Record<string, readonly Written[]>> = {
  child: [baby, { ...baby, set: { name: 'Zosia B' } }, { ...baby, set: { ageInMonths: 10, keyPerson: '' }, tablet: 1 }],
  reflection: [
    reflection,
    { ...reflection, set: { text: 'She looked first, at me.\n\nThen I waited.' } },
    { ...reflection, set: { text: 'She looked first.\n\nThen I waited, and so did she.' }, tablet: 1, isBlind: true },
  ],
  'shared-reflection': [
    reflection,
    {
      kind: 'shared-reflection',
      id: shared,
      set: { reflection: record(2), module: 'tuning-in', prompt: null, text: 'She looked first.', standing: 'with-mentor' },
    },
    { kind: 'shared-reflection', id: shared, set: { standing: 'withdrawn' } },
  ],
  opening: [
    reflection,
    {
      kind: 'shared-reflection',
      id: shared,
      set: { reflection: record(2), module: null, prompt: null, text: 'She looked first.', standing: 'with-mentor' },
    },
    {
      kind: 'opening',
      id: `opening:${me}:${record(2)}`,
      set: { shared, of: me, reflection: record(2), by: 'Noor', words: 1_763_795_760_000 },
    },
    { kind: 'opening', id: `opening:${me}:${record(2)}`, set: { words: 1_763_795_820_000 } },
  ],
  'gap-task-try': [
    ...[3, 4].map(
      (at): Written => ({
        kind: 'gap-task-try',
        id: record(at),
        set: { task: 'watch-her-eyes', module: 'tuning-in', child: null, went: 'well', note: `Try ${at}` },
        group: 'both.2',
      }),
    ),
    { kind: 'gap-task-try', id: record(3), set: { went: 'not-yet' } },
  ],
  'module-progress': [
    { kind: 'module-progress', id: `progress:${me}:tuning-in`, set: { module: 'tuning-in', chapters: ['one'], position: 185 } },
    { kind: 'module-progress', id: `progress:${me}:tuning-in`, set: { chapters: ['two'], position: 240 }, tablet: 1, isBlind: true },
  ],
  'strength-word': [
    baby,
    {
      kind: 'strength-word',
      id: record(5),
      set: { child: record(1), room: nursery.room, side: 'family', word: 'ciekawska', standing: 'said' },
      isShared: true,
    },
    { kind: 'strength-word', id: record(5), set: { standing: 'taken-back' }, isShared: true },
  ],
  complaint: [
    baby,
    {
      kind: 'complaint',
      id: record(8),
      set: {
        nursery: nursery.nursery,
        programme: null,
        baby: record(1),
        from: 'Zosia’s mum',
        words: 'Her language is wrong.\n\nPlease mend it.',
      },
    },
  ],
  'complaint-answer': [
    baby,
    {
      kind: 'complaint',
      id: record(8),
      set: { nursery: nursery.nursery, programme: null, baby: record(1), from: 'Zosia’s mum', words: 'Her language is wrong.' },
    },
    { kind: 'complaint-answer', id: record(9), set: { complaint: record(8), step: 'outcome', by: 'Noor', words: 'It is mended.' } },
  ],
  'complaint-draft': [
    { kind: 'complaint-draft', id: `complaint-draft:${me}:${record(1)}`, set: { of: record(1), words: 'Her language' } },
    { kind: 'complaint-draft', id: `complaint-draft:${me}:${record(1)}`, set: { words: 'Her language is wrong.' } },
    { kind: 'complaint-draft', id: `complaint-draft:${me}:${record(1)}`, set: { words: 'Her name.' }, tablet: 1, isBlind: true },
    { kind: 'complaint-draft', id: `complaint-draft:${me}:${record(1)}`, set: { words: '' } },
  ],
  attachment: [
    reflection,
    { kind: 'attachment', id: record(6), set: { ...bytesOf(record(2)), subjectKind: 'reflection', what: 'photo', seconds: 0 } },
  ],
  thumbnail: [
    reflection,
    { kind: 'thumbnail', id: record(7), set: { ...bytesOf(record(2)), of: record(6) } },
    { kind: 'thumbnail', id: record(7), set: { standing: 'removed' } },
  ],
};

/** Written by servers, which are never older than themselves; a person at most answers them. */
const madeByTheServer: readonly string[] = ['colleague', 'erasure', 'kept-apart', 'set-aside'];

/** Where later versions mean something else: what a recorded row is read as now, by file and record. */
const meansNow: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {};

async function take(server: Server, pushes: Recorded['pushes'] | ReturnType<typeof pushesOf>): Promise<readonly (readonly unknown[])[]> {
  const verdicts = [];
  for (const { tablet, envelopes } of pushes)
    verdicts.push((await receivePush(server, tablet, { v: 1, tablet, envelopes: [...envelopes] })).verdicts);
  expect(server.faults).toEqual([]);
  return verdicts;
}

const statesOf = (server: Server): Promise<ReadonlyMap<string, { readonly kind: string; readonly state: RowState }>> =>
  inTransaction(server, async work => {
    const states = new Map<string, { kind: string; state: RowState }>();
    for (const row of await work.tx.selectFrom('records').selectAll().orderBy('id').execute())
      if (!madeByTheServer.includes(row.kind)) states.set(row.id, { kind: row.kind, state: await openState(work, row) });
    return states;
  });

async function recordStory(kind: string, version: number, story: readonly Written[]): Promise<void> {
  const server = await serverOf(nursery);
  const pushes = pushesOf(nursery, story);
  const verdicts = await take(server, pushes);
  const rows = [...(await statesOf(server))].map(([id, { kind, state }]) => [id, { kind, values: state.values }]);
  await server.db.destroy();
  const recorded = pushes.map((push, at) => ({ ...push, verdicts: verdicts[at] ?? [] }));
  saveRecorded({ kind, version, pushes: recorded, rows: Object.fromEntries(rows) });
}

if (process.env.RECORD === '1')
  for (const { name, version } of recordKinds.values()) {
    const story = stories[name];
    if (story && !isRecorded(name, version)) await recordStory(name, version, story);
  }

test('each version of each kind that people write has its recorded changes, and each step between versions is there', () => {
  for (const { name, version, upcasts = [] } of recordKinds.values()) {
    expect(upcasts, `the steps of ${name} from version 1 to ${version}`).toHaveLength(version - 1);
    if (madeByTheServer.includes(name)) continue;
    for (let one = 1; one <= version; one++) expect(isRecorded(name, one), `${fileOf(name, one)} is recorded`).toBe(true);
  }
});

test.each(recordedFiles())('%s is taken today as on the day it was recorded, once', async file => {
  const recorded = readRecorded(file);
  const server = await serverOf(nursery);
  expect(await take(server, recorded.pushes)).toEqual(recorded.pushes.map(({ verdicts }) => verdicts));
  const states = await statesOf(server);
  expect([...states.keys()].sort()).toEqual(Object.keys(recorded.rows).sort());
  for (const [id, { kind, state }] of states) {
    const declared = recordKinds.get(kind);
    if (!declared) throw new Error(`${kind} is not declared any more`);
    expect(state.values).toEqual(meansNow[file]?.[id] ?? recorded.rows[id]?.values);
    expect(rowOf(declared, state)).not.toBeNull();
    expect(misfittingField(declared, state.values)).toBeNull();
  }
  const again = await take(server, recorded.pushes);
  expect(again.flat()).toEqual(again.flat().map(() => ({ verdict: 'already-have' })));
  await server.db.destroy();
});
