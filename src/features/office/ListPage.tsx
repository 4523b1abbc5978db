// People from a list: pasted or out of a file, each line looked at, all of them added or nobody.
import { CircleAlert, CircleCheck } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { listTroubleWords, wholeListWords, officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { OfficeForm } from './OfficeField';
import { nurseryAddress } from './office-place';
import type { PinSlip } from './office-protocol';
import { Problem } from './Problem';
import { type ListLine, listSchema, readListPath, type StaffList, slipsSchema, takeListPath } from './staff-protocol';
import { useAct, useOffice } from './use-office';

export function ListPage({ nursery }: { nursery: string }) {
  const { client, showSlips } = useOffice();
  const [text, setText] = useState('');
  const [list, setList] = useState<StaffList | null>(null);
  const { isBusy, problem, run } = useAct();
  const write = (next: string) => {
    setText(next);
    setList(null); // what was looked through is not what stands there now
  };
  const check = () => void run(() => client.act(readListPath, { nursery, text }, listSchema), setList);
  const added = (made: readonly PinSlip[]) => {
    showSlips(made);
    location.assign(nurseryAddress(nursery));
  };
  const take = () =>
    void run(
      () => client.act(takeListPath, { nursery, text }, slipsSchema),
      ({ slips }) => added(slips),
    );
  return (
    <Page title={say(words.list)} back={nurseryAddress(nursery)}>
      <p>{say(words.listHelp)}</p>
      <OfficeForm act={say(words.check)} isBusy={isBusy} onGo={check}>
        <TextField label={say(words.listText)} hint={say(words.listExample)} value={text} onInput={write} rows={8} />
        <FileLine onText={write} />
        <Problem of={problem} />
      </OfficeForm>
      {list && <Looked list={list} isBusy={isBusy} take={take} />}
    </Page>
  );
}

/** What spreadsheets write is read as it is; whether it is text at all the server says. */
function FileLine({ onText }: { onText: (text: string) => void }) {
  const [isOdd, setOdd] = useState(false);
  const open = async (file: File | undefined) => {
    if (!file) return;
    const text = await file.text().catch(() => null);
    setOdd(text === null);
    if (text !== null) onText(text);
  };
  return (
    <div class="field">
      <label for="office-list-file">{say(words.listFile)}</label>
      <input
        id="office-list-file"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={event => void open(event.currentTarget.files?.[0])}
      />
      <p class="field-trouble" role="alert">
        {isOdd && say(words.fileNotText)}
      </p>
    </div>
  );
}

function Looked({ list: { whole, lines }, isBusy, take }: { list: StaffList; isBusy: boolean; take: () => void }) {
  if (whole !== null) {
    return (
      <Notice tone="trouble" icon={CircleAlert}>
        <p>{say(wholeListWords[whole])}</p>
      </Notice>
    );
  }
  const toMend = lines.filter(({ troubles }) => troubles.length > 0).length;
  return (
    <section class="section">
      <Notice tone={toMend > 0 ? 'trouble' : 'calm'} icon={toMend > 0 ? CircleAlert : CircleCheck}>
        <p>{toMend > 0 ? say(words.toMend, { count: toMend }) : say(words.allFine, { count: lines.length })}</p>
      </Notice>
      <Lines lines={lines} />
      {toMend === 0 && (
        <div class="row">
          <Button look="main" disabled={isBusy} onPress={take}>
            {say(words.take, { count: lines.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

const Lines = ({ lines }: { lines: readonly ListLine[] }) => (
  <table class="office-table">
    <thead>
      <tr>
        {[words.line, words.name, words.roleColumn, words.room, words.trouble].map(head => (
          <th key={head.id} scope="col">
            {say(head)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map(({ line, name, role, room, troubles }) => (
        <tr key={line} data-odd={troubles.length > 0 || undefined}>
          <td class="number">{line}</td>
          <td>
            <bdi dir="auto">{name}</bdi>
          </td>
          <td>{role}</td>
          <td>{room}</td>
          <td>
            {troubles.map(trouble => (
              <p key={trouble} class="office-odd">
                {say(listTroubleWords[trouble])}
              </p>
            ))}
            {troubles.length === 0 && (
              <span class="row soft">
                <Icon of={CircleCheck} size={20} />
                {say(words.fine)}
              </span>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
