// Sentences for families as what an element says about itself: its text, its language and its direction; the English small beside it when asked for.
import type { ComponentChildren } from 'preact';
import type { Sentence } from '../../ui/words/define';
import { english } from '../../ui/words/languages';
import { say, type ValuesFor } from '../../ui/words/say';
import { type Speech, sayIn } from '../../ui/words/say-in';

interface Told {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly children: ComponentChildren;
}

/** Spread what it gives on the very element: `<p {...tell(words.whoRoom)} />`. */
export type Tell = <Text extends string>(sentence: Sentence<Text>, ...values: ValuesFor<Text>) => Told;

export const tellIn =
  (speech: Speech, withEnglish: boolean): Tell =>
  (sentence, ...values) => {
    const { text, lang, dir } = sayIn(speech, sentence, ...values);
    const isGlossed = withEnglish && lang !== english.lang;
    return { lang, dir, children: isGlossed ? [text, ' ', gloss(say(sentence, ...values))] : text };
  };

/** The English of what stands above it. */
const gloss = (text: string) => (
  <span key="gloss" class="in-english gloss" lang={english.lang} dir={english.dir}>
    {text}
  </span>
);

/** What staff read, on a page that is in another language. */
export function InEnglish({ children }: { children: ComponentChildren }) {
  return (
    <span class="in-english" lang={english.lang} dir={english.dir}>
      {children}
    </span>
  );
}
