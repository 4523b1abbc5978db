// The way in: tiles for everybody, one field and one pad for the PIN, plain sentences when it does not work.
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PinStanding } from '../../src/device/attempts';
import { Enrolling, NotSetUp } from '../../src/features/entrance/NotSetUp';
import { PinPad } from '../../src/features/entrance/PinPad';
import { type PersonOnTile, Tiles } from '../../src/features/entrance/Tiles';
import type { PreferencesByPerson } from '../../src/features/me/preferences.store';
import { ok, type Result, trouble } from '../../src/kernel/result';
import type { EntranceTrouble, RefusalName } from '../../src/sync/verdict';

const person = (name: string, role = 'educator'): PersonOnTile => ({ id: name, name, role, hue: 'teal', room: 'baby-wrens' });
const settled = () => act(() => new Promise<void>(done => setTimeout(done)));
type Awaitable<Value> = Value | Promise<Value>;
afterEach(cleanup);

const now = Date.UTC(2026, 10, 23, 7, 15);

describe('the tiles', () => {
  const show = (
    people: readonly PersonOnTile[],
    preferences: PreferencesByPerson = {},
    onChoose: (person: PersonOnTile) => void = () => {},
  ) => render(<Tiles people={people} preferences={preferences} now={now} onChoose={onChoose} />);
  const tilesIn = (name: string) => within(screen.getByRole('region', { name })).getAllByRole('button');

  test('forty people are there once, by room and by name, each with what she does or her room where that does not stand above', () => {
    const people = Array.from({ length: 39 }, (_, at) => person(`Person ${String(39 - at).padStart(2, '0')}`));
    show([...people, { ...person('Ada', 'programme-lead'), room: '' }]);
    expect(screen.getAllByRole('button')).toHaveLength(40);
    expect(tilesIn('Baby wrens')[0]!.textContent).toBe('PPerson 01');
    expect(tilesIn('The whole nursery').map(tile => tile.textContent)).toEqual(['AAdaProgramme lead']);
  });

  test('of many, those who were here lately come first, with their rooms', () => {
    const people = Array.from({ length: 20 }, (_, at) => ({ ...person(`Person ${at}`), hue: `hue${at}` }));
    show(people, { 'Person 7': { lastHere: now - 60_000 }, 'Person 3': { lastHere: now - 90_000 } });
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(['Here lately', 'Baby wrens']);
    expect(tilesIn('Here lately').map(tile => tile.textContent)).toEqual(['PPerson 3Baby wrens', 'PPerson 7Baby wrens']);
  });

  test('few people are one group without a heading', () => {
    show([person('Amina'), person('Bea')], { Bea: { lastHere: now } });
    expect(screen.queryAllByRole('heading', { level: 2 })).toEqual([]);
    expect(screen.getAllByRole('button').map(tile => tile.textContent)).toEqual(['AAminaBaby wrens', 'BBeaBaby wrens']);
  });

  test('names of one letter, of sixty, in other scripts and with an emoji are whole, with their own first character', () => {
    const names = ['A', 'Oluwaseun-Alexandrina Featherstonehaugh Montgomery the Second', 'فاطمة', '👩🏽‍🍼 Sunny'];
    show(names.map(name => person(name)));
    for (const name of names) expect(screen.getAllByText(name).length, name).toBeGreaterThan(0);
    expect(screen.getByText('👩🏽‍🍼')).toBeTruthy();
    expect(screen.getByText('فاطمة').getAttribute('dir')).toBe('auto');
  });

  test('two with the same colour and first letter show a second one', () => {
    show([person('Amina'), person('Ayesha')]);
    expect(screen.getAllByRole('button').map(tile => tile.textContent)).toEqual(['AmAminaBaby wrens', 'AyAyeshaBaby wrens']);
  });

  test('a tap chooses', () => {
    const chosen = vi.fn();
    show([person('Amina'), person('Kasia')], {}, chosen);
    fireEvent.click(screen.getByRole('button', { name: /Kasia/ }));
    expect(chosen.mock.calls).toEqual([[person('Kasia')]]);
  });

  test('a tablet without people says so', () => {
    show([]);
    expect(screen.getByText('Nobody is on this tablet yet')).toBeTruthy();
  });
});

describe('the PIN', () => {
  const open = (answer: Awaitable<Result<unknown, EntranceTrouble>> = ok(null), standing: PinStanding = { waits: 0, left: 10 }) => {
    const tried: string[] = [];
    const unlock = async (pin: string) => {
      tried.push(pin);
      return answer;
    };
    const notMe = vi.fn();
    render(<PinPad person={person('Amina')} unlock={unlock} standing={async () => standing} onNotMe={notMe} />);
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

  test('a fault that nobody foresaw is a plain sentence and a field that can be used again', async () => {
    vi.mocked(console.error).mockImplementation(() => {});
    const fault = new Error('the PIN worker failed');
    const { tried, field, enter } = open(Promise.reject(fault));
    enter('735182');
    await screen.findByText(/^This did not work just now/);
    expect([field.value, field.readOnly, vi.mocked(console.error).mock.calls]).toEqual(['', false, [[fault]]]);
    vi.mocked(console.error).mockClear();
    enter('73');
    expect([field.value, tried]).toEqual(['73', ['735182']]);
  });

  test('a wrong one is a plain sentence and an empty field', async () => {
    const { field, enter } = open(trouble('wrong-pin'));
    enter('000000');
    await screen.findByText('That is not your PIN. Nothing has changed. Please try again.');
    expect(field.value).toBe('');
  });

  test('the field has the focus, is described by her name, and keeps the tablet’s own keyboard away', () => {
    const { field } = open();
    expect(document.activeElement).toBe(field);
    const described = field.getAttribute('aria-describedby')!.split(' ');
    expect(described.map(id => document.getElementById(id)?.textContent)).toEqual(['Hello Amina', 'Six digits']);
    expect(field.inputMode).toBe('none');
  });

  test('a real keyboard counts wherever the focus is, and Escape goes back', async () => {
    const { field, tried, notMe } = open();
    screen.getByRole('button', { name: 'Not me' }).focus();
    for (const key of ['7', '3', '9', 'Backspace', '5', 'x', '1', '8', '2']) fireEvent.keyDown(document.body, { key });
    await settled();
    expect(tried).toEqual(['735182']);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(notMe).toHaveBeenCalledOnce();
  });

  test('it is said how many digits are there', () => {
    const { enter } = open();
    enter('735');
    expect(screen.getByRole('status').textContent).toBe('3 of six digits');
  });

  test('it is hidden unless she wants to see it', () => {
    const { field } = open();
    const isHidden = () => field.type === 'password' || field.dataset.masked !== undefined;
    expect(isHidden()).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Show PIN' }));
    expect(isHidden()).toBe(false);
  });

  test('while she has to wait, it is said for how long, and nothing is taken', async () => {
    const { field, tried, enter } = open(ok(null), { waits: 29_000, left: 5 });
    expect((await screen.findByText(/Please wait/)).textContent).toBe('Please wait 30 seconds. Then you can try again.');
    enter('735182');
    await settled();
    expect([tried, field.readOnly]).toEqual([[], true]);
    expect(screen.getByRole('button', { name: '7' }).hasAttribute('disabled')).toBe(true);
  });

  test('before the last wrong PIN she is told that it is the last', async () => {
    open(trouble('wrong-pin'), { waits: 0, left: 1 });
    expect((await screen.findByText(/One more/)).textContent).toBe(
      'One more wrong PIN, and this tablet opens for you only with a new one. What you wrote stays safe.',
    );
  });

  test('after the tenth there is no field any more, but what is safe and the way back in', async () => {
    const { notMe } = open(ok(null), { waits: 0, left: 0 });
    expect((await screen.findByRole('alert')).textContent).toMatch(/Every word that you wrote here is safe/);
    expect(screen.getByRole('button', { name: 'Get back in' })).toBeTruthy();
    expect(screen.queryByLabelText('Your PIN')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Not me' }));
    expect(notMe).toHaveBeenCalledOnce();
  });

  test('no keeper of passwords may offer it to the next person', () => {
    const { field } = open();
    expect(field.autocomplete).toBe('off');
    expect(field.outerHTML).toMatch(/data-1p-ignore/);
    expect(field.outerHTML).toMatch(/data-lpignore/);
  });

  test('"Not me" goes back', () => {
    const { notMe } = open();
    fireEvent.click(screen.getByRole('button', { name: 'Not me' }));
    expect(notMe).toHaveBeenCalledOnce();
  });
});

describe('a tablet that is not set up', () => {
  test('says what to do', () => {
    render(<NotSetUp onCode={() => {}} />);
    expect(screen.getByRole('heading', { name: 'This tablet is not set up yet' })).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  test('takes a pasted link, and says plainly when it is none', () => {
    const onCode = vi.fn();
    render(<NotSetUp onCode={onCode} />);
    const field = screen.getByLabelText('Or paste the link or the code here');
    const paste = (value: string) => {
      fireEvent.input(field, { target: { value } });
      fireEvent.click(screen.getByRole('button', { name: 'Set up this tablet' }));
    };
    paste('https://larkrise.example/');
    expect(screen.getByRole('alert').textContent).toBe('This is not one of Larkrise’s links. Please copy the whole of it.');
    paste('https://larkrise.example/#enrol=k3-Zr_8PqLm20aXw9TtB');
    expect(onCode.mock.calls).toEqual([['k3-Zr_8PqLm20aXw9TtB']]);
  });

  test('a fault after the tablet was let in takes its digits away, says so and can be tried again', async () => {
    vi.mocked(console.error).mockImplementation(() => {});
    const enrol = vi.fn(async (): Promise<Result<unknown, RefusalName>> => ok(null)).mockRejectedValueOnce(new Error('no room'));
    render(<Enrolling enrol={enrol} meanwhile={<p>735 182</p>} />);
    await settled();
    expect(screen.getByRole('alert').textContent).toMatch(/^This did not work just now/);
    expect(screen.queryByText('735 182')).toBeNull();
    vi.mocked(console.error).mockClear();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settled();
    expect(enrol).toHaveBeenCalledTimes(2);
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
