// Adds a word to a board: whose word it is, the word itself or one of the offered ones.
import { Check } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { characters, oneLine } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { LineField } from '../../ui/Field';
import { Segmented } from '../../ui/Segmented';
import { boardWords as words } from '../../ui/words/boards';
import { english, languageFor } from '../../ui/words/languages';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { englishSpeech } from '../../ui/words/say-in';
import { useSpeech } from '../../ui/words/use-speech';
import type { childKind } from '../roster/child';
import { type Side, sides, wordsOnSide } from './board-sides';
import { FamilyChips } from './FamilyChips';
import { type BegunWord, sayWord } from './saying.store';
import { mostCharactersInAWord, type strengthWordKind } from './strength-word';
import { wordsToOffer } from './suggested-words';

export interface AddWordProps {
  session: Session;
  child: Kept<typeof childKind>;
  /** Which side was tapped; it can still be changed. And the word that was begun before a lock. */
  begun: BegunWord;
  /** Called at each change of it. */
  hold: (begun: BegunWord) => void;
  said: readonly Kept<typeof strengthWordKind>[];
  onClose: () => void;
}

const sideWords = { family: words.family, educator: words.educators };

export function AddWord({ session, child, begun, hold, said, onClose }: AddWordProps) {
  const [side, setSide] = useState<Side>(begun.side);
  const [word, setWord] = useState(begun.word);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const { name, room, homeLanguage } = child.row;
  const add = async () => {
    const tidy = oneLine(word);
    if (characters(tidy) > mostCharactersInAWord) return setTrouble(say(words.tooLong, { count: mostCharactersInAWord }));
    setBusy(true);
    const outcome = await sayWord(session, { child: child.id, room, side, word: tidy });
    setBusy(false);
    if (outcome.ok) onClose();
    else setTrouble(say(refusalWords[outcome.trouble]));
  };
  const there = wordsOnSide(said, side);
  const choose = (next: string) => {
    setTrouble(undefined);
    setWord(next);
    hold({ side, word: next });
  };
  const turn = (next: Side) => {
    setSide(next);
    if (word !== '') hold({ side: next, word });
  };
  return (
    <Dialog title={say(side === 'family' ? words.dialogFamily : words.dialogEducators, { name })} onClose={onClose}>
      <form
        class="stack"
        onSubmit={event => {
          event.preventDefault();
          void add();
        }}
      >
        <Segmented
          legend={say(words.whose)}
          options={sides.map(value => ({ value, label: say(sideWords[value]) }))}
          chosen={side}
          onChoose={turn}
        />
        <LineField label={say(words.word)} hint={say(words.wordHint)} value={word} onInput={choose} trouble={trouble} />
        <Offered side={side} homeLanguage={homeLanguage} there={there} chosen={word} onChoose={choose} />
        <div class="dialog-acts">
          <Button type="submit" look="main" icon={Check} disabled={busy || oneLine(word) === ''}>
            {say(words.add)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface OfferedProps {
  side: Side;
  homeLanguage: string;
  /** The words that are on this side already. */
  there: readonly string[];
  chosen: string;
  onChoose: (word: string) => void;
}

/** Words to tap: for a family in its own language, where this tablet has it. */
function Offered({ side, homeLanguage, there, chosen, onChoose }: OfferedProps) {
  const { speech } = useSpeech(languageFor(homeLanguage) ?? english, englishSpeech);
  return (
    <fieldset class="stack-close">
      <legend class="legend">{say(words.suggestions)}</legend>
      {side === 'family' && speech && speech.language !== english ? (
        <FamilyChips speech={speech} said={there} chosen={chosen} onChoose={onChoose} />
      ) : (
        <div class="chips">
          {wordsToOffer(there).map(offered => (
            <button key={offered} type="button" class="chip" aria-pressed={offered === chosen} onClick={() => onChoose(offered)}>
              {offered}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
}
