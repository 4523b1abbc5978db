// Check: nobody reads what was meant for the program: the name of a sentence, a brace that no value filled, a value that is none.
import { type Check, fault, once } from './fault';
import { lines } from './seen';

const faults: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]+(-[a-z]+)*\.[a-z]+[A-Za-z]*$/, 'the name of a sentence stands where its words should'],
  [/\{[a-zA-Z]+(,[^}]*)?\}?/, 'a value is missing in a sentence'],
  [/\bundefined\b|\bNaN\b|\[object |Invalid Date/, 'a value that is none is shown'],
];

/** Words that people wrote are theirs: they stand in `bdi`. */
export const rawWords: Check = () =>
  once(
    lines()
      .filter(({ element }) => !element.closest('bdi, [contenteditable]'))
      .flatMap(({ element, text }) => faults.filter(([raw]) => raw.test(text.data.trim())).map(([, what]) => fault(element, what))),
  );
