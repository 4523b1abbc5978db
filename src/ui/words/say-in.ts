// Says a sentence in a family's language; one that is not translated is said in English and marked as English, so that it looks and sounds right.
import { type I18n, type Messages, setupI18n } from '@lingui/core';
import { ok, type Result, trouble } from '../../kernel/result';
import type { Sentence } from './define';
import { english, type Language } from './languages';
import { say, type ValuesFor } from './say';

/** What the build makes of a translator's file (src/build/words.ts). */
export interface Catalogue {
  readonly messages: Messages;
  /** A native reader has read all of it (locales/README.md). */
  readonly isRead: boolean;
}

/** A language, ready to be spoken. */
export interface Speech {
  readonly language: Language;
  readonly isRead: boolean;
  /** Null for English, whose words stand in the code. */
  readonly voice: I18n | null;
}

/** A text with what the element round it must say about it: spread `lang` and `dir` on that element. */
export interface Said {
  readonly text: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** The words are English where they stand: nothing to load, nothing to wait for. */
export const englishSpeech: Speech = { language: english, isRead: true, voice: null };

const files = import.meta.glob<Catalogue>(['./locales/*.po', '!./locales/en.po'], { import: 'default' });

/** Each language is a file of its own, kept on the tablet with the app; the trouble is a tablet that has not fetched it yet. */
export async function loadLanguage(language: Language): Promise<Result<Speech, 'not-fetched'>> {
  if (language === english) return ok(englishSpeech);
  const catalogue = await files[`./locales/${language.tag}.po`]?.().catch(() => null);
  return catalogue ? ok(speechOf(language, catalogue)) : trouble('not-fetched' as const);
}

export const speechOf = (language: Language, { messages, isRead }: Catalogue): Speech => ({
  language,
  isRead,
  voice: setupI18n({ locale: language.tag, messages: { [language.tag]: messages } }),
});

/** Keeps a name or a word in its own direction inside a sentence of another (Unicode's first-strong isolate). */
const isolated = (value: string | number) => (typeof value === 'string' ? `\u2068${value}\u2069` : value);

export function sayIn<Text extends string>({ language, voice }: Speech, sentence: Sentence<Text>, ...values: ValuesFor<Text>): Said {
  if (!voice || !(sentence.id in voice.messages)) return { text: say(sentence, ...values), lang: english.lang, dir: english.dir };
  const given = Object.entries<string | number>(values[0] ?? {}).map(([name, value]) => [name, isolated(value)]);
  return { text: voice._(sentence.id, Object.fromEntries(given)), lang: language.lang, dir: language.dir };
}
