// A parent's own word, written down right there: a large field, words to choose from, and one act.
import { Check, Undo2 } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { characters, oneLine } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import type { RefusalName } from '../../sync/verdict';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { useUnfinished } from '../../ui/use-unfinished';
import { boardWords } from '../../ui/words/boards';
import { familyWords as words } from '../../ui/words/family';
import { say } from '../../ui/words/say';
import type { Speech } from '../../ui/words/say-in';
import type { childKind } from '../roster/child';
import { boardSide, wordsOnSide } from './board-sides';
import { FamilyChips } from './FamilyChips';
import { FamilyTrouble } from './FamilyTrouble';
import { sayWord, unfinishedWord } from './saying.store';
import { mostCharactersInAWord, type strengthWordKind } from './strength-word';
import { InEnglish, type Tell } from './Told';

type KeptWord = Kept<typeof strengthWordKind>;

export interface FamilyWordProps {
  session: Session;
  child: Kept<typeof childKind>;
  said: readonly KeptWord[];
  speech: Speech;
  tell: Tell;
  /** The word that was put on the board last; null when something else happened since. */
  done: string | null;
  onDone: (word: string | null) => void;
  onTakeOff: (kept: KeptWord) => Promise<void>;
}

type Given = Pick<FamilyWordProps, 'session' | 'child' | 'onDone'>;

/** What is being written, and putting it on the board. */
function usePutting({ session, child, onDone }: Given) {
  const field = useRef<HTMLInputElement>(null);
  const [word, setWord] = useState('');
  const [trouble, setTrouble] = useState<'too-long' | RefusalName | null>(null);
  const [busy, setBusy] = useState(false);
  const { hold, finish } = useUnfinished(unfinishedWord(session, child.id, 'family-word'), begun => setWord(begun.word));
  const put = async () => {
    const tidy = oneLine(word);
    if (busy) return;
    if (tidy === '') return field.current?.focus();
    if (characters(tidy) > mostCharactersInAWord) return setTrouble('too-long');
    setBusy(true);
    const written = await sayWord(session, { child: child.id, room: child.row.room, side: 'family', word: tidy });
    setBusy(false);
    if (!written.ok) return setTrouble(written.trouble);
    setWord('');
    void finish();
    onDone(tidy);
  };
  const write = (next: string) => {
    setWord(next);
    hold(next === '' ? null : { side: 'family', word: next });
    setTrouble(null);
    onDone(null);
  };
  return { field, word, trouble, put, write };
}

export function FamilyWord({ session, child, said, speech, tell, done, onDone, onTakeOff }: FamilyWordProps) {
  const id = useId();
  const { field, word, trouble, put, write } = usePutting({ session, child, onDone });
  return (
    <form
      class="card stack"
      data-hue="ochre"
      onSubmit={event => {
        event.preventDefault();
        void put();
      }}
    >
      <h2 {...tell(words.addTitle)} />
      <div class="field">
        <label for={id}>
          <span {...tell(words.wordLabel)} />
        </label>
        <input
          ref={field}
          id={id}
          class="family-field"
          type="text"
          dir="auto"
          lang={speech.language.lang}
          autocomplete="off"
          value={word}
          aria-describedby={`${id}-hint ${id}-trouble`}
          aria-invalid={trouble ? true : undefined}
          onInput={event => write(event.currentTarget.value)}
        />
        <p id={`${id}-hint`} class="soft" {...tell(words.wordHint)} />
        <div id={`${id}-trouble`}>{trouble && <FamilyTrouble trouble={trouble} tell={tell} />}</div>
      </div>
      <fieldset class="stack-close">
        <legend class="legend" {...tell(words.suggestions)} />
        <FamilyChips speech={speech} said={wordsOnSide(said, 'family')} chosen={word} onChoose={write} />
      </fieldset>
      <div class="row spread">
        <Button type="submit" look="main" icon={Check}>
          <span {...tell(words.put)} />
        </Button>
        <Writer name={session.person.name} hue={session.person.hue} />
      </div>
      <Done put={said.find(kept => kept.author === session.person.id && isPut(kept, done))} said={said} tell={tell} onTakeOff={onTakeOff} />
    </form>
  );
}

const isPut = ({ row }: KeptWord, word: string | null) => row.side === 'family' && row.standing === 'said' && row.word === word;

/** Said once the word is truly there, with the way to take it off again. */
function Done({ put, said, tell, onTakeOff }: { put: KeptWord | undefined } & Pick<FamilyWordProps, 'said' | 'tell' | 'onTakeOff'>) {
  const isShown = put && boardSide(said, 'family').shown.includes(put);
  return (
    <div class="row spread">
      <p class="family-said" role="status" {...(put ? tell(isShown ? words.onBoard : words.keptBehind, { word: put.row.word }) : {})} />
      {put && (
        <Button look="quiet" icon={{ mirrors: Undo2 }} onPress={() => void onTakeOff(put)}>
          <span {...tell(words.takeOff)} />
        </Button>
      )}
    </div>
  );
}

/** Whose word it will be in the records: nobody writes under a colleague's name without seeing it. */
function Writer({ name, hue }: { name: string; hue: string }) {
  return (
    <p class="row small soft" data-hue={hue}>
      <Avatar name={name} hue={hue} />
      <InEnglish>{say(boardWords.writtenDownBy, { name })}</InEnglish>
    </p>
  );
}
