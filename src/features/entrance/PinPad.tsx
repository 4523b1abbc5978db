// The PIN of one person: one field that takes typing and pasting, and a big pad at thumb height.
import { Delete, Eye, EyeOff, UserRoundX } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../kernel/result';
import type { RefusalName } from '../../sync/verdict';
import { Avatar } from '../../ui/Avatar';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { entranceWords as words } from '../../ui/words/entrance';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { Entrance } from './Entrance';
import type { PersonOnTile } from './Tiles';

const pinLength = 6;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const onlyDigits = (text: string) => text.replace(/\D/g, '').slice(0, pinLength);

export interface PinPadProps {
  person: PersonOnTile;
  /** Tries the PIN; its good outcome replaces this view from outside. */
  unlock: (pin: string) => Promise<Result<unknown, RefusalName>>;
  onNotMe: () => void;
}

/** The PIN as typed so far; the sixth digit tries it, a wrong one empties the field. */
function usePin(unlock: PinPadProps['unlock']) {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const take = async (text: string) => {
    if (busy) return;
    const next = onlyDigits(text);
    setPin(next);
    if (next !== '') setTrouble(null);
    if (next.length < pinLength) return;
    setBusy(true);
    const outcome = await unlock(next);
    setBusy(false);
    setPin('');
    if (!outcome.ok) setTrouble(outcome.trouble);
  };
  return { pin, busy, trouble, take };
}

export function PinPad({ person, unlock, onNotMe }: PinPadProps) {
  const { pin, busy, trouble, take } = usePin(unlock);
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.type = shown ? 'text' : 'password';
  }, [shown]);
  // With a finger the pad is there at once; the tablet's own keyboard would cover it.
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, []);
  return (
    <Entrance title={say(words.hello, { name: person.name })} centred>
      <div class="pin" data-hue={person.hue} aria-busy={busy}>
        <Avatar name={person.name} hue={person.hue} size="huge" />
        <div class="pin-field">
          <label for="pin">{say(words.pin)}</label>
          <div class="pin-line">
            <input
              ref={field}
              id="pin"
              class="number"
              type="password"
              inputMode="numeric"
              autocomplete="off"
              value={pin}
              aria-describedby="pin-said"
              readOnly={busy}
              onInput={event => void take(event.currentTarget.value)}
            />
            <IconButton icon={shown ? EyeOff : Eye} label={say(shown ? words.hidePin : words.showPin)} onPress={() => setShown(!shown)} />
          </div>
          <p id="pin-said" class="pin-said" role="status" data-trouble={trouble !== null || undefined}>
            {busy ? say(words.opening) : trouble ? say(refusalWords[trouble]) : say(words.pinHelp)}
          </p>
        </div>
        <PinKeys pin={pin} take={take} />
        <Button look="quiet" icon={UserRoundX} onPress={onNotMe}>
          {say(words.notMe)}
        </Button>
        <p class="soft small">{say(words.forgot)}</p>
      </div>
    </Entrance>
  );
}

function PinKeys({ pin, take }: { pin: string; take: (text: string) => Promise<void> }) {
  const key = (digit: string) => (
    <button key={digit} type="button" class="pin-key" onClick={() => void take(pin + digit)}>
      {digit}
    </button>
  );
  return (
    <div class="pin-keys">
      {digits.map(key)}
      <span />
      {key('0')}
      <button
        type="button"
        class="pin-key"
        aria-label={say(words.deleteDigit)}
        disabled={pin === ''}
        onClick={() => void take(pin.slice(0, -1))}
      >
        <Icon of={Delete} size={30} />
      </button>
    </div>
  );
}
