// The parts to write and to choose in, as somebody with a keyboard or a screen reader meets them.
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ChipInput } from '../../src/ui/ChipInput';
import { ErrorSummary, type ErrorSummaryProps } from '../../src/ui/ErrorSummary';
import { LineField, TextField } from '../../src/ui/Field';
import { Segmented } from '../../src/ui/Segmented';
import { Tabs } from '../../src/ui/Tabs';

afterEach(() => {
  cleanup();
  document.documentElement.dir = '';
});

const button = (name: string) => screen.getByRole('button', { name });
const isPressed = (name: string) => button(name).getAttribute('aria-pressed') === 'true';

describe('chips', () => {
  const chosen = vi.fn();
  const own = () => screen.getByLabelText('A word of your own') as HTMLInputElement;
  const said = () => screen.getByRole('status').textContent;
  const write = (text: string) => fireEvent.input(own(), { target: { value: text } });
  const enter = () => fireEvent.keyDown(own(), { key: 'Enter' });
  const last = () => chosen.mock.lastCall?.[0];

  function Chips({ value: begin = [], most }: { value?: readonly string[]; most?: number }) {
    const [value, setValue] = useState(begin);
    const change = (next: readonly string[]) => {
      chosen(next);
      setValue(next);
    };
    return <ChipInput label="Words" suggestions={['brave', 'curious', 'gentle']} value={value} onChange={change} most={most} />;
  }
  afterEach(() => chosen.mockClear());

  test('an offered word is chosen with a tap and taken away with the next, and both are said', () => {
    render(<Chips />);
    fireEvent.click(button('brave'));
    expect([last(), isPressed('brave'), said()]).toEqual([['brave'], true, '“brave” is added.']);
    fireEvent.click(button('brave'));
    expect([last(), isPressed('brave'), said()]).toEqual([[], false, '“brave” is taken away.']);
  });

  test.each([
    ['Enter', enter],
    ['the button', () => fireEvent.click(button('Add it'))],
  ])('a word of her own is added by %s, tidied, and the field is empty again', (_, add) => {
    render(<Chips value={['brave']} />);
    write('  loves   the rain ');
    add();
    expect([last(), own().value]).toEqual([['brave', 'loves the rain'], '']);
  });

  test('Enter in the field sends no form', () => {
    render(<Chips />);
    expect(fireEvent.keyDown(own(), { key: 'Enter' })).toBe(false);
  });

  test('Enter that only ends the writing of a sign adds nothing', () => {
    render(<Chips />);
    write('安');
    fireEvent.keyDown(own(), { key: 'Enter', isComposing: true });
    expect(chosen).not.toHaveBeenCalled();
  });

  test('nothing is added from an empty field, or twice, however it is written', () => {
    render(<Chips value={['Спокійна']} />);
    write('   ');
    enter();
    write('спокійна');
    enter();
    expect(chosen).not.toHaveBeenCalled();
    expect([said(), own().value]).toEqual(['“спокійна” is there already.', '']);
  });

  test('typing an offered word chooses the offered one', () => {
    render(<Chips />);
    write('CURIOUS');
    enter();
    expect([last(), isPressed('curious')]).toEqual([['curious'], true]);
  });

  test('a word of her own has a button that takes it away, and the focus is not lost with it', () => {
    render(<Chips value={['loves rain']} />);
    const away = button('Take away “loves rain”');
    away.focus();
    fireEvent.click(away);
    expect(last()).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Words' }));
  });

  test('there is room for as many as are asked for; what is too much is said, and nothing is lost', () => {
    render(<Chips value={['brave', 'curious']} most={2} />);
    expect(said()).toBe('2 of 2 chosen');
    expect(button('gentle').getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button('gentle'));
    write('patient');
    enter();
    expect(chosen).not.toHaveBeenCalled();
    expect([said(), own().value]).toEqual(['2 are all there is room for. Take one away to add another.', 'patient']);
    fireEvent.click(button('brave'));
    enter();
    expect(last()).toEqual(['curious', 'patient']);
  });

  test('where there is room for one, the next takes its place', () => {
    render(<Chips value={['brave']} most={1} />);
    fireEvent.click(button('gentle'));
    expect(last()).toEqual(['gentle']);
  });

  test('a word that was typed and not added is named when the field is left', () => {
    render(<Chips />);
    write('patient');
    fireEvent.blur(own());
    expect(said()).toBe('“patient” is not added yet. Press “Add it”.');
  });
});

describe('tabs', () => {
  const order = ['one', 'two', 'three'] as const;
  function Three() {
    const [at, setAt] = useState<(typeof order)[number]>('one');
    return (
      <Tabs label="Numbers" tabs={order.map(id => ({ id, label: id }))} chosen={at} onChoose={setAt}>
        <p>panel {at}</p>
      </Tabs>
    );
  }
  const key = (name: string) => fireEvent.keyDown(screen.getByRole('tablist'), { key: name });
  const here = () => [document.activeElement?.textContent, screen.getByRole('tabpanel').textContent];

  test('are one stop for the keyboard: arrows, Home and End walk along them, round and round', () => {
    render(<Three />);
    expect(screen.getAllByRole('tab').map(tab => tab.tabIndex)).toEqual([0, -1, -1]);
    screen.getByRole('tab', { name: 'one' }).focus();
    for (const [pressed, at] of [
      ['ArrowRight', 'two'],
      ['End', 'three'],
      ['ArrowRight', 'one'],
      ['ArrowLeft', 'three'],
      ['Home', 'one'],
    ] as const) {
      key(pressed);
      expect(here()).toEqual([at, `panel ${at}`]);
    }
  });

  test('follow the reading direction', () => {
    document.documentElement.dir = 'rtl';
    document.documentElement.style.direction = 'rtl';
    render(<Three />);
    key('ArrowLeft');
    expect(here()[1]).toBe('panel two');
    document.documentElement.style.direction = '';
  });

  test('leave other keys to the page, and name the panel by its tab', () => {
    render(<Three />);
    expect(key('ArrowDown')).toBe(true);
    fireEvent.click(screen.getByRole('tab', { name: 'three' }));
    expect(screen.getByRole('tabpanel', { name: 'three' })).toBeTruthy();
  });
});

describe('segments', () => {
  const options = [3, 5].map(value => ({ value, label: `${value} minutes` }));

  test('are radios with one name and their legend, and give back the value', () => {
    const choose = vi.fn();
    render(<Segmented legend="I have" options={options} chosen={5} onChoose={choose} quietLegend />);
    const radios = within(screen.getByRole('group', { name: 'I have' })).getAllByRole('radio') as HTMLInputElement[];
    expect(radios.map(({ checked }) => checked)).toEqual([false, true]);
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
    fireEvent.click(screen.getByRole('radio', { name: '3 minutes' }));
    expect(choose.mock.lastCall).toEqual([3]);
  });

  test('two of them on one page do not take each other’s choice', () => {
    const one = (legend: string) => <Segmented legend={legend} options={options} chosen={3} onChoose={() => {}} />;
    render(
      <>
        {one('first')}
        {one('second')}
      </>,
    );
    const names = screen.getAllByRole('radio').map(radio => (radio as HTMLInputElement).name);
    expect(new Set(names).size).toBe(2);
  });
});

describe('fields and what has to be mended', () => {
  const troubles = [
    { field: 'word', text: 'Write the word.' },
    { field: 'about', text: 'Say more.' },
    { field: 'group', text: 'Choose one.' },
  ];
  const Form = ({ list }: { list: ErrorSummaryProps['troubles'] }) => (
    <>
      <ErrorSummary troubles={list} />
      <LineField id="word" label="The word" hint="One or two." value="" onInput={() => {}} trouble={list[0]?.text} />
      <TextField id="about" label="About it" value="" onInput={() => {}} />
      <fieldset id="group">
        <button type="button">first of the group</button>
      </fieldset>
    </>
  );

  test('a field says its hint and its trouble', () => {
    render(<Form list={troubles} />);
    const field = screen.getByLabelText('The word');
    const describedBy = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(describedBy.map(id => document.getElementById(id)?.textContent)).toEqual(['One or two.', 'Write the word.']);
    expect([field.getAttribute('aria-invalid'), screen.getByLabelText('About it').getAttribute('aria-invalid')]).toEqual(['true', null]);
  });

  test('the summary is not there without trouble, and takes the focus when it comes and at every new try', () => {
    const { rerender } = render(<Form list={[]} />);
    expect(screen.queryByText('There is a problem')).toBeNull();
    rerender(<Form list={troubles} />);
    const summary = screen.getByRole('region', { name: 'There is a problem' });
    expect(document.activeElement).toBe(summary);
    screen.getByLabelText('The word').focus();
    rerender(<Form list={troubles} />);
    expect(document.activeElement).toBe(screen.getByLabelText('The word'));
    rerender(<Form list={[...troubles]} />);
    expect(document.activeElement).toBe(summary);
  });

  test.each([
    ['Write the word.', () => screen.getByLabelText('The word')],
    ['Say more.', () => screen.getByLabelText('About it')],
    ['Choose one.', () => button('first of the group')],
  ])('“%s” leads to its field', (text, field) => {
    render(<Form list={troubles} />);
    const isFollowed = fireEvent.click(screen.getByRole('link', { name: text }));
    expect([isFollowed, document.activeElement]).toEqual([false, field()]);
  });
});
