// All that is kept about whoever is signed in, as one file, from her own account.
import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { ownLinkWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { followFile } from './export-file.store';
import { exportFilePath, fetchMinePath, ticketSchema } from './exports-protocol';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

export function ExportMine() {
  const { client } = useOffice();
  const [isFetched, setFetched] = useState(false);
  const { isBusy, problem, run } = useAct();
  const fetched = ({ ticket }: { ticket: string }) => {
    setFetched(true);
    followFile(`${exportFilePath}/${ticket}`);
  };
  return (
    <Card>
      <h2>{say(words.mine)}</h2>
      <p>{say(words.mineHelp)}</p>
      <Problem of={problem} />
      <div class="row">
        <Button icon={Download} disabled={isBusy} onPress={() => void run(() => client.act(fetchMinePath, {}, ticketSchema), fetched)}>
          {say(words.fetch)}
        </Button>
      </div>
      {isFetched && (
        <Notice>
          <p>{say(words.fetched)}</p>
        </Notice>
      )}
    </Card>
  );
}
