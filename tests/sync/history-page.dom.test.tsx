// Earlier versions on screen: what each said and where it was written, what was new in it, one of them said again and undone; and plain words when they cannot be had.
import 'fake-indexeddb/auto';
import { deflateRawSync } from 'node:zlib';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpAnswer } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { toBase64Url } from '../../src/kernel/bytes';
import { ok, trouble } from '../../src/kernel/result';
import { routesFor } from '../../src/main/routes';
import { HistoryPage } from '../../src/sync/history/HistoryPage';
import { type FieldVersion, historyBinding } from '../../src/sync/history/history';
import { readRecords } from '../../src/sync/records.store';
import { received } from '../support/received';
import { unlocked } from '../support/unlocked';

const record = '01a19b1c-8520-7cf8-a449-bda1cce08922';
let session: Session;

beforeEach(async () => {
  session = await unlocked();
  const values = { module: null, prompt: null, text: 'She laughed out loud.' };
  await received(session, reflectionKind, { id: record, author: 'amina', bucket: 'person:amina@quince-street', values });
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const at = (minutes: number) => Date.UTC(2026, 10, 23, 7, minutes);
const version = (over: Partial<FieldVersion>): FieldVersion => ({
  ...{ field: 'text', version: 'v1', author: 'amina', tablet: 'Blue', at: at(0), standing: 'earlier', value: '' },
  ...over,
});

const laughed = [
  version({ version: 'v2', tablet: 'Green', at: at(42), standing: 'stands', value: 'She laughed out loud.' }),
  version({ value: 'She laughed.', at: at(12) }),
];

/** The server's answer, sealed for her. */
async function answer(versions: readonly FieldVersion[], more = false): Promise<HttpAnswer> {
  const key = session.keys.vault;
  const plain = new Uint8Array(deflateRawSync(JSON.stringify({ versions, more })));
  const bytes = toBase64Url(await session.keys.seal(key, historyBinding('blue', 'amina', record, key), plain));
  return ok({ v: 1, page: { holder: 'amina', key, bytes } });
}

function open(post: (path: string, body: unknown) => Promise<HttpAnswer>): void {
  const names = () => ({ signal: signal(new Map([['person kasia', 'Kasia']])), stop: () => {} });
  const given = { session, http: { post }, kept: routesFor('educator').kept, names, tabletName: 'Blue' };
  render(<HistoryPage {...given} params={{ kind: 'reflection', record }} query={{}} />);
}

const textNow = async () => (await readRecords(session, reflectionKind)).items.map(({ row }) => row.text);

test('each version says when and on which tablet it was written, and what was new in it is marked', async () => {
  open(() => answer(laughed));
  expect(await screen.findByRole('heading', { level: 2, name: '23 November 2026, 7:42am, on Green' })).toBeTruthy();
  expect(screen.getByRole('heading', { level: 2, name: '23 November 2026, 7:12am, on Blue' })).toBeTruthy();
  const [stands, before] = screen.getAllByRole('article');
  expect(stands?.textContent).toContain('As it is now');
  expect(stands?.querySelector('ins')?.textContent).toBe('out loud');
  expect(before?.querySelector('ins')).toBeNull();
});

test('one tap says it again, and Undo brings back what stood', async () => {
  open(() => answer(laughed));
  fireEvent.click(await screen.findByRole('button', { name: 'Use these words again' }));
  await waitFor(async () => expect(await textNow()).toEqual(['She laughed.']));
  expect(screen.getAllByRole('article')[0]?.textContent).toContain('As it is now');
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await textNow()).toEqual(['She laughed out loud.']));
  expect(await screen.findByText('It is as it was before.')).toBeTruthy();
});

test('without a network it says what is safe, and looks again when asked', async () => {
  const answers = [async () => trouble('no-network' as const), () => answer(laughed)];
  open(() => answers.shift()?.() ?? answer([]));
  expect(await screen.findByRole('heading', { name: 'Earlier versions need the network' })).toBeTruthy();
  expect(screen.getByText(/What you have written is safe here/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect((await screen.findAllByRole('article')).length).toBe(2);
  expect(screen.queryByRole('heading', { name: 'Earlier versions need the network' })).toBeNull();
});

test('what she may not have is not here, and nothing else is said about it', async () => {
  open(async () => trouble('not-found'));
  expect(await screen.findByRole('heading', { name: 'This is not here' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('an answer that is sealed for something else is not shown', async () => {
  const other = await answer(laughed);
  session = await unlocked();
  open(async () => other);
  expect(await screen.findByRole('heading', { name: 'They cannot be fetched just now' })).toBeTruthy();
  expect(screen.queryAllByRole('article')).toEqual([]);
});

test('older ones come with a tap, after what is there', async () => {
  const asked: unknown[] = [];
  open(async (_, body) => {
    asked.push(body);
    return asked.length === 1 ? answer(laughed, true) : answer([version({ version: 'v0', value: 'She', at: at(1) })]);
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Show older versions' }));
  await waitFor(() => expect(screen.getAllByRole('article').length).toBe(3));
  expect(asked[1]).toMatchObject({ record, skip: 2 });
});

test('what was put together from two tablets says so, and a colleague’s version says whose it is', async () => {
  const together = version({ version: 'm-v3', at: at(50), standing: 'stands', value: 'one\ntwo' });
  open(() => answer([together, version({ author: 'kasia', tablet: 'Green', value: 'two', at: at(20) })]));
  expect(await screen.findByText('Put together by Larkrise from two tablets')).toBeTruthy();
  expect(screen.getByText('by Kasia')).toBeTruthy();
});
