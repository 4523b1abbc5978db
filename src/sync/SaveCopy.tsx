// Saves what waits and what needs her as a file that anybody can open; first it says what that means.
import { Download, FileText, Share2 } from 'lucide';
import { useState } from 'preact/hooks';
import { canShareFiles, saveFile, shareFile } from '../device/save-file';
import { calendarDay, dayInWords, timeInWords } from '../kernel/calendar-day';
import type { Clock } from '../kernel/clock';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { savedWords as words } from '../ui/words/saved';
import { say } from '../ui/words/say';
import { itemInWords, type Wording } from './SavedItem';
import { copyAsText, copyName } from './saved-copy';
import type { KeptItem } from './saved-list.store';

export interface SaveCopyProps {
  wording: Wording;
  clock: Clock;
  /** All that is not at the server yet, however much of it the list shows. */
  items: readonly KeptItem[];
}

function makeCopy({ wording, clock, items }: SaveCopyProps): { readonly name: string; readonly text: string } {
  const now = clock();
  const head = [
    say(words.fileTitle, { name: wording.person.name }),
    say(words.fileWhen, { day: dayInWords(now), time: timeInWords(now) }),
    say(words.filePrivate),
  ];
  const copied = items.map(item => itemInWords(wording, item));
  return { name: copyName(wording.person.name, calendarDay(now)), text: copyAsText(head, copied) };
}

type Stage = { readonly at: 'closed' | 'asking' } | { readonly at: 'saved'; readonly name: string };

export function SaveCopy(given: SaveCopyProps) {
  const [stage, setStage] = useState<Stage>({ at: 'closed' });
  const save = () => {
    const { name, text } = makeCopy(given);
    saveFile(name, text);
    setStage({ at: 'saved', name });
  };
  const share = async () => {
    const { name, text } = makeCopy(given);
    if (await shareFile(name, text)) setStage({ at: 'closed' });
  };
  if (stage.at !== 'asking') {
    return (
      <>
        <Button icon={FileText} onPress={() => setStage({ at: 'asking' })}>
          {say(words.saveCopy)}
        </Button>
        <p class="small soft" role="status">
          {stage.at === 'saved' && say(words.copyIsSaved, { file: stage.name })}
        </p>
      </>
    );
  }
  return <AskFirst count={given.items.length} onSave={save} onShare={() => void share()} onNot={() => setStage({ at: 'closed' })} />;
}

interface AskFirstProps {
  count: number;
  onSave: () => void;
  onShare: () => void;
  onNot: () => void;
}

/** Asked only because the words leave for other eyes. */
function AskFirst({ count, onSave, onShare, onNot }: AskFirstProps) {
  return (
    <Notice icon={FileText}>
      <p>
        <strong>{say(words.copyMeans)}</strong> {say(words.copyHolds, { count })}
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
