// PINs on paper: a slip for each person, to be printed and cut; shown once.
import { Printer } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { cardInGroups } from '../pin/recovery-card';
import type { PinSlip } from './office-protocol';
import './office-paper.css';

const inThrees = (pin: string): string => pin.replace(/(\d{3})(?=\d)/g, '$1 ');

/** The browser asks before it lets go of a page with PINs that nobody may have written down. */
function useHeld(): void {
  useEffect(() => {
    const hold = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, []);
}

/** Above the page where they were made. */
export function SlipsToKeep(given: { slips: readonly PinSlip[]; onDone: () => void }) {
  useHeld();
  return (
    <div class="page">
      <Slips {...given} />
    </div>
  );
}

/** Where the slip is folded: her PIN she needs every day, the card she puts away. */
function CardOnSlip({ card }: { card: string }) {
  return (
    <div class="office-slip-card">
      <p class="item-title">{say(words.slipCard)}</p>
      <p class="office-slip-code number">
        {cardInGroups(card)
          .split('-')
          .map((group, at) => (
            <span key={at}>{group} </span>
          ))}
      </p>
      <p class="small">{say(words.slipCardHelp)}</p>
    </div>
  );
}

/** `onDone` goes on without them; absent where something else goes on. */
export function Slips({ slips, onDone }: { slips: readonly PinSlip[]; onDone?: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack office-paper">
      <h2 ref={heading} tabIndex={-1} class="office-screen-only">
        {say(words.slips)}
      </h2>
      <p class="office-screen-only">{say(words.slipsHelp)}</p>
      <ul class="office-slips">
        {slips.map(({ id, name, pin, card }) => (
          <li key={id} class="office-slip">
            <p class="item-title">
              <bdi dir="auto">{say(words.slipFor, { name })}</bdi>
            </p>
            <p class="office-pin number">{inThrees(pin)}</p>
            <p class="small">{say(words.slipHelp)}</p>
            {card !== null && <CardOnSlip card={card} />}
          </li>
        ))}
      </ul>
      <div class="row">
        <Button look={onDone ? 'main' : 'plain'} icon={Printer} onPress={() => globalThis.print()}>
          {say(words.printSlips)}
        </Button>
        {onDone && <Button onPress={onDone}>{say(words.slipsDone)}</Button>}
      </div>
    </section>
  );
}
