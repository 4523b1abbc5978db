// Saves what waits and what needs her as a file: her own words for anybody to read, and all that waits here, closed, for the server.
import { Download, FileText, Share2 } from 'lucide';
import { useState } from 'preact/hooks';
import { canShareFiles, saveFile, shareFile } from '../../device/save-file';
import type { Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { calendarDay, dayInWords, timeInWords } from '../../kernel/calendar-day';
import { ok } from '../../kernel/result';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { savedWords as words } from '../../ui/words/saved';
import { say } from '../../ui/words/say';
import { itemInWords, type Wording } from './SavedItem';
import { copyAsText, copyName } from './saved-copy';
import type { KeptItem } from './saved-list.store';
import { sealedLines } from './sealed-copy';
import { waitingCopy } from './waiting-copy.store';

export interface SaveCopyProps {
  wording: Wording;
  tablet: Tablet;
  /** All of hers that is not at the server yet, however much of it the list shows. */
  items: readonly KeptItem[];
  /** How many things of others wait here. */
  others: number;
}

/** What a helper hands to the server. Where the storage cannot be read, the words on screen are still worth a file. */
async function closedPart(tablet: Tablet): Promise<readonly string[]> {
  const waiting = await orStorageTrouble(async () => ok(await waitingCopy(tablet)));
  if (!waiting.ok) return [say(words.fileNotClosed)];
  return waiting.value.length === 0 ? [] : [say(words.fileClosed), '', ...sealedLines(tablet.id, waiting.value)];
}

function makeCopy({ wording, tablet, items }: SaveCopyProps, closed: readonly string[]): { readonly name: string; readonly text: string } {
  const now = tablet.clock();
  const when = say(words.fileWhen, { day: dayInWords(now), time: timeInWords(now) });
  const own = [say(words.fileTitle, { name: wording.person.name }), when, say(words.filePrivate)];
  const head = items.length > 0 ? own : [say(words.fileTitleClosed), when];
  const copied = items.map(item => itemInWords(wording, item));
  return { name: copyName(wording.person.name, calendarDay(now)), text: copyAsText(head, copied, closed) };
}

/** The closed part is read before she is asked: a browser shares only while the tap is fresh. */
type Stage =
  | { readonly at: 'closed' }
  | { readonly at: 'asking'; readonly closed: readonly string[] }
  | { readonly at: 'saved'; readonly name: string };

export function SaveCopy(given: SaveCopyProps) {
  const [stage, setStage] = useState<Stage>({ at: 'closed' });
  const { items, others, tablet } = given;
  const ask = async () => setStage({ at: 'asking', closed: await closedPart(tablet) });
  const not = () => setStage({ at: 'closed' });
  if (stage.at !== 'asking') {
    return (
      <>
        <Button icon={FileText} onPress={() => void ask()}>
          {say(words.saveCopy)}
        </Button>
        <p class="small soft" role="status">
          {stage.at === 'saved' && say(words.copyIsSaved, { file: stage.name })}
        </p>
      </>
    );
  }
  const save = () => {
    const { name, text } = makeCopy(given, stage.closed);
    saveFile(name, text);
    setStage({ at: 'saved', name });
  };
  const share = async () => {
    const { name, text } = makeCopy(given, stage.closed);
    if (await shareFile(name, text)) not();
  };
  return <AskFirst own={items.length} others={others} onSave={save} onShare={() => void share()} onNot={not} />;
}

interface AskFirstProps {
  own: number;
  others: number;
  onSave: () => void;
  onShare: () => void;
  onNot: () => void;
}

/** Asked only because the words leave for other eyes. */
function AskFirst({ own, others, onSave, onShare, onNot }: AskFirstProps) {
  return (
    <Notice icon={FileText}>
      <p>
        <strong>{say(own > 0 ? words.copyMeans : words.copyMeansClosed)}</strong>{' '}
        {own > 0 ? say(words.copyHolds, { count: own }) : say(words.copyHoldsOthers, { count: others })}{' '}
        {own > 0 && others > 0 && say(words.copyOthers, { count: others })}
      </p>
      <div class="row">
        <Button icon={Download} onPress={onSave}>
          {say(words.saveFile)}
        </Button>
        {canShareFiles() && (
          <Button icon={Share2} onPress={onShare}>
            {say(words.shareFile)}
          </Button>
        )}
        <Button look="quiet" onPress={onNot}>
          {say(words.notNow)}
        </Button>
      </div>
    </Notice>
  );
}
