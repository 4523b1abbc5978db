// Growing text is handed over at every pause, and nothing is called kept before the store has answered for it.
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ok, type Result, trouble } from '../../src/kernel/result';
import { HandOverContext, makeHandOvers } from '../../src/ui/hand-over';
import { usePauses } from '../../src/ui/use-pauses';

type Answer = Result<'saved-here', 'storage-full'>;

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

/** A store whose answers are given by hand. */
function slowStore() {
  const asked: { text: string; answer: (answer: Answer) => Promise<void> }[] = [];
  const write = (text: string) =>
    new Promise<Answer>(resolve => {
      asked.push({ text, answer: answer => act(async () => resolve(answer)).then(() => pass(0)) });
    });
  return { asked, write };
}

function Writing({ write }: { write: (text: string) => Promise<Answer> }) {
  const { state, take, handOver } = usePauses(write);
  return (
    <>
      <textarea onInput={event => take(event.currentTarget.value)} onBlur={() => void handOver()} />
      <output>{typeof state === 'string' ? state : state.trouble}</output>
    </>
  );
}

function open() {
  const store = slowStore();
  const handOvers = makeHandOvers();
  const page = render(
    <HandOverContext.Provider value={handOvers}>
      <Writing write={store.write} />
    </HandOverContext.Provider>,
  );
  const field = page.container.querySelector('textarea') as HTMLTextAreaElement;
  const type = (value: string) => fireEvent.input(field, { target: { value } });
  return { ...store, ...page, handOvers, field, type, said: () => page.container.querySelector('output')?.textContent };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('somebody writes', () => {
  test('one pause hands over once, with the newest text', async () => {
    const { asked, type, said } = open();
    type('M');
    await pass(399);
    type('Ma');
    await pass(399);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked.map(({ text }) => text)).toEqual(['Ma']);
    expect(said()).toBe('waiting');
  });

  test('"kept" is said when the store has answered, and not before', async () => {
    const { asked, type, said } = open();
    type('Mabel');
    await pass(400);
    expect(said()).toBe('waiting');
    await asked[0]!.answer(ok('saved-here'));
    expect(said()).toBe('kept');
  });

  test('an answer for older text is no answer for what is on screen', async () => {
    const { asked, type, said } = open();
    type('one');
    await pass(400);
    type('one two');
    await asked[0]!.answer(ok('saved-here'));
    expect(said()).toBe('waiting');
    await pass(400);
    expect(asked.map(({ text }) => text)).toEqual(['one', 'one two']);
  });

  test('two writes never run at once', async () => {
    const { asked, type } = open();
    type('one');
    await pass(400);
    type('two');
    await pass(400);
    expect(asked).toHaveLength(1);
    await asked[0]!.answer(ok('saved-here'));
    expect(asked.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('what could not be kept is said, stays, and is tried again', async () => {
    const { asked, type, said, field } = open();
    type('words');
    await pass(400);
    await asked[0]!.answer(trouble('storage-full'));
    expect(said()).toBe('storage-full');
    fireEvent.blur(field);
    await pass(0);
    expect(asked.map(({ text }) => text)).toEqual(['words', 'words']);
    await asked[1]!.answer(ok('saved-here'));
    expect(said()).toBe('kept');
  });

  test('leaving the field hands over at once', async () => {
    const { asked, type, field } = open();
    type('quick');
    fireEvent.blur(field);
    await pass(0);
    expect(asked.map(({ text }) => text)).toEqual(['quick']);
  });

  test('the lock waits until the words are kept', async () => {
    const { asked, type, handOvers } = open();
    type('last words');
    let isLocked = false;
    void handOvers.all().then(() => {
      isLocked = true;
    });
    await pass(0);
    expect([asked[0]?.text, isLocked]).toEqual(['last words', false]);
    await asked[0]!.answer(ok('saved-here'));
    expect(isLocked).toBe(true);
  });

  test('a page that goes away hands over what it holds', async () => {
    const { asked, type, unmount } = open();
    await pass(100);
    type('going');
    unmount();
    await pass(100);
    expect(asked.map(({ text }) => text)).toEqual(['going']);
  });
});
