// Speaks sentences with pico2wave and lays them, with a soft chime at each chapter, on one track of 16 kHz mono.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './programs.mjs';

const RATE = 16000;
const HEADER = 44;
/** Samples quieter than this at either end of a sentence are cut, so that the pauses are ours. */
const SILENCE = 180;

/** Speaks into a scratch folder; gives the trimmed samples and their length. */
export function speaker(scratch) {
  return sentence => {
    const file = join(scratch, 'sentence.wav');
    run('pico2wave', ['--lang=en-GB', `--wave=${file}`, `<speed level="92"><pitch level="98">${plain(sentence)}</pitch></speed>`]);
    const bytes = readFileSync(file);
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + HEADER, bytes.byteOffset + bytes.length - (bytes.length % 2)));
    const first = samples.findIndex(value => Math.abs(value) > SILENCE);
    const last = samples.findLastIndex(value => Math.abs(value) > SILENCE);
    const kept = samples.subarray(Math.max(0, first - RATE * 0.03), Math.min(samples.length, last + RATE * 0.08));
    return { seconds: kept.length / RATE, samples: kept };
  };
}

/** The voice reads straight quotes and no markup. */
const plain = text => text.replaceAll('’', "'").replaceAll(/[“”]/g, '').replaceAll('&', 'and').replaceAll('<', '');

/** Writes the whole track as a WAV file. */
export function writeTrack(file, { length, slides }) {
  const track = new Float32Array(length * RATE);
  for (const slide of slides) {
    if (slide.chapter) chime(track, slide.start + 0.1);
    for (const { start, samples } of slide.said) add(track, start, samples);
  }
  writeFileSync(file, wav(track));
}

function add(track, start, samples) {
  const from = Math.round(start * RATE);
  samples.forEach((value, i) => {
    if (from + i < track.length) track[from + i] += value / 32768;
  });
}

/** Two plucked notes, a fifth apart, quiet enough to talk over. */
function chime(track, start) {
  for (const [delay, hertz] of [
    [0, 392],
    [0.22, 587.33],
  ]) {
    const from = Math.round((start + delay) * RATE);
    for (let i = 0; i < RATE * 1.6 && from + i < track.length; i++) {
      const t = i / RATE;
      const tone = Math.sin(2 * Math.PI * hertz * t) + 0.25 * Math.sin(4 * Math.PI * hertz * t) * Math.exp(-6 * t);
      track[from + i] += 0.045 * tone * Math.exp(-3.2 * t) * Math.min(1, t / 0.006);
    }
  }
}

function wav(track) {
  const bytes = Buffer.alloc(HEADER + track.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + track.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(track.length * 2, 40);
  track.forEach((value, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), HEADER + i * 2);
  });
  return bytes;
}
