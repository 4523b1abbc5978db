// Turns a sentence and its values into the text on screen, in the language of the tablet.
import { setupI18n } from '@lingui/core';
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

/** A sentence without a translation is said in the English it was written in. */
export function say<Text extends string>(sentence: Sentence<Text>, ...[values]: ValuesFor<Text>): string {
  return voice._(sentence.id, values, { message: sentence.message });
}
