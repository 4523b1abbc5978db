// The translations for families: each says who has read it, means the same values, counts as its language counts, and English steps in where one is missing.
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import type { Sentence } from '../../src/ui/words/define';
import { familyWords } from '../../src/ui/words/family';
import { english, languageFor, languages } from '../../src/ui/words/languages';
import { englishSpeech, loadLanguage, sayIn, speechOf } from '../../src/ui/words/say-in';
import { type Entry, entriesOf, localeFile } from '../support/catalogue';

const files = import.meta.glob<string>('../../src/ui/words/locales/*.po', { eager: true, query: '?raw', import: 'default' });
const others = languages.filter(language => language !== english);
const fileOf = (tag: string) => files[`../../src/ui/words/locales/${tag}.po`] ?? '';
const translatedIn = async (tag: string) => (await entriesOf(fileOf(tag))).filter(({ translation }) => translation !== '');
const known = (tag: string) => others.find(language => language.tag === tag)!;
const spoken = async (tag: string) => {
  const loaded = await loadLanguage(known(tag));
  if (!loaded.ok) throw new Error(loaded.trouble);
  return loaded.value;
};

/** The names of the values in a text. */
const valuesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
/** What people read of it: no names of values, no plural forms. */
const proseIn = (text: string) => text.replace(/\{\w+, plural,|\b(zero|one|two|few|many|other) \{|\{\w+\}/g, '');

/** New sentences are said in English until they are translated; they stand here meanwhile, so that none is lost by mistake. */
const waitingForTranslators: readonly string[] = [];

describe.each(others)('$inEnglish', ({ tag, lang }) => {
  test('each translation waits for a native reader, or names who has read it', async () => {
    const unmarked = (await translatedIn(tag)).filter(({ isWaiting, reader }) => isWaiting === (reader !== undefined));
    expect(unmarked.map(({ id }) => id)).toEqual([]);
  });

  test('has every sentence but those that we know to be missing', async () => {
    const missing = (await entriesOf(fileOf(tag))).filter(({ translation }) => translation === '');
    expect(missing.map(({ id }) => id)).toEqual(waitingForTranslators);
  });

  test('takes the values that the English takes, and has each plural form that the language has', async () => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const { id, english: meant, translation } of await translatedIn(tag)) {
      expect(() => compileMessageOrThrow(translation), id).not.toThrow();
      expect(valuesIn(translation), id).toEqual(valuesIn(meant));
      if (meant.includes('plural')) for (const form of forms) expect(translation, `${id} for ${form}`).toContain(`${form} {`);
    }
  });

  test('is written in its own script, and nowhere left in English', async () => {
    const script = new Intl.Locale(lang).maximize().script;
    const own = new RegExp(`\\p{Script=${script === 'Hans' ? 'Hani' : script}}`, 'u');
    for (const { id, english: meant, translation } of await translatedIn(tag)) {
      expect(proseIn(translation), id).toMatch(own);
      if (script !== 'Latn') expect(proseIn(translation), id).not.toMatch(/\p{Script=Latin}/u);
      if (meant.includes(' ')) expect(translation, id).not.toBe(meant);
    }
  });

  test('can be spoken', async () => {
    const speech = await spoken(tag);
    expect(sayIn(speech, familyWords.whatTitle)).toMatchObject({ lang, dir: known(tag).dir });
    expect(speech.isRead).toBe((await translatedIn(tag)).every(({ isWaiting }) => !isWaiting));
  });
});

describe('a translator’s file brought up to date', () => {
  const sentence = (id: string, message: string): Sentence => ({ id, message });
  const once = async (before: string, ...sentences: Sentence[]) => localeFile('pl', before, sentences);
  const read = (file: string): Promise<readonly Entry[]> => entriesOf(file);
  const reviewed = '# read by: Zofia, interpreter\n#. English: joy\nmsgid "family.joy"\nmsgstr "radość"\n';

  test('keeps what is translated and who has read it', async () => {
    const file = await once(reviewed, sentence('family.joy', 'joy'));
    expect(await read(file)).toEqual([
      { id: 'family.joy', translation: 'radość', english: 'joy', isWaiting: false, reader: 'Zofia, interpreter' },
    ]);
    expect(await once(file, sentence('family.joy', 'joy'))).toBe(file);
  });

  test('brings what is new, untranslated and unmarked, and drops what is not said any more', async () => {
    const [entry, ...rest] = await read(await once(reviewed, sentence('family.calm', 'calm')));
    expect([entry, rest]).toEqual([{ id: 'family.calm', translation: '', english: 'calm', isWaiting: false, reader: undefined }, []]);
  });

  test('lets a translation wait again when its English has changed', async () => {
    const [entry] = await read(await once(reviewed, sentence('family.joy', 'great joy')));
    expect(entry).toEqual({ id: 'family.joy', translation: 'radość', english: 'great joy', isWaiting: true, reader: undefined });
  });
});

describe('saying it', () => {
  test('counts as the language counts', async () => {
    const count = async (tag: string, many: number) => sayIn(await spoken(tag), familyWords.more, { count: many }).text;
    expect(await count('pl', 1)).toContain('1 słowo.');
    expect(await count('pl', 3)).toContain('3 słowa.');
    expect(await count('pl', 12)).toContain('12 słów');
    expect(await count('ar', 2)).toBe('هناك كلمتان أخريان محفوظتان.');
  });

  test('keeps a name in its own direction inside the sentence', async () => {
    expect(sayIn(await spoken('ur'), familyWords.boardOf, { name: 'Zosia' }).text).toBe('خوبیوں کا بورڈ: \u2068Zosia\u2069');
  });

  test('a missing sentence is English, marked as English, and those round it are not', () => {
    const { messages } = { messages: { [familyWords.whatTitle.id]: ['خوبیوں کا بورڈ کیا ہے؟'] } };
    const speech = speechOf(known('ur'), { messages, isRead: false });
    expect(sayIn(speech, familyWords.whoRoom)).toEqual({ text: familyWords.whoRoom.message, lang: 'en-GB', dir: 'ltr' });
    expect(sayIn(speech, familyWords.whatTitle)).toEqual({ text: 'خوبیوں کا بورڈ کیا ہے؟', lang: 'ur', dir: 'rtl' });
  });

  test('English needs nothing to be loaded, and a language whose file is not here says so', async () => {
    expect(await loadLanguage(english)).toEqual({ ok: true, value: englishSpeech });
    expect(await loadLanguage({ ...english, tag: 'xx' })).toEqual({ ok: false, trouble: 'not-fetched' });
  });
});

test.each([
  ['pl', 'pl'],
  ['pl-PL', 'pl'],
  ['pt', 'pt'],
  ['pt-BR', 'pt'],
  ['zh-CN', 'zh-Hans'],
  ['zh-HK', undefined], // traditional characters
  ['pa', 'pa'],
  ['pa-PK', undefined], // Arabic letters
  ['en', 'en'],
  ['so', undefined],
  ['', undefined],
  ['Polish, I think', undefined],
])('who speaks %s at home is offered %s', (home, tag) => {
  expect(languageFor(home)?.tag).toBe(tag);
});
