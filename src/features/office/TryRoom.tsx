// One room to try: a nursery, a room, three names; then their PINs once, and a code that makes a tablet.
import { ArrowRight } from 'lucide';
import { useState } from 'preact/hooks';
import { timeInWords } from '../../kernel/calendar-day';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { LineField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { LinkToKeep } from './LinkToKeep';
import { OfficeForm } from './OfficeField';
import type { OfficeClient } from './office-client.store';
import { enrolmentCodeSchema, type PinSlip, tryCodePath, tryPath, trySchema } from './office-protocol';
import { Problem } from './Problem';
import { QrCode } from './QrCode';
import { Slips } from './Slips';
import { useAct } from './use-office';

interface TryProps {
  client: OfficeClient;
  token: string;
  back: () => void;
}

interface EnrolmentCode {
  readonly code: string;
  readonly until: number;
}

export function TryRoom({ client, token, back }: TryProps) {
  const [nursery, setNursery] = useState('');
  const [room, setRoom] = useState('');
  const [names, setNames] = useState<readonly string[]>(['', '', '']);
  const [tried, setTried] = useState<{ slips: PinSlip[]; enrolment: EnrolmentCode } | null>(null);
  const { isBusy, problem, run } = useAct();
  if (tried) {
    return (
      <Page key="tried" title={say(words.tried, { room })} tab={say(words.tryTitle)} narrow>
        <p>{say(words.triedLead)}</p>
        <Slips slips={tried.slips} />
        <TabletCode client={client} token={token} first={tried.enrolment} />
        <Notice>
          <p>{say(words.thenAccount)}</p>
        </Notice>
      </Page>
    );
  }
  // Whoever leaves a later name empty tries it with fewer people.
  const given = names.filter((name, at) => at === 0 || name.trim() !== '');
  const go = () => void run(() => client.act(tryPath, { token, nursery, room, names: given }, trySchema), setTried);
  const labels = [words.first, words.second, words.third];
  return (
    <Page key="try" title={say(words.tryTitle)} narrow>
      <p>{say(words.tryHelp)}</p>
      <Card>
        <OfficeForm
          act={say(words.begin)}
          isBusy={isBusy}
          onGo={go}
          beside={
            <Button look="quiet" onPress={back}>
              {say(words.back)}
            </Button>
          }
        >
          <Problem of={problem} />
          <LineField label={say(words.nursery)} hint={say(words.nurseryHint)} value={nursery} onInput={setNursery} longest={60} />
          <LineField label={say(words.room)} hint={say(words.roomHint)} value={room} onInput={setRoom} longest={60} />
          {labels.map((label, at) => (
            <LineField
              key={label.id}
              label={say(label)}
              hint={say(at === 0 ? words.namesHint : words.optional)}
              value={names[at] ?? ''}
              onInput={name => setNames(names.map((one, place) => (place === at ? name : one)))}
              longest={60}
            />
          ))}
        </OfficeForm>
      </Card>
    </Page>
  );
}

/** Somebody comes back with the link: the room is there, and its tablet perhaps is not. */
export function TriedBefore({ client, token, back }: TryProps) {
  return (
    <Page key="tried-before" title={say(words.triedLater)} narrow>
      <p>{say(words.triedLaterLead)}</p>
      <TabletCode client={client} token={token} first={null} />
      <div class="row">
        <Button look="quiet" onPress={back}>
          {say(words.back)}
        </Button>
      </div>
    </Page>
  );
}

function TabletCode({ client, token, first }: Omit<TryProps, 'back'> & { first: EnrolmentCode | null }) {
  const [made, setMade] = useState(first);
  const { isBusy, problem, run } = useAct();
  const another = () => void run(() => client.act(tryCodePath, { token }, enrolmentCodeSchema), setMade);
  const link = made && `${location.origin}/#enrol=${made.code}`;
  return (
    <section class="section office-screen-only">
      <h2>{say(words.tabletTitle)}</h2>
      <Problem of={problem} />
      {made && link && (
        <div class="office-ways">
          <Card>
            <h3>{say(words.openHere)}</h3>
            <p>{say(words.openHereHelp)}</p>
            <div class="row">
              <ButtonLink href={link} look="main" icon={{ mirrors: ArrowRight }}>
                {say(words.openHere)}
              </ButtonLink>
            </div>
          </Card>
          <Card>
            <h3>{say(words.onOther)}</h3>
            <p>{say(words.onOtherHelp)}</p>
            <QrCode text={link} label={say(words.drawn)} />
            <LinkToKeep label={say(words.link)} link={link} />
          </Card>
        </div>
      )}
      <div class="row">
        {made && <p class="soft">{say(words.codeUntil, { time: timeInWords(made.until) })}</p>}
        <Button look={made ? 'quiet' : 'main'} disabled={isBusy} onPress={another}>
          {say(words.anotherCode)}
        </Button>
      </div>
    </section>
  );
}
