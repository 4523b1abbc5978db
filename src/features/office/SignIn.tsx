// Signing in to the office: name, passphrase and six digits at once; also asked over a page whose half hour is over.
import { useState } from 'preact/hooks';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import { OfficeField, OfficeForm } from './OfficeField';
import type { OfficeClient } from './office-client.store';
import { nothingSchema, provePath, signInPath } from './office-protocol';
import { Problem } from './Problem';
import { useAct } from './use-office';

interface Asking {
  client: OfficeClient;
  onDone: () => void;
}

export function SignInForm({ client, onDone }: Asking) {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(signInPath, { name, passphrase, code }, nothingSchema), onDone);
  return (
    <OfficeForm act={say(words.signIn)} isBusy={isBusy} onGo={go}>
      <Problem of={problem} />
      <OfficeField kind="sign-in-name" id="sign-in-name" label={say(words.signInName)} value={name} onInput={setName} />
      <OfficeField kind="passphrase" id="passphrase" label={say(words.passphrase)} value={passphrase} onInput={setPassphrase} />
      <OfficeField kind="code" id="code" label={say(words.code)} hint={say(words.codeHint)} value={code} onInput={setCode} />
    </OfficeForm>
  );
}

/** The second factor once more. */
export function ProveForm({ client, onDone }: Asking) {
  const [code, setCode] = useState('');
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(provePath, { code }, nothingSchema), onDone);
  return (
    <OfficeForm act={say(words.goOn)} isBusy={isBusy} onGo={go}>
      <p>{say(words.proveHelp)}</p>
      <Problem of={problem} />
      <OfficeField kind="code" id="prove-code" label={say(words.code)} hint={say(words.codeHint)} value={code} onInput={setCode} />
    </OfficeForm>
  );
}
