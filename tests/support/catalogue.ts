// The translators' files: written from the sentences in the code, with what translators and readers have put into them kept.
import { formatter } from '@lingui/format-po';
import type { Sentence } from '../../src/ui/words/define';

/** What a file says of one sentence. */
export interface Entry {
  readonly id: string;
  readonly translation: string;
  /** The English that was translated. */
  readonly english: string;
  /** Translated, and nobody who grew up with the language has read it yet. */
  readonly isWaiting: boolean;
  /** The name or role of who has. */
  readonly reader: string | undefined;
}

const po = formatter({ origins: false, explicitIdAsDefault: true, customHeaderAttributes: { 'POT-Creation-Date': '' } });
const at = (locale: string) => ({ locale, sourceLocale: 'en', filename: `${locale}.po`, existing: null });
const blank = { obsolete: false, origin: [], placeholders: {} };

const waits = 'translated by the makers of Larkrise, waits for a native reader';
const readBy = 'read by: ';
const saysEnglish = 'English: ';

/** In the order of ids, so that a file changes only with the words. */
const inOrder = (sentences: readonly Sentence[]) => [...sentences].sort((one, other) => (one.id < other.id ? -1 : 1));

const said = (comments: readonly string[], word: string) =>
  comments
    .find(line => line.startsWith(word))
    ?.slice(word.length)
    .trim();

/** English as translators get it. */
export async function englishFile(sentences: readonly Sentence[]): Promise<string> {
  const messages = inOrder(sentences).map(({ id, message }) => [id, { ...blank, message, translation: message }]);
  return String(await po.serialize(Object.fromEntries(messages), at('en')));
}

/** What Lingui's format keeps beside a translation. */
interface Marks {
  readonly flags?: readonly string[];
  readonly translatorComments?: readonly string[];
}

export async function entriesOf(file: string): Promise<readonly Entry[]> {
  return Object.entries(await po.parse(file, at('en'))).map(([id, { translation = '', comments = [], extra }]) => {
    const { flags = [], translatorComments = [] }: Marks = extra ?? {};
    const reader = said(translatorComments, readBy) || undefined;
    return { id, translation, english: said(comments, saysEnglish) ?? '', isWaiting: flags.includes('fuzzy'), reader };
  });
}

/** A new sentence waits for a translator; one whose English has changed keeps its translation and waits for a reader again. */
function renewed({ id, message }: Sentence, before: Entry | undefined): Entry {
  if (!before?.translation) return { id, translation: '', english: message, isWaiting: false, reader: undefined };
  return before.english === message ? before : { ...before, english: message, isWaiting: true, reader: undefined };
}

/** The file of one language brought up to date: every sentence is in it, what is not said any more is gone. */
export async function localeFile(locale: string, before: string, sentences: readonly Sentence[]): Promise<string> {
  const known = new Map((await entriesOf(before)).map(entry => [entry.id, entry]));
  const messages = inOrder(sentences)
    .map(sentence => renewed(sentence, known.get(sentence.id)))
    .map(({ id, translation, english, isWaiting, reader }) => {
      const marks = [...(isWaiting ? [waits] : []), ...(reader ? [`${readBy}${reader}`] : [])];
      const extra = { translatorComments: marks, flags: isWaiting ? ['fuzzy'] : [] };
      return [id, { ...blank, translation, comments: [`${saysEnglish}${english}`], extra }];
    });
  return String(await po.serialize(Object.fromEntries(messages), at(locale)));
}
