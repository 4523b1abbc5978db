// Words as chips: some are offered, an own one can be added, and what was chosen can be taken away again.
import { Plus, X } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import { oneLine } from '../kernel/text';
import { Button } from './Button';
import './field.css';
import { Icon } from './Icon';
import { kitWords as words } from './words/kit';
import { say } from './words/say';

export interface ChipInputProps {
  label: string;
  hint?: string | undefined;
  suggestions: readonly string[];
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
  /** How many there is room for. Where it is 1, the next takes the place of the last. */
  most?: number | undefined;
}

/** Great and small letters make no other word; accents do. */
const isSame = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
const among = (list: readonly string[], word: string) => list.find(one => isSame(one, word));

/** Adds and takes away, and says in words what came of it. */
function useChips({ suggestions, value, onChange, most = Number.POSITIVE_INFINITY }: ChipInputProps) {
  const [said, tell] = useState('');
  const isFull = value.length >= most && most > 1;
  const takeAway = (word: string) => {
    onChange(value.filter(one => !isSame(one, word)));
    tell(say(words.takenAway, { word }));
  };
  /** True when the word is now among the chosen. */
  const add = (typed: string): boolean => {
    const word = among(suggestions, typed) ?? typed;
    const isThere = among(value, word) !== undefined;
    if (isThere) tell(say(words.alreadyThere, { word }));
    else if (isFull) tell(say(words.fullChips, { count: most }));
    else {
      onChange(most === 1 ? [word] : [...value, word]);
      tell(say(words.added, { word }));
    }
    return isThere || !isFull;
  };
  return { said, tell, isFull, takeAway, add };
}

export function ChipInput(props: ChipInputProps) {
  const { label, hint, suggestions, value, most } = props;
  const id = useId();
  const whole = useRef<HTMLFieldSetElement>(null);
  const { said, tell, isFull, takeAway, add } = useChips(props);
  const takeOwnAway = (word: string) => {
    takeAway(word);
    whole.current?.focus({ preventScroll: true }); // its button goes, and the focus with it
  };
  return (
    <fieldset ref={whole} class="chip-input" tabIndex={-1} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend class="legend">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <div class="chips">
        {suggestions.map(word => {
          const isChosen = among(value, word) !== undefined;
          return (
            <button
              key={word}
              type="button"
              class="chip"
              aria-pressed={isChosen}
              aria-disabled={(isFull && !isChosen) || undefined}
              onClick={() => (isChosen ? takeAway(word) : add(word))}
            >
              <bdi dir="auto">{word}</bdi>
            </button>
          );
        })}
        {value
          .filter(word => among(suggestions, word) === undefined)
          .map(word => (
            <OwnChip key={word} word={word} onPress={() => takeOwnAway(word)} />
          ))}
      </div>
      <OwnWord add={add} tell={tell} />
      <p class="chip-said small" role="status">
        {said || (most !== undefined && most > 1 && <span class="soft number">{say(words.chosenOf, { count: value.length, most })}</span>)}
      </p>
    </fieldset>
  );
}

function OwnChip({ word, onPress }: { word: string; onPress: () => void }) {
  return (
    <button type="button" class="chip chip-own" aria-label={say(words.takeAway, { word })} onClick={onPress}>
      <bdi dir="auto">{word}</bdi>
      <Icon of={X} size={20} />
    </button>
  );
}

/** What is typed and not added is never sent by itself, so it says so when it is left. */
function OwnWord({ add, tell }: { add: (word: string) => boolean; tell: (said: string) => void }) {
  const id = useId();
  const [own, setOwn] = useState('');
  const take = () => {
    const word = oneLine(own);
    if (word === '' || add(word)) setOwn('');
  };
  return (
    <div class="field">
      <label for={id}>{say(words.ownWord)}</label>
      <div class="chip-line">
        <input
          id={id}
          type="text"
          dir="auto"
          autocomplete="off"
          enterkeyhint="done"
          value={own}
          onInput={event => {
            setOwn(event.currentTarget.value);
            tell('');
          }}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            take();
          }}
          onBlur={() => oneLine(own) !== '' && tell(say(words.notAddedYet, { word: oneLine(own) }))}
        />
        <Button icon={Plus} onPress={take}>
          {say(words.add)}
        </Button>
      </div>
    </div>
  );
}
