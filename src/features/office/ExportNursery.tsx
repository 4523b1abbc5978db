// The whole nursery's data: who asked, who agreed, when it can be fetched; agreeing, fetching, and stopping it.
import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { exportReasonWords, exportStandingWords, exportWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { followFile } from './export-file.store';
import * as exports from './exports-protocol';
import { Choice, OfficeForm } from './OfficeField';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { useAct, useAsked, useOffice } from './use-office';

export function ExportNursery({ nursery }: { nursery: string }) {
  const { me } = useOffice();
  const { value, problem, again } = useAsked(
    `${exports.nurseryExportsPath}?nursery=${encodeURIComponent(nursery)}`,
    exports.nurseryExportsSchema,
  );
  return (
    <section class="section">
      <h2>{say(words.nursery)}</h2>
      <p>{say(words.nurseryHelp)}</p>
      {me.role === 'programme-lead' && <p class="soft">{say(words.nurseryForLead)}</p>}
      <Problem of={problem} />
      {value?.exports.map(one => (
        <One key={one.id} of={one} again={() => void again()} />
      ))}
      {value?.mayAsk && <Ask nursery={nursery} again={() => void again()} />}
    </section>
  );
}

const reasons = exports.exportReasons.map(value => ({ value, label: say(exportReasonWords[value]) }));

function Ask({ nursery, again }: { nursery: string; again: () => void }) {
  const { client } = useOffice();
  const [reason, setReason] = useState<exports.ExportReason>('system');
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(exports.askExportPath, { nursery, reason }, nothingSchema), again);
  const choose = (value: string) => setReason(exports.exportReasons.find(one => one === value) ?? 'system');
  return (
    <OfficeForm act={say(words.ask)} isBusy={isBusy} isOffered onGo={go}>
      <Problem of={problem} />
      <Choice label={say(words.reason)} value={reason} options={reasons} onChoose={choose} />
    </OfficeForm>
  );
}

const tones = { asked: 'tag tag-busy', waiting: 'tag tag-busy', ready: 'tag tag-good', over: 'tag', stopped: 'tag' };
const when = (at: number) => ({ day: dayInWords(at), time: timeInWords(at) });

/** One sentence each, in the order in which it happened. */
function* told({ standing, askedBy, askedAt, agreedBy, stoppedBy, readyAt, overAt }: exports.NurseryExport): Generator<string> {
  yield say(words.askedBy, { name: askedBy, ...when(askedAt) });
  if (agreedBy !== null) yield say(words.agreedBy, { name: agreedBy });
  if (standing === 'asked') yield say(words.waitsForSecond, when(overAt));
  if (standing === 'waiting' && readyAt !== null) yield say(words.readyFrom, when(readyAt));
  if (standing === 'ready') yield say(words.readyUntil, when(overAt));
  if (standing === 'over') yield say(words.over, when(overAt));
  if (stoppedBy !== null) yield say(words.stoppedBy, { name: stoppedBy });
}

function One({ of, again }: { of: exports.NurseryExport; again: () => void }) {
  const { client } = useOffice();
  const [isFetched, setFetched] = useState(false);
  const { isBusy, problem, run } = useAct();
  const body = { id: of.id };
  const act = (path: string) => () => void run(() => client.act(path, body, nothingSchema), again);
  const fetched = ({ ticket }: { ticket: string }) => {
    setFetched(true);
    followFile(`${exports.exportFilePath}/${ticket}`);
  };
  return (
    <Card>
      <div class="row spread">
        <h3>{say(exportReasonWords[of.reason])}</h3>
        <span class={tones[of.standing]}>{say(exportStandingWords[of.standing])}</span>
      </div>
      <p>{[...told(of)].join(' ')}</p>
      <Problem of={problem} />
      {(of.mayAgree || of.mayFetch || of.mayStop) && (
        <div class="row">
          {of.mayAgree && (
            <Button disabled={isBusy} onPress={act(exports.agreeExportPath)}>
              {say(words.agree)}
            </Button>
          )}
          {of.mayFetch && (
            <Button
              look="main"
              icon={Download}
              disabled={isBusy}
              onPress={() => void run(() => client.act(exports.fetchExportPath, body, exports.ticketSchema), fetched)}
            >
              {say(words.fetch)}
            </Button>
          )}
          {of.mayStop && (
            <Button disabled={isBusy} onPress={act(exports.stopExportPath)}>
              {say(words.stop)}
            </Button>
          )}
        </div>
      )}
      {isFetched && (
        <Notice>
          <p>{say(words.nurseryFetched)}</p>
        </Notice>
      )}
    </Card>
  );
}
