// The camera of somebody who does not wait for it: whatever opens after she has gone is closed at once, and nothing old is told of a new one.
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { Camera } from '../../src/features/photos/Camera';

interface Asked {
  readonly open: () => void;
  readonly fail: (name: string) => void;
  readonly closed: Promise<void>;
}

/** Each camera that is asked for, as it is asked for; `next` waits for it. */
function slowCameras(): () => Promise<Asked> {
  const waiting: ((asked: Asked) => void)[] = [];
  const asked: Asked[] = [];
  const getUserMedia = () =>
    new Promise<MediaStream>((done, fail) => {
      let stop = (): void => undefined;
      const closed = new Promise<void>(end => {
        stop = () => end();
      });
      const stream = { getTracks: () => [{ stop }] } as unknown as MediaStream;
      const one = { open: () => done(stream), fail: (name: string) => fail(new DOMException('no', name)), closed };
      const hear = waiting.shift();
      if (hear) hear(one);
      else asked.push(one);
    });
  vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockImplementation(() => undefined);
  const enumerateDevices = async () => [{ kind: 'videoinput' }, { kind: 'videoinput' }];
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia, enumerateDevices } }));
  return () =>
    new Promise(hear => {
      const one = asked.shift();
      if (one) hear(one);
      else waiting.push(hear);
    });
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () => render(<Camera onPicture={async () => null} onClose={() => undefined} />);

test('whoever leaves before the camera opens is not seen by it', async () => {
  const next = slowCameras();
  show();
  const camera = await next();
  cleanup();
  camera.open();
  await camera.closed;
});

test('a camera that is open is closed when she leaves', async () => {
  const next = slowCameras();
  show();
  const camera = await next();
  camera.open();
  await screen.findByRole('button', { name: /other camera/i });
  cleanup();
  await camera.closed;
});

test('the camera that was turned away from says nothing about the new one when it fails late', async () => {
  const next = slowCameras();
  show();
  (await next()).open();
  const turn = await screen.findByRole('button', { name: /other camera/i });
  fireEvent.click(turn);
  const second = await next();
  fireEvent.click(turn);
  const third = await next();
  second.fail('NotReadableError');
  third.open();
  await new Promise(done => setTimeout(done));
  expect(screen.queryByRole('alert')).toBeNull();
});
