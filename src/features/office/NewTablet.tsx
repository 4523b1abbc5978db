// A new tablet: where it belongs and what it is called, a code for ten minutes, and six digits that must be the same on both screens.
import { useState } from 'preact/hooks';
import { timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { LineField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeWords } from '../../ui/words/office';
import { officeTabletWords as words } from '../../ui/words/office-tablets';
import { say } from '../../ui/words/say';
import { tabletCodeAnswerSchema, tabletCodePath } from './devices-protocol';
import { LinkToKeep } from './LinkToKeep';
import { Choice, OfficeForm } from './OfficeField';
import { Problem } from './Problem';
import { QrCode } from './QrCode';
import type { OfficeNursery } from './staff-protocol';
import { useAct, useOffice } from './use-office';
import { useWaiting, WaitingTablets } from './WaitingTablets';

interface NewTabletProps {
  nurseries: readonly OfficeNursery[];
  onDone: () => void;
}

/** Her own device, among the nurseries to choose from. */
const ownDevice = '';

export function NewTablet({ nurseries, onDone }: NewTabletProps) {
  const { client } = useOffice();
  const [nursery, setNursery] = useState(nurseries[0]?.id ?? ownDevice);
  const [name, setName] = useState('');
  const [made, setMade] = useState<{ code: string; until: number } | null>(null);
  const { isBusy, problem, run } = useAct();
  const wanted = { nursery: nursery === ownDevice ? null : nursery, name };
  const go = () => void run(() => client.act(tabletCodePath, wanted, tabletCodeAnswerSchema), setMade);
  if (made) return <Code key={made.code} {...made} name={name} onDone={onDone} onAnother={() => setMade(null)} />;
  const places = [...nurseries.map(one => ({ value: one.id, label: one.name })), { value: ownDevice, label: say(words.myOwn) }];
  return (
    <Page key="new" title={say(words.add)} narrow>
      <Card>
        <OfficeForm
          act={say(words.makeCode)}
          isBusy={isBusy}
          onGo={go}
          beside={
            <Button look="quiet" onPress={onDone}>
              {say(officeWords.cancel)}
            </Button>
          }
        >
          <Problem of={problem} />
          <Choice label={say(words.forWhom)} value={nursery} options={places} onChoose={setNursery} />
          <LineField label={say(words.name)} hint={say(words.nameHint)} value={name} onInput={setName} longest={60} />
        </OfficeForm>
      </Card>
    </Page>
  );
}

interface CodeProps {
  code: string;
  until: number;
  name: string;
  onDone: () => void;
  onAnother: () => void;
}

function Code({ code, until, name, onDone, onAnother }: CodeProps) {
  const [letIn, setLetIn] = useState<{ name: string; isIn: boolean } | null>(null);
  const { waiting, problem, isOver } = useWaiting(letIn === null);
  if (letIn) {
    return (
      <Page key="let-in" title={say(words.add)} narrow>
        <Notice tone={letIn.isIn ? 'calm' : 'trouble'}>
          <p>{letIn.isIn ? say(words.letIn, { name: letIn.name }) : say(words.notLetIn)}</p>
        </Notice>
        <div class="row">
          <Button look="main" onPress={onDone}>
            {say(words.toList)}
          </Button>
          {!letIn.isIn && <Button onPress={onAnother}>{say(words.another)}</Button>}
        </div>
      </Page>
    );
  }
  const link = `${location.origin}/#enrol=${code}`;
  const isAwaited = waiting.length === 0;
  return (
    <Page key="code" title={say(words.codeTitle, { name })} tab={say(words.add)} narrow>
      <WaitingTablets waiting={waiting} onAnswered={setLetIn} />
      <Problem of={problem} />
      {isAwaited && isOver && <p>{say(words.codeOver)}</p>}
      {isAwaited && !isOver && (
        <Card>
          <h2>{say(words.open)}</h2>
          <p>{say(words.openHelp)}</p>
          <QrCode text={link} label={say(words.drawn)} />
          <LinkToKeep label={say(words.link)} link={link} />
          <p class="soft">{say(words.untilWhen, { time: timeInWords(until) })}</p>
          <p role="status">{say(words.waitingForIt)}</p>
        </Card>
      )}
      <div class="row">
        <Button look="quiet" onPress={onAnother}>
          {say(words.another)}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {say(words.toList)}
        </Button>
      </div>
    </Page>
  );
}
