// Words to choose from in the family's language, each with its English for staff.
import { type FamilyStrength, familyStrengths } from '../../ui/words/family';
import { say } from '../../ui/words/say';
import { type Speech, sayIn } from '../../ui/words/say-in';
import { InEnglish } from './Told';

export interface FamilyChipsProps {
  speech: Speech;
  /** What is on this side of the board already. */
  said: readonly string[];
  chosen: string;
  onChoose: (word: string) => void;
}

export function FamilyChips({ speech, said, chosen, onChoose }: FamilyChipsProps) {
  const offered = (Object.keys(familyStrengths) as FamilyStrength[])
    .map(name => ({ name, ...sayIn(speech, familyStrengths[name]), inEnglish: say(familyStrengths[name]) }))
    .filter(({ text }) => !said.includes(text));
  return (
    <div class="chips">
      {offered.map(({ name, text, lang, dir, inEnglish }) => (
        <button key={name} type="button" class="chip family-chip" aria-pressed={text === chosen} onClick={() => onChoose(text)}>
          <bdi lang={lang} dir={dir}>
            {text}
          </bdi>
          {text !== inEnglish && <InEnglish>{inEnglish}</InEnglish>}
        </button>
      ))}
    </div>
  );
}
