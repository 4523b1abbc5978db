// Reading aloud: the right voice for a language, and a text cut so that no voice falls silent in the middle.
import { expect, test } from 'vitest';
import { breaths, voiceFor } from '../../src/ui/voices';

const voice = (lang: string, localService = true) => ({ lang, localService });

test.each([
  ['en-GB', ['en-US', 'en-GB'], 'en-GB'],
  ['en-GB', ['fr-FR', 'en-US'], 'en-US'],
  ['pl', ['en-GB', 'pl-PL'], 'pl-PL'],
  ['pt-PT', ['pt-BR', 'pt-PT'], 'pt-PT'],
  ['zh-Hans', ['zh-HK', 'zh-TW', 'zh-CN'], 'zh-CN'],
  ['zh-Hans', ['cmn-Hans-CN'], 'cmn-Hans-CN'],
  ['ur', ['ur_PK'], 'ur_PK'], // as Android writes it
  ['pa', ['pa-PK'], undefined], // Arabic letters
  ['pa', ['pa-IN'], 'pa-IN'],
  ['bn', ['en-GB'], undefined],
  ['en-GB', ['', 'no tag'], undefined],
])('%s is read by the best of %j', (lang, voices, best) => {
  expect(
    voiceFor(
      voices.map(one => voice(one)),
      lang,
    )?.lang,
  ).toBe(best);
});

test('a voice on the tablet is better than one from the network, even with another accent', () => {
  expect(voiceFor([voice('en-GB', false), voice('en-AU')], 'en-GB')?.lang).toBe('en-AU');
  expect(voiceFor([voice('en-GB', false)], 'en-GB')?.lang).toBe('en-GB');
});

test('sentences are said one by one', () => {
  expect(breaths('What? So what?\nNow what?', 'en-GB')).toEqual(['What?', 'So what?', 'Now what?']);
  expect(breaths('这不是测试。告诉我们就行。', 'zh-Hans')).toEqual(['这不是测试。', '告诉我们就行。']);
  expect(breaths('یہ کوئی امتحان نہیں۔ فیصلہ آپ کا ہے۔', 'ur')).toEqual(['یہ کوئی امتحان نہیں۔', 'فیصلہ آپ کا ہے۔']);
  expect(breaths('ਫ਼ੈਸਲਾ ਤੁਹਾਡਾ ਹੈ। ਬੱਸ ਦੱਸ ਦਿਓ।', 'pa')).toHaveLength(2);
});

test('a long sentence is cut between words, and nothing of it is lost', () => {
  const text = `${'she looked and looked again and '.repeat(20)}then she laughed`;
  const pieces = breaths(text, 'en-GB');
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(piece.length).toBeLessThan(200);
  expect(pieces.join(' ')).toBe(text);
});

test('where there are no spaces it is cut all the same, never through a character', () => {
  const pieces = breaths('👶'.repeat(450), 'en-GB');
  expect(pieces.join('')).toBe('👶'.repeat(450));
  for (const piece of pieces) expect(piece).toMatch(/^👶+$/u);
});

test('nothing to say is nothing', () => {
  expect(breaths(' \n ', 'en-GB')).toEqual([]);
});
