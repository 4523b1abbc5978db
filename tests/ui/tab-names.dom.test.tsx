// What a browser writes into its history: no name of a person, and nothing that stood in a field.
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PinPad } from '../../src/features/entrance/PinPad';
import { trouble } from '../../src/kernel/result';
import { LineField, TextField } from '../../src/ui/Field';
import { Page } from '../../src/ui/Page';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a page whose title names somebody is called otherwise in its tab', () => {
  render(
    <Page title="Danylo’s strengths" tab="Babies">
      words
    </Page>,
  );
  expect(screen.getByRole('heading').textContent).toBe('Danylo’s strengths');
  expect(document.title).toBe('Babies');
});

test('a page whose title names nobody is called so in its tab', () => {
  render(<Page title="My reflections">words</Page>);
  expect(document.title).toBe('My reflections');
});

test('the tab of the PIN pad does not say whose PIN is asked for', () => {
  const person = { id: 'bukola', name: 'Bukola', role: 'educator', hue: 'plum', room: 'acorns', roomName: 'Acorns' };
  render(
    <PinPad
      person={person}
      second={undefined}
      hand={undefined}
      unlock={async () => trouble('wrong-pin')}
      standing={async () => ({ waits: 0, left: 9 })}
      onNotMe={() => undefined}
    />,
  );
  expect(screen.getAllByText(/Bukola/)).not.toEqual([]);
  expect(document.title).not.toContain('Bukola');
});

test('no field offers the browser to keep what stands in it', () => {
  render(
    <>
      <LineField label="A line" value="" onInput={() => undefined} />
      <TextField label="A text" value="" onInput={() => undefined} />
    </>,
  );
  for (const field of screen.getAllByRole('textbox')) expect(field.getAttribute('autocomplete')).toBe('off');
});
