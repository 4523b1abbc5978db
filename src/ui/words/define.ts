// Makes the sentences of one area of the screen: each gets an id, and its English stays beside the code that says it.
//
// To add a word: add a line to the area's file (words/<area>.ts: `export const todayWords = define('today', { start: 'Start' })`),
// say it with `say(todayWords.start)`, then run `npm run words`, which writes locales/en.po for translators (a test checks that it is up to date).
// Values go in braces and must be given, or it does not compile: 'Module {number}'. Plurals are ICU: '{count, plural, one {# baby} other {# babies}}'.
// A sentence is a plain string literal, whole (never glued from parts: other languages order words differently).
// The build replaces it by its compiled form, so that no ICU parser travels to the tablet and a lazy page brings its own words.
import type { MessageDescriptor } from '@lingui/core';

/** A sentence that can be said; the type remembers the text, so that `say` can ask for the values in it. */
export type Sentence<Text extends string = string> = MessageDescriptor & { readonly message: Text };

export type Sentences<Texts extends Record<string, string>> = { readonly [Name in keyof Texts]: Sentence<Texts[Name]> };

/** `area` is kebab-case and unique; the ids are `area.name` and stay, because translations hang on them. */
export function define<const Texts extends Record<string, string>>(area: string, texts: Texts): Sentences<Texts> {
  const sentences = Object.entries(texts).map(([name, message]) => [name, { id: `${area}.${name}`, message }]);
  return Object.fromEntries(sentences);
}
