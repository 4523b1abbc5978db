// All that is kept about a baby, as one file for her family: which baby, why, and the file. Names of babies come after the six digits.
import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { babyReasonWords, exportWords as words } from '../../ui/words/office-exports';
import { officePeopleWords } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { followFile } from './export-file.store';
import {
  type BabyReason,
  babiesPath,
  babiesSchema,
  babyReasons,
  babyReportPath,
  exportFilePath,
  type OfficeBaby,
  ticketSchema,
} from './exports-protocol';
import { Choice, OfficeForm } from './OfficeField';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

export function ExportBaby({ nursery }: { nursery: string }) {
  const { client } = useOffice();
  const [babies, setBabies] = useState<readonly OfficeBaby[] | null>(null);
  const { isBusy, problem, run } = useAct();
  const path = `${babiesPath}?nursery=${encodeURIComponent(nursery)}`;
  const show = () =>
    void run(
      () => client.ask(path, babiesSchema),
      found => setBabies(found.babies),
    );
  return (
    <section class="section">
      <h2>{say(words.baby)}</h2>
      <p>{say(words.babyHelp)}</p>
      <Problem of={problem} />
      {!babies && (
        <div class="row">
          <Button disabled={isBusy} onPress={show}>
            {say(words.babyShow)}
          </Button>
        </div>
      )}
      {babies?.length === 0 && <p class="soft">{say(words.babyNone)}</p>}
      {babies && babies.length > 0 && <Ask babies={babies} />}
    </section>
  );
}

const reasons = babyReasons.map(value => ({ value, label: say(babyReasonWords[value]) }));
const nobody = { value: '', label: say(officePeopleWords.choose) };

function Ask({ babies }: { babies: readonly OfficeBaby[] }) {
  const { client } = useOffice();
  const [child, setChild] = useState('');
  const [reason, setReason] = useState<BabyReason>('family');
  const [isFetched, setFetched] = useState(false);
  const { isBusy, problem, run } = useAct();
  const fetched = ({ ticket }: { ticket: string }) => {
    setFetched(true);
    followFile(`${exportFilePath}/${ticket}`);
  };
  const go = () => {
    setFetched(false);
    if (child !== '') void run(() => client.act(babyReportPath, { child, reason }, ticketSchema), fetched);
  };
  const options = babies.map(({ id, name, hasLeft }) => ({ value: id, label: hasLeft ? say(words.babyLeft, { name }) : name }));
  return (
    <OfficeForm act={say(words.makeFile)} isBusy={isBusy} isOffered={child !== ''} onGo={go}>
      <Problem of={problem} />
      <Choice label={say(words.babyWhich)} value={child} options={[nobody, ...options]} onChoose={setChild} />
      <Choice
        label={say(words.reason)}
        value={reason}
        options={reasons}
        onChoose={value => setReason(babyReasons.find(one => one === value) ?? 'family')}
      />
      {isFetched && (
        <Notice icon={Download}>
          <p>{say(words.fileMade)}</p>
        </Notice>
      )}
    </OfficeForm>
  );
}
