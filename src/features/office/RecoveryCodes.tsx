// Ten recovery codes, shown once, to be printed.
import { Printer } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import './office-paper.css';

export function RecoveryCodes({ codes, pin = null, onDone }: { codes: readonly string[]; pin?: string | null; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack office-paper">
      <h2 ref={heading} tabIndex={-1}>
        {say(words.recovery)}
      </h2>
      <p>{say(words.recoveryHelp)}</p>
      <ol class="office-codes number">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      {pin !== null && <p>{say(words.ownPin, { pin })}</p>}
      <div class="row">
        <Button look="main" icon={Printer} onPress={() => globalThis.print()}>
          {say(words.printCodes)}
        </Button>
        <Button onPress={onDone}>{say(words.recoveryDone)}</Button>
      </div>
    </section>
  );
}
