// A recovery card, shown once: to be written down or printed.
import { Printer } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { recoveryWords as words } from '../../ui/words/recovery';
import { say } from '../../ui/words/say';
import { cardInGroups } from './recovery-card';
import './recovery.css';

interface CardToKeepProps {
  name: string;
  card: string;
  onKept: () => void;
}

export function CardToKeep({ name, card, onKept }: CardToKeepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack">
      <h2 ref={heading} tabIndex={-1}>
        {say(words.newCard)}
      </h2>
      <p>{say(words.keepIt)}</p>
      <div class="recovery-paper">
        <p class="item-title">
          <bdi dir="auto">{say(words.cardOf, { name })}</bdi>
        </p>
        <p class="recovery-card number">
          {cardInGroups(card)
            .split('-')
            .map((group, at) => (
              <span key={at}>{group} </span>
            ))}
        </p>
        <p class="small">{say(words.cardUse)}</p>
      </div>
      <div class="row">
        <Button look="main" onPress={onKept}>
          {say(words.kept)}
        </Button>
        <Button icon={Printer} onPress={() => globalThis.print()}>
          {say(words.print)}
        </Button>
      </div>
    </section>
  );
}
