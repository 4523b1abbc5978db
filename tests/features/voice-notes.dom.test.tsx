// Recording as somebody meets it who may not, cannot, or has no room: she is told before she speaks, in plain words.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { subjectOf } from '../../src/features/reflections/reflection.store';
import { VoiceNotes } from '../../src/features/voice-notes/VoiceNotes';
import { unlocked } from '../support/unlocked';

let session: Session;
const ready = vi.fn(async () => true);

beforeEach(async () => {
  session = await unlocked();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** A browser that records, with a microphone that answers so. */
function withMicrophone(getUserMedia: () => Promise<MediaStream>): void {
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true });
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia } }));
}

const show = () => render(<VoiceNotes session={session} http={{} as Http} subject={subjectOf(session, 'one')} ready={ready} />);
const record = () => fireEvent.click(screen.getByRole('button', { name: 'Record a voice note' }));
const refusal = (name: string) => () => Promise.reject(new DOMException('no', name));

test('a browser that cannot record shows nothing of it', () => {
  vi.stubGlobal('MediaRecorder', undefined);
  show();
  expect(screen.queryByRole('button')).toBeNull();
});

test.each([
  ['NotAllowedError', /may not use the microphone\. Nothing was recorded/],
  ['NotFoundError', /No microphone was found\. Nothing was recorded/],
  ['NotReadableError', /Something else is using the microphone\. Nothing was recorded/],
])('%s is said in plain words, and nothing is left behind', async (name, said) => {
  withMicrophone(refusal(name));
  show();
  record();
  expect((await screen.findByRole('alert')).textContent).toMatch(said);
  expect(screen.getByRole('button', { name: 'Record a voice note' })).toBeTruthy();
  expect(await session.tablet.database.blobs.count()).toBe(0);
});

test('a tablet without room says so before the microphone is asked for', async () => {
  const asked = vi.fn(refusal('NotAllowedError'));
  withMicrophone(asked);
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  show();
  record();
  expect((await screen.findByRole('alert')).textContent).toMatch(/This tablet is full, so a voice note would not fit/);
  expect(asked).not.toHaveBeenCalled();
  full.mockRestore();
});

test('without the record that it belongs to nothing is recorded', async () => {
  const asked = vi.fn(refusal('NotAllowedError'));
  withMicrophone(asked);
  ready.mockResolvedValueOnce(false);
  show();
  record();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Record a voice note' })).toHaveProperty('disabled', false));
  expect(asked).not.toHaveBeenCalled();
});
