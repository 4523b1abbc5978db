// One recording: the microphone in, second after second sealed and kept, so that a kill or a flat battery costs one second at the most.
import { type BlobStore, openBlobStore, probeRoom } from '../../device/blob-store';
import type { KeptBlob } from '../../device/database';
import type { Session } from '../../device/session';
import { storageTrouble } from '../../device/storage-trouble';
import type { Bytes } from '../../kernel/bytes';
import { ok, type Result, trouble } from '../../kernel/result';
import { mostBytes, type SoundType, soundTypes } from '../../sync/attachments/attachment';
import { newBlob, type Subject, throwAway } from '../../sync/attachments/attachment.store';
import { sealFrame } from '../../sync/attachments/sealed-file.store';
import { endVoice, voiceLock } from '../../sync/attachments/voice-ending.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type LevelMeter, meterOf } from './level.store';
import { type MicrophoneTrouble, microphoneTrouble } from './microphone';

/** In ms; what is lost at the most when the tablet is killed. */
const slice = 1_000;
/** Speech, not music: ten minutes are 2.4 MB. */
const bitsPerSecond = 32_000;
/** In ms. */
export const longestRecording = 10 * 60_000;

/** `not-wanted`: whoever asked for it has gone meanwhile. */
export type RecordingTrouble = MicrophoneTrouble | WriteTrouble | 'not-wanted';
export type RecordingEnding = Result<'kept' | 'nothing', WriteTrouble>;

export interface Recording {
  readonly id: string;
  readonly level: LevelMeter;
  /** How long it is now, in ms: what was heard, without the pauses. */
  length(): number;
  pause(): void;
  goOn(): void;
  /** Ends and keeps it. May be called again: the same ending. */
  end(): Promise<RecordingEnding>;
  throwAway(): Promise<void>;
  /** Settles when it has ended, also by itself: ten minutes, a full tablet, a microphone that was taken away. */
  readonly ended: Promise<RecordingEnding>;
}

/** What this browser records; null where it cannot. */
export const soundTypeHere = (): SoundType | null =>
  typeof MediaRecorder === 'undefined' || !navigator.mediaDevices
    ? null
    : (soundTypes.find(type => MediaRecorder.isTypeSupported(type)) ?? null);

/**
 * Names what stands in the way before a word is spoken: a full tablet, or no microphone. Browsers ask her first, and she may take her
 * time: a microphone that opens after `gone` is closed at once.
 */
export async function startRecording(session: Session, subject: Subject, gone: AbortSignal): Promise<Result<Recording, RecordingTrouble>> {
  const mime = soundTypeHere();
  if (!mime) return trouble('no-microphone');
  const store = await openBlobStore(session.tablet.database);
  try {
    await probeRoom(store);
  } catch (failed) {
    const known = storageTrouble(failed);
    if (known) return trouble(known);
    throw failed;
  }
  if (gone.aborted) return trouble('not-wanted');
  try {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
    const microphone = await navigator.mediaDevices.getUserMedia({ audio });
    const recording = gone.aborted ? null : await begin({ session, subject, store, mime, microphone, gone });
    if (!recording) closeMicrophone(microphone);
    return recording ? ok(recording) : trouble('not-wanted');
  } catch (failed) {
    const known = microphoneTrouble(failed) ?? storageTrouble(failed);
    if (known) return trouble(known);
    throw failed;
  }
}

interface Setting {
  readonly session: Session;
  readonly subject: Subject;
  readonly store: BlobStore;
  readonly mime: SoundType;
  readonly microphone: MediaStream;
  readonly gone: AbortSignal;
}

function closeMicrophone(microphone: MediaStream): void {
  for (const track of microphone.getTracks()) track.stop();
}

/** Time that is heard, by a clock that is never set. */
function stopwatch() {
  let heard = 0;
  let since: number | null = null;
  return {
    start: () => {
      since ??= performance.now();
    },
    stop: () => {
      if (since !== null) heard += performance.now() - since;
      since = null;
    },
    read: () => heard + (since === null ? 0 : performance.now() - since),
  };
}

/** Each second in its order: sealed, kept, and noted how long it is now. */
function keeper({ session, store }: Setting, blob: { readonly id: string; readonly key: string }) {
  let frames = 0;
  let size = 0;
  let last: Promise<unknown> = Promise.resolve();
  const keepOne = async (heard: Blob, milliseconds: number) => {
    const clear: Bytes = new Uint8Array(await heard.arrayBuffer());
    const frame = await sealFrame(session.keys, blob.key, blob.id, frames, false, clear);
    await store.put(blob.id, frames, frame);
    frames += 1;
    size += frame.length;
    await session.tablet.database.blobs.update(blob.id, { milliseconds: Math.round(milliseconds) });
  };
  return {
    keep: (heard: Blob, milliseconds: number): Promise<unknown> => {
      last = last.then(() => keepOne(heard, milliseconds));
      return last;
    },
    /** Throws what stopped it. */
    all: () => last,
    size: () => size,
  };
}

/** Null, and nothing is left of it, when she has gone while room was made for it. */
async function begin(setting: Setting): Promise<Recording | null> {
  const { session, subject, mime, microphone, gone } = setting;
  const blob = newBlob(session, 'voice', mime, subject);
  try {
    await session.tablet.database.blobs.put(blob);
    if (!gone.aborted) return record(setting, blob);
  } catch (failed) {
    closeMicrophone(microphone);
    await throwAway(session, [blob.id]);
    throw failed;
  }
  closeMicrophone(microphone);
  await throwAway(session, [blob.id]);
  return null;
}

function record(setting: Setting, blob: KeptBlob): Recording {
  const { session, mime, microphone } = setting;
  const recorder = new MediaRecorder(microphone, { mimeType: mime, audioBitsPerSecond: bitsPerSecond });
  const [watch, kept, level] = [stopwatch(), keeper(setting, blob), meterOf(microphone)];
  const stopped = new Promise<void>(done => recorder.addEventListener('stop', () => done(), { once: true }));
  const stop = () => {
    watch.stop();
    if (recorder.state !== 'inactive') recorder.stop();
  };
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) kept.keep(data, watch.read()).catch(stop);
    if (watch.read() >= longestRecording || kept.size() > mostBytes.voice - 1024 * 1024) stop();
  });
  const free = holdLock(voiceLock(blob.id));
  const finish = async (): Promise<RecordingEnding> => {
    await stopped;
    closeMicrophone(microphone);
    level.close();
    try {
      const full = await kept.all().then(
        () => null,
        failed => storageTrouble(failed) ?? Promise.reject(failed),
      );
      const ending = await endVoice(session, blob.id);
      return full && ending.ok ? trouble(full) : ending;
    } finally {
      free();
    }
  };
  const ended = finish();
  for (const track of microphone.getTracks()) track.addEventListener('ended', stop);
  recorder.start(slice);
  watch.start();
  return {
    id: blob.id,
    level,
    length: watch.read,
    pause: () => {
      watch.stop();
      if (recorder.state === 'recording') recorder.pause();
    },
    goOn: () => {
      if (recorder.state !== 'paused') return;
      recorder.resume();
      watch.start();
    },
    end: () => {
      stop();
      return ended;
    },
    throwAway: async () => {
      await throwAway(session, [blob.id]); // with its row gone, nothing is written of it when it ends
      stop();
      await ended;
      await throwAway(session, [blob.id]);
    },
    ended,
  };
}

/** Tells other tabs that this one records; gives how to let go. */
function holdLock(name: string): () => void {
  let free = (): void => undefined;
  const held = new Promise<void>(done => {
    free = () => done();
  });
  void navigator.locks?.request(name, () => held);
  return () => free();
}
