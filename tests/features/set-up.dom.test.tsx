// A tablet just set up: the home screen and the promise are asked for once, each answer is said honestly, and both can wait.
import { signal } from '@preact/signals-core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { InstallOffer } from '../../src/device/install-offer';
import { HomeScreenFirst } from '../../src/features/set-up/HomeScreenFirst';
import { SetUpSteps } from '../../src/features/set-up/SetUpSteps';

const settled = () => act(() => new Promise<void>(done => setTimeout(done)));

interface Browser {
  agent?: string;
  touchPoints?: number;
  isKept?: boolean;
  /** What `persist` will answer; undefined: there is no such promise. */
  promises?: boolean;
}

const ipad = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15';
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36';

function browser({ agent = android, touchPoints = 5, isKept = false, promises }: Browser = {}) {
  const persist = promises === undefined ? undefined : vi.fn(async () => promises);
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent);
  vi.spyOn(navigator, 'maxTouchPoints', 'get').mockReturnValue(touchPoints);
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: { persisted: async () => isKept, persist } } }));
  return persist;
}

const noOffer = (isInstalled = false): InstallOffer & { isInstalled: { value: boolean } } => ({
  ask: signal(null),
  isInstalled: signal(isInstalled),
});

async function open(install: InstallOffer = noOffer()) {
  const onDone = vi.fn();
  render(<SetUpSteps install={install} onDone={onDone} />);
  await settled();
  return onDone;
}

const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the promise', () => {
  test('is asked for only when she presses, and a yes is said', async () => {
    const persist = browser({ promises: true });
    await open();
    expect(persist).not.toHaveBeenCalled();
    await press('Ask the browser to keep it');
    expect(screen.getByText('The browser has promised to keep what is written here.')).toBeTruthy();
  });

  test('a no is said as a no, with what holds all the same, and can be asked again', async () => {
    const persist = browser({ promises: false });
    await open();
    await press('Ask the browser to keep it');
    expect(screen.getByText(/^The browser did not promise it yet\. Everything is still saved here/)).toBeTruthy();
    await press('Ask again');
    expect(persist).toHaveBeenCalledTimes(2);
  });

  test('a browser that knows none is not asked twice', async () => {
    browser();
    await open();
    await press('Ask the browser to keep it');
    expect(screen.getByText(/^This browser knows no such promise/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Ask again' })).toBeNull();
  });
});

describe('the home screen', () => {
  test('is one button where the browser offers it, and done when it is done', async () => {
    browser();
    const ask = vi.fn(async () => undefined);
    const install = { ...noOffer(), ask: signal<(() => Promise<void>) | null>(ask) };
    await open(install);
    await press('Install Larkrise');
    expect(ask).toHaveBeenCalledOnce();
    await act(async () => {
      install.isInstalled.value = true;
    });
    expect(screen.getByText('Larkrise is installed on this tablet.')).toBeTruthy();
  });

  test('is numbered steps elsewhere, and says once what happens to a page in the browser', async () => {
    browser();
    await open();
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
    expect(screen.getAllByText(/^Left in the browser/)).toHaveLength(1);
    expect(screen.queryByText(/ask your leader for a new code/)).toBeNull();
  });

  test('on an iPad a week and a second store are told', async () => {
    browser({ agent: ipad });
    await open();
    expect(screen.getByText(/wiped after a week/)).toBeTruthy();
    expect(screen.getByText(/ask your leader for a new code/)).toBeTruthy();
  });
});

test('both can wait: one press goes on', async () => {
  browser();
  const onDone = await open();
  await press('Go to the names');
  expect(onDone).toHaveBeenCalledOnce();
});

test('a tablet that needs neither is not stopped', async () => {
  browser({ isKept: true });
  expect(await open(noOffer(true))).toHaveBeenCalledOnce();
  expect(screen.queryByRole('heading')).toBeNull();
});

describe('a code opened where the home screen stands apart', () => {
  const link = 'https://larkrise.example/#enrol=k3-Zr_8PqLm20aXw9TtB';
  const first = async () => {
    const onHere = vi.fn();
    render(<HomeScreenFirst install={noOffer()} link={link} onHere={onHere} />);
    await settled();
    return onHere;
  };

  test('is kept for the home screen: the link is copied first, and pasted there', async () => {
    browser({ agent: ipad });
    const writeText = vi.fn(async () => undefined);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    const onHere = await first();
    expect(onHere).not.toHaveBeenCalled();
    await press('Copy the link');
    expect(writeText.mock.calls).toEqual([[link]]);
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
    expect(
      screen
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
        .at(-1),
    ).toContain('Paste the link there.');
  });

  test('is used here when she says so', async () => {
    browser({ agent: ipad });
    const onHere = await first();
    await press('Set it up in this browser instead');
    expect(onHere).toHaveBeenCalledOnce();
  });

  test('is used here at once on a device where it does not', async () => {
    browser();
    expect(await first()).toHaveBeenCalledOnce();
  });
});
