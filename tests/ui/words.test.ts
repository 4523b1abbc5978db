// Holds the words to their promises: they compile, they avoid the words we never say, and translators see them all.
import { formatter } from '@lingui/format-po';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { define, type Sentence } from '../../src/ui/words/define';
import { say } from '../../src/ui/words/say';

const areas = import.meta.glob<Record<string, unknown>>(['../../src/ui/words/*.ts', '!**/define.ts', '!**/say.ts'], { eager: true });

const isSentence = (value: unknown): value is Sentence =>
  typeof value === 'object' && value !== null && 'id' in value && 'message' in value;

const sentences: Sentence[] = Object.values(areas)
  .flatMap(area => Object.values(area))
  .flatMap(words => Object.values(words ?? {}))
  .filter(isSentence);

/** The catalogue as translators get it: in the order of ids, without dates, so that it changes only with the words. */
async function catalogue(): Promise<string> {
  const sorted = [...sentences].sort((one, other) => (one.id < other.id ? -1 : 1));
  const messages = sorted.map(({ id, message }) => [id, { message, translation: message, obsolete: false, origin: [], placeholders: {} }]);
  const po = formatter({ origins: false, explicitIdAsDefault: true, customHeaderAttributes: { 'POT-Creation-Date': '' } });
  return String(await po.serialize(Object.fromEntries(messages), { locale: 'en', sourceLocale: 'en', filename: 'en.po', existing: null }));
}

test('translators have every sentence (npm run words writes the catalogue)', async () => {
  await expect(await catalogue()).toMatchFileSnapshot('../../src/ui/words/locales/en.po');
});

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
