// Turns a sentence and its values into the text on screen, in the language of the tablet.
import { setupI18n } from '@lingui/core';
import { inSentence } from '../../kernel/text';
import type { Sentence } from './define';

/** The names in braces in a text; inside a plural or a select only the name that it turns on. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name extends `${infer Turn}, ${string}`
    ? Turn | NamesIn<AfterCases<Rest>>
    : Name | NamesIn<Rest>
  : never;

type AfterCases<Text extends string> = Text extends `${string}}}${infer Rest}` ? Rest : '';

/** What has to be given with a sentence: nothing, or one value for each name in it. */
export type ValuesFor<Text extends string> = [NamesIn<Text>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<Text>, string | number>>];

const english = 'en-GB';
const voice = setupI18n({ locale: english, messages: { [english]: {} } });

/** No name turns the sentence round it; a list of names may have been seen to already. */
const given = (value: string | number) => (typeof value === 'string' && !value.includes('\u2068') ? inSentence(value) : value);

/** A sentence without a translation is said in the English it was written in. */
export function say<Text extends string>(sentence: Sentence<Text>, ...[values]: ValuesFor<Text>): string {
  const all = Object.entries<string | number>(values ?? {}).map(([name, value]) => [name, given(value)]);
  return voice._(sentence.id, Object.fromEntries(all), { message: sentence.message });
}
