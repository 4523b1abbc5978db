// Recording as somebody meets it who may not, cannot, or has no room: she is told before she speaks, in plain words.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptBlob } from '../../src/device/database';
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

/** Something that a test waits for, and what it was told. */
function happening<Value = void>() {
  let happen: (value: Value) => void = () => undefined;
  const happened = new Promise<Value>(done => {
    happen = done;
  });
  return { happen, happened };
}

/** Records nothing, but lives as long as one that does. */
class SilentRecorder extends EventTarget {
  static isTypeSupported = () => true;
  static readonly started = vi.fn();
  state = 'inactive';
  start() {
    this.state = 'recording';
    SilentRecorder.started();
  }
  stop() {
    this.state = 'inactive';
    this.dispatchEvent(new Event('stop'));
  }
}

class SilentAudio {
  createAnalyser = () => ({});
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => undefined;
}

/** A microphone that opens when the test says so, and tells when it is closed. */
function slowMicrophone() {
  const [asked, answer, closed] = [happening(), happening<MediaStream>(), happening()];
  vi.stubGlobal('AudioContext', SilentAudio);
  withMicrophone(() => {
    asked.happen();
    return answer.happened;
  });
  vi.stubGlobal('MediaRecorder', SilentRecorder);
  const track = Object.assign(new EventTarget(), { stop: closed.happen });
  const open = () => answer.happen({ getTracks: () => [track] } as unknown as MediaStream);
  return { asked: asked.happened, open, closed: closed.happened };
}

const isHidden = (hidden: boolean) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
};

test.each([
  ['leaves the page', () => cleanup()],
  ['locks or puts the tablet away', () => isHidden(true)],
])('whoever %s before the microphone opens is not recorded afterwards', async (_, leave) => {
  const microphone = slowMicrophone();
  show();
  record();
  await microphone.asked;
  leave();
  microphone.open();
  await microphone.closed;
  expect(SilentRecorder.started).not.toHaveBeenCalled();
  expect(await session.tablet.database.blobs.count()).toBe(0);
  isHidden(false);
});

test('whoever leaves before the tablet has made room is never asked for the microphone', async () => {
  const [called, isReady] = [happening(), happening<boolean>()];
  const asked = vi.fn(refusal('NotAllowedError'));
  withMicrophone(asked);
  ready.mockImplementationOnce(() => {
    called.happen();
    return isReady.happened;
  });
  show();
  record();
  await called.happened;
  cleanup();
  isReady.happen(true);
  const probed = vi.spyOn(IDBObjectStore.prototype, 'delete'); // the room that was tried is given back
  await waitFor(() => expect(probed).toHaveBeenCalled(), { timeout: 4_000 });
  await new Promise(done => setTimeout(done));
  expect(asked).not.toHaveBeenCalled();
  probed.mockRestore();
});

test('whoever leaves while the recording is written down keeps nothing of it, and the microphone is closed', async () => {
  const microphone = slowMicrophone();
  show();
  record();
  await microphone.asked;
  const { blobs } = session.tablet.database;
  const [put, written] = [blobs.put.bind(blobs), happening()];
  vi.spyOn(blobs, 'put').mockImplementation(((blob: KeptBlob) =>
    put(blob).then(id => {
      cleanup();
      written.happen();
      return id;
    })) as typeof blobs.put);
  microphone.open();
  await written.happened;
  await microphone.closed;
  await waitFor(async () => expect(await blobs.count()).toBe(0), { timeout: 4_000 });
  expect(SilentRecorder.started).not.toHaveBeenCalled();
});

test('a microphone whose loudness cannot be read is closed, and nothing of it stays', async () => {
  const microphone = slowMicrophone();
  vi.stubGlobal('AudioContext', function refused() {
    throw new DOMException('no', 'NotReadableError');
  });
  show();
  record();
  await microphone.asked;
  microphone.open();
  await microphone.closed;
  expect((await screen.findByRole('alert', undefined, { timeout: 4_000 })).textContent).toMatch(/Something else is using the microphone/);
  expect(await session.tablet.database.blobs.count()).toBe(0);
});
