// Setting up an authenticator: its key to type or to open on this device, and the first digits that it shows.
import { KeyRound } from 'lucide';
import { ButtonLink } from '../../ui/Button';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { OfficeField } from './OfficeField';
import { authenticatorAddress } from './office-protocol';
import './office.css';
import { QrCode } from './QrCode';

interface FactorProps {
  secret: string;
  signInName: string;
  code: string;
  onCode: (code: string) => void;
}

const inFours = (secret: string): readonly string[] => secret.match(/.{1,4}/g) ?? [];

export function Factor({ secret, signInName, code, onCode }: FactorProps) {
  const address = authenticatorAddress(secret, signInName);
  return (
    <fieldset class="stack">
      <legend class="legend">{say(words.factor)}</legend>
      <p>{say(words.factorHelp)}</p>
      <QrCode text={address} label={say(words.factorDrawn)} />
      <p>{say(words.factorTyped)}</p>
      <p class="office-secret number">
        <span class="listened">{say(words.factorKey)}: </span>
        {inFours(secret).map((four, at) => (
          <span key={at}>{four} </span>
        ))}
      </p>
      <div class="row">
        <ButtonLink href={address} look="quiet" icon={KeyRound}>
          {say(words.factorOpen)}
        </ButtonLink>
      </div>
      <OfficeField kind="code" id="factor-code" label={say(words.factorCode)} value={code} onInput={onCode} />
    </fieldset>
  );
}
