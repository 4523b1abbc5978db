// Making an account behind a link: sign-in name, passphrase, authenticator with its first digits; then ten recovery codes to keep.
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorSummary, type ErrorSummaryProps } from '../../ui/ErrorSummary';
import { LineField } from '../../ui/Field';
import { officeWords } from '../../ui/words/office';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { Factor } from './Factor';
import { OfficeField, OfficeForm } from './OfficeField';
import type { OfficeClient, OfficeOutcome, OfficeProblem } from './office-client.store';
import { accountSchema, beginAccountPath, factorSchema, finishAccountPath } from './office-protocol';
import { Problem, problemText } from './Problem';
import { RecoveryCodes } from './RecoveryCodes';
import { useAct } from './use-office';

interface MakeAccountProps {
  client: OfficeClient;
  token: string;
  /** A start link knows nobody yet. */
  asksName?: boolean;
  onBack?: () => void;
  onDone: () => void;
}

const fieldOf: Partial<Record<OfficeProblem['name'], string>> = {
  'name-missing': 'first-name',
  'sign-in-name-not-fit': 'sign-in-name',
  'sign-in-name-taken': 'sign-in-name',
  'passphrase-too-short': 'passphrase',
  'passphrase-too-common': 'passphrase',
  'passphrase-has-name': 'passphrase',
  'code-wrong': 'factor-code',
};

/** The key comes once, so that what the authenticator has stays right whatever else is mended. */
function useSecret(client: OfficeClient, token: string) {
  const [said, setSaid] = useState<OfficeOutcome<{ secret: string }> | null>(null);
  const begin = useCallback(async () => setSaid(await client.act(beginAccountPath, { token }, factorSchema)), [client, token]);
  useEffect(() => void begin(), [begin]);
  return { said, begin };
}

export function MakeAccount({ client, token, asksName = false, onBack, onDone }: MakeAccountProps) {
  const { said, begin } = useSecret(client, token);
  const [made, setMade] = useState<{ recoveryCodes: string[]; pin: string | null } | null>(null);
  if (made) return <RecoveryCodes codes={made.recoveryCodes} pin={made.pin} onDone={onDone} />;
  if (!said) return null;
  if (!said.ok) {
    return (
      <>
        <Problem of={said.trouble} />
        <div class="row">
          <Button onPress={() => void begin()}>{say(officeWords.tryAgain)}</Button>
        </div>
      </>
    );
  }
  return (
    <Card>
      <AccountForm {...{ client, token, asksName, onBack, onMade: setMade }} secret={said.value.secret} />
    </Card>
  );
}

interface AccountFormProps extends Pick<MakeAccountProps, 'client' | 'token'> {
  asksName: boolean;
  secret: string;
  onBack: (() => void) | undefined;
  onMade: (made: { recoveryCodes: string[]; pin: string | null }) => void;
}

function AccountForm({ client, token, asksName, secret, onBack, onMade }: AccountFormProps) {
  const [firstName, setFirstName] = useState('');
  const [signInName, setSignInName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const { isBusy, problem, run } = useAct();
  const about = { signInName, passphrase, code, ...(asksName && { firstName }) };
  const go = () => void run(() => client.act(finishAccountPath, { token, ...about }, accountSchema), onMade);
  const field = problem && fieldOf[problem.name];
  return (
    <OfficeForm
      act={say(words.finish)}
      isBusy={isBusy}
      onGo={go}
      beside={
        onBack && (
          <Button look="quiet" onPress={onBack}>
            {say(words.back)}
          </Button>
        )
      }
    >
      {problem && field ? <Summary field={field} problem={problem} /> : <Problem of={problem} />}
      {asksName && <LineField id="first-name" label={say(words.firstName)} value={firstName} onInput={setFirstName} longest={60} />}
      <OfficeField
        {...{ kind: 'sign-in-name', id: 'sign-in-name', value: signInName, onInput: setSignInName }}
        label={say(words.signInName)}
        hint={say(words.signInNameHint)}
      />
      <OfficeField
        {...{ kind: 'new-passphrase', id: 'passphrase', value: passphrase, onInput: setPassphrase }}
        label={say(words.passphrase)}
        hint={say(words.passphraseHint)}
      />
      <Factor secret={secret} signInName={signInName} code={code} onCode={setCode} />
    </OfficeForm>
  );
}

function Summary({ field, problem }: { field: string; problem: OfficeProblem }) {
  const [troubles, setTroubles] = useState<ErrorSummaryProps['troubles']>([]);
  useEffect(() => setTroubles([{ field, text: problemText(problem) }]), [field, problem]);
  return <ErrorSummary troubles={troubles} />;
}
