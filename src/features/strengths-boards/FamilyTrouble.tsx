// What did not work: for the family in their language, and for staff what exactly it is.
import type { RefusalName } from '../../sync/verdict';
import { familyWords as words } from '../../ui/words/family';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { mostCharactersInAWord } from './strength-word';
import { InEnglish, type Tell } from './Told';

export function FamilyTrouble({ trouble, tell }: { trouble: 'too-long' | RefusalName; tell: Tell }) {
  return (
    <div class="field-trouble" role="alert">
      {trouble === 'too-long' ? (
        <p {...tell(words.tooLong, { count: mostCharactersInAWord })} />
      ) : (
        <>
          <p {...tell(words.didNotWork)} />
          <p>
            <InEnglish>{say(refusalWords[trouble])}</InEnglish>
          </p>
        </>
      )}
    </div>
  );
}
