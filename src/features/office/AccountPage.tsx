// Her own account: another passphrase, another authenticator, new recovery codes, and her PIN on the tablets.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeRoleWords } from '../../ui/words/office';
import { officeAccountWords as words } from '../../ui/words/office-account';
import { officeStartWords } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { ExportMine } from './ExportMine';
import { Factor } from './Factor';
import { OfficeField, OfficeForm } from './OfficeField';
import * as office from './office-protocol';
import { Problem } from './Problem';
import { RecoveryCodes } from './RecoveryCodes';
import { ReopenOwnPin } from './ReopenOwnPin';
import { useAct, useAsked, useOffice } from './use-office';

export function AccountPage() {
  const { value, problem, again } = useAsked(office.mePath, office.meSchema);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const kept = () => {
    setCodes(null);
    void again();
  };
  if (codes) {
    return (
      <Page key="codes" title={say(words.title)} narrow>
        <RecoveryCodes codes={codes} onDone={kept} />
      </Page>
    );
  }
  return (
    <Page key="account" title={say(words.title)} narrow>
      <Problem of={problem} />
      {value && <p>{say(words.youAre, { name: value.name, role: say(officeRoleWords[value.role]), signInName: value.signInName })}</p>}
      <Card>
        <Passphrase signInName={value?.signInName ?? ''} />
      </Card>
      {value && (
        <Card>
          <ReopenOwnPin />
        </Card>
      )}
      {value && (
        <Card>
          <Authenticator signInName={value.signInName} onCodes={setCodes} />
        </Card>
      )}
      {value && (
        <Card>
          <Recovery left={value.recoveryCodesLeft} onCodes={setCodes} />
        </Card>
      )}
      {value && <ExportMine />}
    </Page>
  );
}

function Passphrase({ signInName }: { signInName: string }) {
  const { client } = useOffice();
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const [isChanged, setChanged] = useState(false);
  const { isBusy, problem, run } = useAct();
  const changed = () => {
    setNow('');
    setNext('');
    setChanged(true);
  };
  const go = () => {
    setChanged(false);
    void run(() => client.act(office.passphrasePath, { now, next }, office.nothingSchema), changed);
  };
  return (
    <>
      <h2>{say(words.passphrase)}</h2>
      <OfficeForm act={say(words.change)} isBusy={isBusy} isOffered={now !== '' || next !== ''} onGo={go}>
        <Problem of={problem} />
        <input type="text" autocomplete="username" value={signInName} readOnly hidden />{' '}
        {/* for whoever lets a program keep her passphrase */}
        <OfficeField kind="passphrase" id="passphrase-now" label={say(words.now)} value={now} onInput={setNow} />
        <OfficeField
          {...{ kind: 'new-passphrase', id: 'passphrase-next', value: next, onInput: setNext }}
          label={say(words.next)}
          hint={say(officeStartWords.passphraseHint)}
        />
      </OfficeForm>
      {isChanged && (
        <Notice>
          <p>{say(words.changed)}</p>
        </Notice>
      )}
    </>
  );
}

interface GivesCodes {
  onCodes: (codes: readonly string[]) => void;
}

function Authenticator({ signInName, onCodes }: GivesCodes & { signInName: string }) {
  const { client } = useOffice();
  const [secret, setSecret] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const { isBusy, problem, run } = useAct();
  const begin = () =>
    void run(
      () => client.act(office.beginFactorPath, {}, office.factorSchema),
      made => setSecret(made.secret),
    );
  const finish = () =>
    void run(
      () => client.act(office.changeFactorPath, { code }, office.recoveryCodesSchema),
      made => onCodes(made.recoveryCodes),
    );
  return (
    <>
      <h2>{say(words.factor)}</h2>
      {secret === null && <p>{say(words.factorHelp)}</p>}
      <Problem of={problem} />
      {secret === null && (
        <div class="row">
          <Button disabled={isBusy} onPress={begin}>
            {say(words.factorBegin)}
          </Button>
        </div>
      )}
      {secret !== null && (
        <OfficeForm act={say(words.factorFinish)} isBusy={isBusy} onGo={finish}>
          <Factor secret={secret} signInName={signInName} code={code} onCode={setCode} />
        </OfficeForm>
      )}
    </>
  );
}

function Recovery({ left, onCodes }: GivesCodes & { left: number }) {
  const { client } = useOffice();
  const { isBusy, problem, run } = useAct();
  const renew = () =>
    void run(
      () => client.act(office.recoveryPath, {}, office.recoveryCodesSchema),
      made => onCodes(made.recoveryCodes),
    );
  return (
    <>
      <h2>{say(words.recovery)}</h2>
      <p>{say(words.recoveryLeft, { count: left })}</p>
      <Problem of={problem} />
      <div class="row">
        <Button disabled={isBusy} onPress={renew}>
          {say(words.recoveryNew)}
        </Button>
        <span class="soft small">{say(words.recoveryNewHelp)}</span>
      </div>
    </>
  );
}
