// Her own PIN on the tablets, made anew at once: her passphrase here, and the second factor where it is asked.
import { useState } from 'preact/hooks';
import { officeReopeningWords as words } from '../../ui/words/office-reopening';
import { say } from '../../ui/words/say';
import { OfficeField, OfficeForm } from './OfficeField';
import { Problem } from './Problem';
import { ownPinPath } from './reopening-protocol';
import { slipsSchema } from './staff-protocol';
import { useAct, useOffice } from './use-office';

export function ReopenOwnPin() {
  const { client, showSlips } = useOffice();
  const [passphrase, setPassphrase] = useState('');
  const { isBusy, problem, run } = useAct();
  const go = () =>
    void run(
      () => client.act(ownPinPath, { passphrase }, slipsSchema),
      ({ slips }) => {
        setPassphrase('');
        showSlips(slips);
      },
    );
  return (
    <>
      <h2>{say(words.ownPin)}</h2>
      <p>{say(words.ownPinHelp)}</p>
      <OfficeForm act={say(words.makeOwn)} isBusy={isBusy} isOffered={passphrase !== ''} onGo={go}>
        <Problem of={problem} />
        <OfficeField kind="passphrase" id="own-pin-passphrase" label={say(words.passphrase)} value={passphrase} onInput={setPassphrase} />
      </OfficeForm>
    </>
  );
}
