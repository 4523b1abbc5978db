// Holds the words to their promises: they compile, they avoid the words we never say, and translators see them all.
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { define, type Sentence } from '../../src/ui/words/define';
import { english, languages } from '../../src/ui/words/languages';
import { say } from '../../src/ui/words/say';
import { englishFile, localeFile } from '../support/catalogue';

const areas = import.meta.glob<Record<string, unknown>>(['../../src/ui/words/*.ts', '!**/define.ts', '!**/say.ts'], { eager: true });
const files = import.meta.glob<string>('../../src/ui/words/locales/*.po', { eager: true, query: '?raw', import: 'default' });

const isSentence = (value: unknown): value is Sentence =>
  typeof value === 'object' && value !== null && 'id' in value && 'message' in value;

const inAreas = Object.values(areas)
  .flatMap(area => Object.values(area))
  .flatMap(words => Object.values(words ?? {}))
  .filter(isSentence);
/** One that stands in two areas is still one. */
const sentences: Sentence[] = [...new Set(inAreas)];

/** What families read; staff read English. */
const forFamilies = sentences.filter(({ id }) => /^family(-\w+)?\./.test(id));

test('translators have every sentence (npm run words writes the catalogue)', async () => {
  await expect(await englishFile(sentences)).toMatchFileSnapshot('../../src/ui/words/locales/en.po');
});

test.each(languages.filter(language => language !== english))(
  'and every sentence for families, in $inEnglish (npm run words brings the new ones)',
  async ({ tag }) => {
    const path = `../../src/ui/words/locales/${tag}.po`;
    await expect(await localeFile(tag, files[path] ?? '', forFamilies)).toMatchFileSnapshot(path);
  },
);

test('every sentence can be compiled, and no two share an id', () => {
  expect(sentences.length).toBeGreaterThan(20);
  for (const { message } of sentences) expect(() => compileMessageOrThrow(message), message).not.toThrow();
  expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
});

test('no sentence uses a word that we never say', () => {
  const never = /\b(users?|submit(ted)?|sync error|session expired|invalid)\b/i;
  expect(sentences.filter(({ message }) => never.test(message))).toEqual([]);
});

test('values and plurals are put where the sentence wants them', () => {
  const words = define('trial', {
    plain: "It's here",
    part: 'Module {number}, part {part}',
    babies: '{name} has {count, plural, one {# baby} other {# babies}} today',
  });
  expect(say(words.plain)).toBe("It's here");
  expect(say(words.part, { number: 3, part: 2 })).toBe('Module 3, part 2');
  expect(say(words.babies, { name: 'Amara', count: 1 })).toBe('Amara has 1 baby today');
  expect(say(words.babies, { name: 'Amara', count: 1200 })).toBe('Amara has 1,200 babies today');
  // @ts-expect-error a value that the sentence needs and nobody gives does not compile
  expect(say(words.part, { number: 3 })).toBe('Module 3, part ');
});
