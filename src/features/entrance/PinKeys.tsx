// The big keys of the PIN, at thumb height.
import { Delete } from 'lucide';
import { Icon } from '../../ui/Icon';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function PinKeys({ isEmpty, isShut, press }: { isEmpty: boolean; isShut: boolean; press: (key: string) => Promise<void> }) {
  const key = (digit: string) => (
    <button key={digit} type="button" class="pin-key" disabled={isShut} onClick={() => void press(digit)}>
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
        class="pin-key pin-key-delete"
        aria-label={say(words.deleteDigit)}
        disabled={isEmpty}
        onClick={() => void press('delete')}
      >
        <Icon of={Delete} size={30} />
      </button>
    </div>
  );
}
