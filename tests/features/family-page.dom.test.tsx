// The page handed to a parent, on a real tablet database: her language, its direction, her own word, and nothing that pretends consent.
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { childKind } from '../../src/features/roster/child';
import { liveChildren } from '../../src/features/roster/roster.store';
import { FamilyPage } from '../../src/features/strengths-boards/FamilyPage';
import { FamilyView } from '../../src/features/strengths-boards/FamilyView';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { minutes } from '../../src/kernel/clock';
import { writeRecord } from '../../src/sync/record-writing.store';
import { readRecords } from '../../src/sync/records.store';
import { familyWords } from '../../src/ui/words/family';
import { languages } from '../../src/ui/words/languages';
import { speechOf } from '../../src/ui/words/say-in';
import { fakeVoices } from '../support/speech';
import { unlocked } from '../support/unlocked';

let session: Session;

const born = (homeLanguage: string, name = 'Mabel') =>
  writeRecord(session, childKind, {
    id: 'mabel',
    bucket: 'room:wrens@quince-street',
    set: { room: 'wrens', name, keyPerson: 'amina', ageInMonths: 6, homeLanguage, face: '' },
  });

beforeEach(async () => {
  session = await unlocked();
  vi.stubGlobal('scrollTo', () => {});
  history.replaceState(null, '', '/babies/mabel/family');
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const open = async (query: Record<string, string> = {}) => {
  const { container } = render(<FamilyPage session={session} params={{ child: 'mabel' }} query={query} />);
  await screen.findByRole('heading', { level: 1 });
  return container.querySelector<HTMLElement>('.family')!;
};
/** One after the other, a while ago. */
async function saidBefore(side: 'family' | 'educator', ...said: readonly string[]) {
  for (const [at, word] of said.entries()) {
    const then = { ...session, tablet: { ...session.tablet, clock: () => session.tablet.clock() - minutes(60 - at) } };
    await sayWord(then, { child: 'mabel', room: 'wrens', side, word });
  }
}
const choose = (tag: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value: tag } });
const words = async () =>
  (await readRecords(session, strengthWordKind, 'mabel')).items.map(({ row }) => [row.side, row.word, row.standing]);

test.each([
  ['ur', 'ur', 'rtl', 'خوبیوں کا بورڈ کیا ہے؟'],
  ['pl', 'pl', 'ltr', 'Czym jest tablica mocnych stron?'],
  ['pt-BR', 'pt-PT', 'ltr', 'O que é o quadro das qualidades?'],
  ['en', 'en-GB', 'ltr', 'What is a strengths board?'],
  ['so', 'en-GB', 'ltr', 'What is a strengths board?'], // not among our languages yet
])('opens in the language of the home: %s', async (home, lang, dir, what) => {
  await born(home);
  const page = await open();
  const heading = screen.getByRole('heading', { name: what });
  expect([page.lang, page.dir, heading.lang, heading.dir]).toEqual([lang, dir, lang, dir]);
});

test('the list has every language in its own script, and the choice outlives a lock', async () => {
  await born('pl');
  await open();
  const offered = screen.getAllByRole<HTMLOptionElement>('option').map(({ text, lang, dir }) => [text, lang, dir]);
  expect(offered).toEqual(languages.map(({ name, lang, dir }) => [name, lang, dir]));
  choose('ar');
  const heading = await screen.findByRole('heading', { name: 'ما هي لوحة نقاط القوة؟' });
  expect(heading.closest<HTMLElement>('.family')!.dir).toBe('rtl');
  expect(location.search).toBe('?in=ar');
  cleanup();
  expect((await open({ in: 'ar' })).lang).toBe('ar');
});

test('where no native has read the translation, staff are told so in English, and can have the English beside it', async () => {
  await born('ur');
  await open();
  const note = screen.getByText('Translated by us, not yet read by a native speaker: please explain it together.');
  const staff = note.closest<HTMLElement>('[lang]')!;
  expect([staff.lang, staff.dir]).toEqual(['en-GB', 'ltr']);
  expect(screen.queryByText(familyWords.choiceNo.message)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show the English' }));
  expect(screen.getByText(familyWords.choiceNo.message).dir).toBe('ltr');
  choose('en');
  await screen.findByRole('heading', { name: 'What is a strengths board?' });
  expect(screen.queryByText(/not yet read by a native speaker/)).toBeNull();
});

test('a word goes on the board as it was written, and can be taken off again there', async () => {
  await born('pl');
  await open();
  fireEvent.input(screen.getByLabelText('Państwa słowo'), { target: { value: '  moje   słoneczko ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Umieść na tablicy' }));
  expect((await screen.findByText(/jest na tablicy\.$/)).textContent).toBe('Słowo „\u2068moje słoneczko\u2069” jest na tablicy.');
  expect(await words()).toEqual([['family', 'moje słoneczko', 'said']]);
  const [beside, onTile] = screen.getAllByRole('button', { name: 'Zdejmij z tablicy' });
  expect(onTile).toBeTruthy();
  fireEvent.click(beside!);
  await screen.findByText(/nie ma już na tablicy/);
  expect(await words()).toEqual([['family', 'moje słoneczko', 'taken-back']]);
});

test('a fourth word is kept and not shown, the page says so, and it can be taken off all the same', async () => {
  await born('pl');
  await saidBefore('family', 'pogodna', 'czuła', 'ciekawska');
  await open();
  fireEvent.input(screen.getByLabelText('Państwa słowo'), { target: { value: 'odważna' } });
  fireEvent.click(screen.getByRole('button', { name: 'Umieść na tablicy' }));
  const kept = await screen.findByText(/jest zachowane\. Tablica pokazuje trzy słowa\.$/);
  fireEvent.click(within(kept.parentElement!).getByRole('button', { name: 'Zdejmij z tablicy' }));
  await waitFor(async () => expect(await words()).toContainEqual(['family', 'odważna', 'taken-back']));
});

test('a word to choose from is in her language, with the English for staff', async () => {
  await born('ur');
  await open();
  const chip = screen.getByRole('button', { name: 'خوشی joy' });
  expect([within(chip).getByText('خوشی').lang, within(chip).getByText('joy').lang]).toEqual(['ur', 'en-GB']);
  fireEvent.click(chip);
  fireEvent.click(screen.getByRole('button', { name: 'بورڈ پر لگائیے' }));
  await waitFor(async () => expect(await words()).toEqual([['family', 'خوشی', 'said']]));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'خوشی joy' })).toBeNull());
});

test('without a word nothing is put there and the field is ready; a word too long stays and is said plainly', async () => {
  await born('pl');
  await open();
  const [field, put] = [
    screen.getByLabelText<HTMLInputElement>('Państwa słowo'),
    screen.getByRole('button', { name: 'Umieść na tablicy' }),
  ];
  fireEvent.click(put);
  expect(document.activeElement).toBe(field);
  fireEvent.input(field, { target: { value: 'ą'.repeat(41) } });
  fireEvent.click(put);
  expect(await screen.findByText('To za długie na tablicę. Proszę użyć najwyżej 40 liter.')).toBeTruthy();
  expect(field.value).toHaveLength(41);
  expect(await words()).toEqual([]);
});

test('what cannot be kept is said to the family in their language and to staff in English', async () => {
  await born('pl');
  await open();
  session.keys.drop();
  fireEvent.input(screen.getByLabelText('Państwa słowo'), { target: { value: 'radosna' } });
  fireEvent.click(screen.getByRole('button', { name: 'Umieść na tablicy' }));
  expect(await screen.findByText(/^Nie udało się\./)).toBeTruthy();
  expect(screen.getByText(/^This is locked\./).lang).toBe('en-GB');
});

test('the board is shown as it is: their words, ours, what is behind and what is empty', async () => {
  await born('uk');
  await saidBefore('family', 'допитлива', 'лагідна', 'весела', 'смілива');
  await saidBefore('educator', 'steady');
  await open();
  expect(screen.getByText('лагідна').lang).toBe('uk');
  expect(screen.getByText('steady').lang).toBe('en-GB');
  expect(screen.getByText('Збережено ще 1 слово.')).toBeTruthy();
  expect(screen.getAllByText('Ще порожньо')).toHaveLength(2);
});

test('it is read aloud in her language, without the baby’s name; where no voice reads it there is no button', async () => {
  const voices = fakeVoices('en-GB', 'pl-PL');
  await born('pl');
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Czytaj na głos' }));
  expect(voices.said()[0]).toBe('Czym jest tablica mocnych stron?');
  expect(voices.said().join()).not.toContain('Mabel');
  choose('ur');
  await screen.findByRole('heading', { name: 'خوبیوں کا بورڈ کیا ہے؟' });
  await waitFor(() => expect(voices.said()).toEqual([]));
  expect(screen.queryByRole('button', { name: 'پڑھ کر سنائیے' })).toBeNull();
});

test('a catalogue with missing sentences: they are English on their own element, and the page stays right-to-left', async () => {
  await born('ur', 'فاطمہ');
  const urdu = languages.find(({ tag }) => tag === 'ur')!;
  const speech = speechOf(urdu, { messages: { [familyWords.whatTitle.id]: ['خوبیوں کا بورڈ کیا ہے؟'] }, isRead: false });
  const live = liveChildren(session);
  await waitFor(() => expect(live.signal.peek()?.items).toHaveLength(1));
  const child = live.signal.peek()!.items[0]!;
  live.stop();
  const { container } = render(
    <FamilyView session={session} child={child} said={[]} speech={speech} isMissing={false} onLanguage={() => {}} />,
  );
  await act(async () => {});
  const missing = screen.getByRole('heading', { name: 'Who can see it?' });
  expect([missing.lang, missing.dir]).toEqual(['en-GB', 'ltr']);
  expect(screen.getByRole('heading', { name: 'خوبیوں کا بورڈ کیا ہے؟' }).dir).toBe('rtl');
  expect(container.querySelector<HTMLElement>('.family')!.dir).toBe('rtl');
});

test('it offers nothing to tick: reading is not consent', async () => {
  await born('en');
  await open();
  expect(screen.getByText('Reading this page does not mean yes. We will ask you.')).toBeTruthy();
  expect(screen.queryAllByRole('checkbox')).toEqual([]);
  expect(screen.queryAllByRole('radio')).toEqual([]);
});
