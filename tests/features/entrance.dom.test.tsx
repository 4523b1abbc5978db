// The way in: tiles for everybody, one field and one pad for the PIN, plain sentences when it does not work.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Enrolling, NotSetUp } from '../../src/features/entrance/NotSetUp';
import { PinPad } from '../../src/features/entrance/PinPad';
import { type PersonOnTile, Tiles } from '../../src/features/entrance/Tiles';
import { ok, type Result, trouble } from '../../src/kernel/result';
import type { RefusalName } from '../../src/sync/verdict';

const person = (name: string, role = 'educator'): PersonOnTile => ({ id: name, name, role, hue: 'teal', room: 'baby-wrens' });
const settled = () => act(async () => undefined);
afterEach(cleanup);

describe('the tiles', () => {
  test('forty people are there, by name, each with a room or what she does', () => {
    const people = Array.from({ length: 39 }, (_, at) => person(`Person ${String(39 - at).padStart(2, '0')}`));
    render(<Tiles people={[...people, person('Ada', 'programme-lead')]} onChoose={() => {}} />);
    const tiles = screen.getAllByRole('button').map(tile => tile.textContent);
    expect(tiles).toHaveLength(40);
    expect(tiles.slice(0, 2)).toEqual(['AAdaProgramme lead', 'PPerson 01Baby wrens']);
  });

  test('names of one letter, of sixty, in other scripts and with an emoji are whole, with their own first character', () => {
    const names = ['A', 'Oluwaseun-Alexandrina Featherstonehaugh Montgomery the Second', 'فاطمة', '👩🏽‍🍼 Sunny'];
    render(<Tiles people={names.map(name => person(name))} onChoose={() => {}} />);
    for (const name of names) expect(screen.getAllByText(name).length, name).toBeGreaterThan(0);
    expect(screen.getByText('👩🏽‍🍼')).toBeTruthy();
  });

  test('a tap chooses', () => {
    const chosen = vi.fn();
    render(<Tiles people={[person('Amina'), person('Kasia')]} onChoose={chosen} />);
    fireEvent.click(screen.getByRole('button', { name: /Kasia/ }));
    expect(chosen.mock.calls).toEqual([[person('Kasia')]]);
  });

  test('a tablet without people says so', () => {
    render(<Tiles people={[]} onChoose={() => {}} />);
    expect(screen.getByText('Nobody is on this tablet yet')).toBeTruthy();
  });
});

describe('the PIN', () => {
  const open = (answer: Result<unknown, RefusalName> = ok(null)) => {
    const tried: string[] = [];
    const unlock = async (pin: string) => {
      tried.push(pin);
      return answer;
    };
    const notMe = vi.fn();
    render(<PinPad person={person('Amina')} unlock={unlock} onNotMe={notMe} />);
    const field = screen.getByLabelText('Your PIN') as HTMLInputElement;
    return { tried, notMe, field, enter: (value: string) => fireEvent.input(field, { target: { value } }) };
  };

  test('the sixth digit tries it, whether typed or pasted with spaces', async () => {
    const { tried, enter } = open();
    enter('73518');
    await settled();
    expect(tried).toEqual([]);
    enter('735 182');
    await settled();
    expect(tried).toEqual(['735182']);
  });

  test('the pad writes into the same field, and takes one digit back', async () => {
    const { tried, field } = open();
    for (const digit of '7359') fireEvent.click(screen.getByRole('button', { name: digit }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete one digit' }));
    expect(field.value).toBe('735');
    for (const digit of '182') fireEvent.click(screen.getByRole('button', { name: digit }));
    await settled();
    expect(tried).toEqual(['735182']);
  });

  test('a wrong one is a plain sentence and an empty field', async () => {
    const { field, enter } = open(trouble('wrong-pin'));
    enter('000000');
    await settled();
    expect(screen.getByRole('status').textContent).toBe('That is not your PIN. Nothing has changed. Please try again.');
    expect(field.value).toBe('');
  });

  test('it is hidden unless she wants to see it', () => {
    const { field } = open();
    expect(field.type).toBe('password');
    fireEvent.click(screen.getByRole('button', { name: 'Show PIN' }));
    expect(field.type).toBe('text');
  });

  test('"Not me" goes back', () => {
    const { notMe } = open();
    fireEvent.click(screen.getByRole('button', { name: 'Not me' }));
    expect(notMe).toHaveBeenCalledOnce();
  });
});

describe('a tablet that is not set up', () => {
  test('says what to do', () => {
    render(<NotSetUp />);
    expect(screen.getByRole('heading', { name: 'This tablet is not set up yet' })).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  test('a code that does not work is said plainly and can be tried again', async () => {
    const answers: RefusalName[] = ['no-network', 'code-not-valid'];
    render(<Enrolling enrol={async () => trouble(answers.shift() ?? 'server-trouble')} />);
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('There is no network here.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('That code does not work');
  });
});
