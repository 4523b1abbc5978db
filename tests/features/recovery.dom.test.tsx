// Forgotten your PIN?: kind words before anything is sent, one message that can be sent again, a card that is shown once; and stopping what others asked.
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { Entrance } from '../../src/features/entrance/Entrance';
import { PinPad } from '../../src/features/entrance/PinPad';
import { Recovery } from '../../src/features/pin/Recovery';
import { RecoveryMine } from '../../src/features/pin/RecoveryMine';
import { ReopeningNotice } from '../../src/features/pin/ReopeningNotice';
import { cardInGroups, newRecoveryCard } from '../../src/features/pin/recovery-card';
import { ok, trouble } from '../../src/kernel/result';
import { freshBytes } from '../support/people';
import { unlocked } from '../support/unlocked';

const settled = () => act(async () => undefined);
const amina = { id: 'amina', name: 'Amina', role: 'educator', hue: 'teal', room: 'wrens' };
const card = newRecoveryCard(freshBytes);
const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
beforeEach(() => vi.stubGlobal('scrollTo', () => {}));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('behind "Forgotten your PIN?"', () => {
  function open(answers: readonly unknown[] = [ok('here')]) {
    const tried: { card: string; pin: string; next: string }[] = [];
    const recover = async (_: string, typed: { card: string; pin: string; next: string }) => {
      tried.push(typed);
      return (answers[tried.length - 1] ?? answers.at(-1)) as never;
    };
    const onLeave = vi.fn();
    const writeNow = <button type="button">Write something down</button>;
    render(<Recovery person={amina} frame={Entrance} random={freshBytes} {...{ recover, onLeave, writeNow }} />);
    const type = (code: string, next: string, again = next) => {
      fireEvent.input(field('The code on your card'), { target: { value: code } });
      fireEvent.input(field('Your new PIN'), { target: { value: next } });
      fireEvent.input(field('Your new PIN once more'), { target: { value: again } });
    };
    const send = async () => {
      fireEvent.submit(document.querySelector('form')!);
      await settled();
    };
    return { tried, onLeave, type, send };
  }

  test('the card and a PIN of her own make her a new one, and the card in its place is shown', async () => {
    const { tried, onLeave, type, send } = open();
    type(cardInGroups(card).toLowerCase(), '482915');
    await send();
    expect(tried).toEqual([{ card, pin: '482915', next: expect.stringMatching(/^[0-9A-Z]{24}$/) }]);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your new PIN holds');
    expect(document.querySelector('.recovery-card')?.textContent).toBe(`${cardInGroups(tried[0]!.next).replaceAll('-', ' ')} `);
    expect(screen.getByText('Recovery card of Amina')).toBeTruthy();
    press('I have kept it');
    expect(onLeave).toHaveBeenCalledOnce();
  });

  test('a slip of the pen, a missing group and a PIN that is guessed are said beside the field, and nothing is sent', async () => {
    const { tried, type, send } = open();
    const other = card.startsWith('7') ? '8' : '7';
    for (const [code, next, again, why] of [
      [other + card.slice(1), '482915', '482915', /not as it is on the card/],
      [card.slice(0, 16), '482915', '482915', /Some of the 24/],
      [card, '123456', '123456', /follow one another/],
      [card, '482915', '482916', /not the same as the one above/],
    ] as const) {
      type(code, next, again);
      await send();
      expect(screen.getAllByText(why)).toHaveLength(2);
    }
    expect(tried).toEqual([]);
  });

  test('without a network it says so and keeps what was typed; pressed again it sends the very same', async () => {
    const { tried, type, send } = open([trouble('no-network'), ok('soon')]);
    type(card, '482915');
    await send();
    expect(screen.getAllByText(/There is no network here just now, and a card needs one. Nothing of yours is lost./)).toHaveLength(2);
    expect(field('The code on your card').value).toBe(card);
    await send();
    expect(tried[1]).toEqual(tried[0]);
    expect(screen.getByText('Your new PIN holds')).toBeTruthy();
    expect(screen.getByText(/as soon as it has met the server again/)).toBeTruthy();
  });

  test('another PIN after a lost answer asks for another card, so that nobody is told of a PIN that does not hold', async () => {
    const { tried, type, send } = open([trouble('no-network'), trouble('not-taken')]);
    type(card, '482915');
    await send();
    type(card, '739158');
    await send();
    expect(tried[1]?.next).not.toBe(tried[0]?.next);
    expect(screen.getAllByText(/then the PIN that you chose with it holds/)).toHaveLength(2);
  });

  test('too many tries are said with how long to wait', async () => {
    const { type, send } = open([trouble({ seconds: 30 }), trouble({ seconds: 600 })]);
    type(card, '482915');
    await send();
    expect(screen.getAllByText(/Please wait 30 seconds/)).toHaveLength(2);
    await send();
    expect(screen.getAllByText(/Please wait 10 minutes/)).toHaveLength(2);
  });

  test('who is offline is told before she types; who has no card is told the other way, and can write meanwhile', async () => {
    vi.stubGlobal('navigator', Object.create(navigator, { onLine: { value: false } }));
    open();
    expect(screen.getByText(/There is no network here just now/)).toBeTruthy();
    expect(screen.getByText(/Two of them agree to it in the office, and after 72 hours/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Write something down' })).toBeTruthy();
  });

  test('a page that nobody touches for three minutes goes, and with it what stands there', () => {
    vi.useFakeTimers();
    const { onLeave } = open();
    vi.advanceTimersByTime(170_000);
    fireEvent.keyDown(field('Your new PIN'), { key: '4' });
    vi.advanceTimersByTime(170_000);
    expect(onLeave).not.toHaveBeenCalled();
    vi.advanceTimersByTime(11_000);
    expect(onLeave).toHaveBeenCalledOnce();
  });
});

describe('the pad', () => {
  const pad = (left: number, more: Partial<Parameters<typeof PinPad>[0]> = {}) =>
    render(
      <PinPad person={amina} unlock={async () => ok(null)} standing={async () => ({ waits: 0, left })} onNotMe={() => {}} {...more} />,
    );

  test('leads to the way back in, locked out or not', async () => {
    const onForgotten = vi.fn();
    pad(10, { onForgotten });
    await settled();
    press('Forgotten your PIN?');
    cleanup();
    pad(0, { onForgotten });
    fireEvent.click(await screen.findByRole('button', { name: 'Get back in' }));
    expect(onForgotten).toHaveBeenCalledTimes(2);
  });

  test('says calmly that others have asked for a new PIN, and from when on there may be one', async () => {
    const at = Date.UTC(2026, 10, 23, 7, 15);
    pad(10, { notice: <ReopeningNotice reopening={{ id: 'r', askedAt: at, from: null }} /> });
    await settled();
    expect(
      screen.getByText(/A new PIN was asked for you on 23 November 2026. If that was not you, unlock with your PIN and stop it./),
    ).toBeTruthy();
    cleanup();
    pad(0, { notice: <ReopeningNotice reopening={{ id: 'r', askedAt: at, from: at + 72 * 3_600_000 }} /> });
    await settled();
    expect(screen.getByText(/can be printed from 26 November 2026, 7:15am/)).toBeTruthy();
  });
});

describe('under Me', () => {
  let session: Session;
  beforeEach(async () => {
    session = await unlocked();
  });
  afterEach(() => session.tablet.database.close());

  const http = (answer: unknown) => ({ post: vi.fn(async () => answer as never) });
  const open = (asked: ReturnType<typeof http>, makeCard = async () => ok(card) as never) =>
    render(<RecoveryMine session={session} http={asked} makeCard={makeCard} />);
  const asksInHerName = (from: number | null) =>
    session.tablet.database.people.update(session.person.id, { reopening: { id: 'r-1', askedAt: Date.UTC(2026, 10, 23), from } });

  test('a new card is made for her PIN, and shown until she has kept it', async () => {
    const tried: string[] = [];
    const makeCard = async (pin: string) => {
      tried.push(pin);
      return (tried.length === 1 ? trouble('wrong-pin') : ok(card)) as never;
    };
    render(<RecoveryMine session={session} http={http(null)} makeCard={makeCard} />);
    const send = async (pin: string) => {
      fireEvent.input(field('Your PIN now'), { target: { value: pin } });
      fireEvent.submit(document.querySelector('form')!);
      await settled();
    };
    await send('7351');
    expect(screen.getByText(/Please type the six digits/)).toBeTruthy();
    await send('111111');
    expect(screen.getByText(/That is not your PIN/)).toBeTruthy();
    await send('735182');
    expect(tried).toEqual(['111111', '735182']);
    expect(document.querySelector('.recovery-card')?.textContent?.trim().replaceAll(' ', '-')).toBe(cardInGroups(card));
    press('I have kept it');
    await settled();
    expect(document.querySelector('.recovery-card')).toBeNull();
  });

  test('what others have asked for is stopped by one press, with her signature', async () => {
    await asksInHerName(Date.UTC(2026, 10, 26, 7, 15));
    const asked = http(ok({ v: 1, answer: 'stopped' }));
    open(asked);
    await screen.findByText(/From 26 November 2026, 7:15am, a new PIN can be printed/);
    press('Stop it');
    await screen.findByText('It is stopped. Your PIN stays as it is.');
    expect(asked.post).toHaveBeenCalledWith('/api/v1/tablets/recovery/stop', {
      v: 1,
      person: session.person.id,
      id: 'r-1',
      sig: expect.stringMatching(/^[A-Za-z0-9_-]{86}$/),
    });
  });

  test('without a network it is stopped here, and said that the server has not heard of it', async () => {
    await asksInHerName(null);
    open(http(trouble('no-network')));
    await waitFor(() => press('Stop it'));
    await screen.findByText(/It is stopped on this tablet. The server hears of it at the next contact/);
    expect((await session.tablet.database.people.get(session.person.id))?.reopening).toBeUndefined();
  });

  test('where nothing was asked there is nothing to stop', async () => {
    open(http(null));
    await settled();
    expect(screen.queryByRole('button', { name: 'Stop it' })).toBeNull();
  });
});
