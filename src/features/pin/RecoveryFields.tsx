// What somebody types to get back in: the code of her card, and the PIN that she wants, twice.
import { CircleAlert, Sparkles } from 'lucide';
import { useState } from 'preact/hooks';
import type { Randomness } from '../../kernel/id';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { pinWords } from '../../ui/words/pin';
import { recoveryWords as words } from '../../ui/words/recovery';
import { say } from '../../ui/words/say';
import { PinDigits } from './PinDigits';
import { randomPin } from './pin-rules';
import './change-pin.css';
import './recovery.css';

/** The ids of the fields. */
export const recoveryFields = { card: 'recovery-card', next: 'recovery-next', again: 'recovery-again' } as const;
type Field = keyof typeof recoveryFields;
export type TypedToRecover = Readonly<Record<Field, string>>;

interface FieldsProps {
  typed: TypedToRecover;
  isShown: boolean;
  random: Randomness;
  /** By the id of the field. */
  troubleOf: (id: string) => string | undefined;
  onType: (part: Partial<TypedToRecover>) => void;
}

/** In two parts, as people learn numbers. */
const inWords = (pin: string): string => `${pin.slice(0, 3)} ${pin.slice(3)}`;

export function RecoveryFields({ typed, isShown, random, troubleOf, onType }: FieldsProps) {
  const [offered, setOffered] = useState<string | null>(null);
  const digits = (part: 'next' | 'again') => ({
    id: recoveryFields[part],
    label: say(words[part]),
    value: typed[part],
    isShown,
    trouble: troubleOf(recoveryFields[part]),
    onInput: (value: string) => onType({ [part]: value }),
  });
  return (
    <>
      <CardField value={typed.card} trouble={troubleOf(recoveryFields.card)} onInput={card => onType({ card })} />
      <PinDigits {...digits('next')} hint={say(pinWords.rules)} />
      <div class="change-pin-offer">
        <Button icon={Sparkles} onPress={() => setOffered(randomPin(random))}>
          {say(pinWords.offer)}
        </Button>
        <p class="number" role="status">
          {offered && say(pinWords.offered, { pin: inWords(offered) })}
        </p>
      </div>
      <PinDigits {...digits('again')} />
    </>
  );
}

const noKeeper = { 'data-1p-ignore': true, 'data-bwignore': true, 'data-lpignore': 'true', 'data-form-type': 'other' };

function CardField({ value, trouble, onInput }: { value: string; trouble: string | undefined; onInput: (value: string) => void }) {
  const id = recoveryFields.card;
  return (
    <div class="field">
      <label for={id}>{say(words.card)}</label>
      <p id={`${id}-hint`} class="soft small">
        {say(words.cardHint)}
      </p>
      <input
        id={id}
        class="number recovery-typed"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={80}
        {...noKeeper}
        value={value}
        aria-describedby={trouble ? `${id}-hint ${id}-trouble` : `${id}-hint`}
        aria-invalid={trouble ? true : undefined}
        onInput={event => onInput(event.currentTarget.value)}
      />
      <p id={`${id}-trouble`} class="field-trouble">
        {trouble && (
          <>
            <Icon of={CircleAlert} size={20} />
            {trouble}
          </>
        )}
      </p>
    </div>
  );
}
