// `npx larkrise pin PERSON`: a new PIN for somebody who has forgotten hers or was locked out of a tablet, as a slip that is shown once.
import { makeNewPin } from '../server/new-pin';
import type { OfficeParts } from '../server/office';

export const pinUsage = `larkrise pin PERSON                                  makes her a new PIN and shows it once: forgotten, or locked out of a tablet`;

type Say = (line: string) => void;

/** In two parts, as people learn numbers. */
const inWords = (pin: string): string => `${pin.slice(0, 3)} ${pin.slice(3)}`;

const slip = (name: string, pin: string): string =>
  ['', `  ${name}`, `  Your new PIN: ${inWords(pin)}`, '  Learn it, change it under Me if you like, and tear this up.', ''].join('\n');

/** Null: these words are no such command. Otherwise what it does; the trouble is one line for the operator. */
export function pinCommand(words: readonly string[], say: Say): ((parts: OfficeParts) => Promise<string | null>) | null {
  const [what, person, ...more] = words;
  if (what !== 'pin' || !person || more.length > 0) return null;
  return async parts => {
    const made = await makeNewPin(parts, person);
    if (!made.ok) return 'There is nobody of this id, so nothing was changed.';
    const { name, pin, isSigningAnew } = made.value;
    say(slip(name, pin));
    say('It is not shown again. Each tablet learns it at its next contact; until then the old one opens it. No word of hers is lost.');
    if (isSigningAnew)
      say('She was entered by an earlier version: what still waits on tablets is kept apart, and her leader can take it in.');
    return null;
  };
}
