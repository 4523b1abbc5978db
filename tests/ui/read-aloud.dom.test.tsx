// Reading aloud on the screen: a button where a voice is, silent again on a second tap, on leaving, and when something else plays.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { ReadAloud } from '../../src/ui/ReadAloud';
import { fakeVoices, type Voices } from '../support/speech';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const button = () => screen.queryByRole('button');
const read = () => fireEvent.click(screen.getByRole('button', { name: 'Read aloud' }));
const sign = (voices: Voices, name: Parameters<Voices['sign']>[0]) => act(() => voices.sign(name));

test('a platform without speech has no button', () => {
  render(<ReadAloud text="What did you see?" />);
  expect(button()).toBeNull();
});

test('nor has one without a voice for the language, until one arrives', () => {
  const voices = fakeVoices('pl-PL');
  render(<ReadAloud text="What did you see?" />);
  expect(button()).toBeNull();
  act(() => voices.become('pl-PL', 'en-US'));
  expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy();
});

test('reads sentence by sentence with the voice for the language, and is ready again after the last', () => {
  const voices = fakeVoices('pl-PL', 'en-GB');
  render(<ReadAloud text="What did you see? What did you do?" />);
  read();
  expect(voices.said()).toEqual(['What did you see?', 'What did you do?']);
  expect(voices.queue.map(({ lang }) => lang)).toEqual(['en-GB', 'en-GB']);
  sign(voices, 'end');
  expect(screen.getByRole('button', { name: 'Stop reading' })).toBeTruthy();
  sign(voices, 'end');
  expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy();
});

test('a second tap stops it', () => {
  const voices = fakeVoices('en-GB');
  render(<ReadAloud text="One. Two." />);
  read();
  fireEvent.click(screen.getByRole('button', { name: 'Stop reading' }));
  expect(voices.said()).toEqual([]);
  read();
  expect(voices.said()).toEqual(['One.', 'Two.']);
});

test('leaving the page stops it, so a lock does', async () => {
  const voices = fakeVoices('en-GB');
  const { unmount } = render(<ReadAloud text="One. Two." />);
  read();
  unmount();
  await waitFor(() => expect(voices.said()).toEqual([]));
});

test('so does another text in its place', () => {
  const voices = fakeVoices('en-GB');
  const { rerender } = render(<ReadAloud text="One. Two." />);
  read();
  rerender(<ReadAloud text="Three." />);
  expect(voices.said()).toEqual([]);
  expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy();
});

test('a screen that goes dark stops it', () => {
  const voices = fakeVoices('en-GB');
  render(<ReadAloud text="One. Two." />);
  read();
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(voices.said()).toEqual([]);
});

test('two do not speak at once: the second silences the first', () => {
  const voices = fakeVoices('en-GB');
  render(
    <>
      <ReadAloud text="One." label="First" stopLabel="Stop the first" />
      <ReadAloud text="Two." label="Second" />
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'First' }));
  fireEvent.click(screen.getByRole('button', { name: 'Second' }));
  expect(voices.said()).toEqual(['Two.']);
  expect(screen.getByRole('button', { name: 'First' })).toBeTruthy();
});

test('a webcast that begins to play silences it, and it pauses a webcast that plays', () => {
  const voices = fakeVoices('en-GB');
  const { container } = render(
    <>
      <video>
        <track kind="captions" />
      </video>
      <ReadAloud text="One." />
    </>,
  );
  const video = container.querySelector('video')!;
  const pause = vi.spyOn(video, 'pause').mockReturnValue();
  read();
  expect(pause).toHaveBeenCalled();
  expect(voices.said()).toEqual(['One.']);
  act(() => void video.dispatchEvent(new Event('play')));
  expect(voices.said()).toEqual([]);
});

test('reading is a sign of life, so that the tablet does not lock meanwhile', () => {
  const voices = fakeVoices('en-GB');
  const alive = vi.fn();
  document.addEventListener('timeupdate', alive, { capture: true });
  render(<ReadAloud text="One. Two." />);
  read();
  for (const name of ['start', 'boundary', 'end'] as const) sign(voices, name);
  expect(alive).toHaveBeenCalledTimes(3);
  document.removeEventListener('timeupdate', alive, { capture: true });
});

test('a voice that fails leaves the button ready', () => {
  const voices = fakeVoices('en-GB');
  render(<ReadAloud text="One." />);
  read();
  sign(voices, 'error');
  expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy();
});

test('each part is read by a voice of its own language, and what no voice can read is left out', () => {
  const voices = fakeVoices('pl-PL', 'en-GB');
  const parts = [
    { text: 'Jakie słowa?', lang: 'pl' },
    { text: 'Who can see it?', lang: 'en-GB' },
    { text: 'کون سے لفظ؟', lang: 'ur' },
  ];
  render(<ReadAloud text={parts} lang="pl" label="Czytaj na głos" />);
  fireEvent.click(screen.getByRole('button', { name: 'Czytaj na głos' }));
  expect(voices.queue.map(({ text, lang }) => [text, lang])).toEqual([
    ['Jakie słowa?', 'pl-PL'],
    ['Who can see it?', 'en-GB'],
  ]);
});
