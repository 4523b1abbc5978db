// "All that is kept about me" on a tablet: a link to scan, made anew when asked, and plain words without a network.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpAnswer } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { OwnCopy } from '../../src/features/rights/OwnCopy';
import type { OwnLinkRequest } from '../../src/features/rights/own-link';
import { ok, trouble } from '../../src/kernel/result';
import { ownCopyWords as words } from '../../src/ui/words/own-copy';
import { say } from '../../src/ui/words/say';
import { unlocked } from '../support/unlocked';

let session: Session;
const asked: OwnLinkRequest[] = [];
beforeEach(async () => {
  session = await unlocked();
  asked.length = 0;
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

function open(...answers: HttpAnswer[]): void {
  const post = async (_: string, body: unknown) => {
    asked.push(body as OwnLinkRequest);
    return answers.shift() ?? trouble('no-network' as const);
  };
  render(<OwnCopy session={session} http={{ post }} />);
}
const press = async (name: string) => void fireEvent.click(await screen.findByRole('button', { name }));
const made = ok({ v: 1, answer: 'made', until: Date.UTC(2026, 10, 30, 7, 24) });

test('the link is drawn and written, says until when it works, and its token is not what the server was told', async () => {
  open(made);
  await press(say(words.make));
  await screen.findByRole('img', { name: say(words.drawn) });
  const address = (await screen.findByText(/#own=/)).textContent ?? '';
  expect(address).toMatch(/\/office#own=[A-Za-z0-9_-]{43}$/);
  expect(JSON.stringify(asked)).not.toContain(address.slice(-43));
  await screen.findByText(say(words.until, { day: '30 November 2026' }));
});

test('without a network it says what it needs, and works when there is one', async () => {
  open(trouble('no-network' as const), made);
  await press(say(words.make));
  await screen.findByText(say(words.needsNetwork));
  await press(say(words.make));
  await screen.findByText(/#own=/);
  expect(screen.queryByText(say(words.needsNetwork))).toBeNull();
});

test('where the server refuses, it says whom to ask', async () => {
  open(ok({ v: 1, answer: 'refused' }));
  await press(say(words.make));
  await screen.findByText(say(words.refused));
});
