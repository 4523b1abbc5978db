// The moments before the tablet is open: the mark alone, or why it cannot be opened.
import { RefreshCw } from 'lucide';
import { Entrance } from '../features/entrance/Entrance';
import type { TabletTrouble } from '../sync/verdict';
import { Button } from '../ui/Button';
import { Mark } from '../ui/Mark';
import { Notice } from '../ui/Notice';
import { frameWords as words } from '../ui/words/frame';
import { say } from '../ui/words/say';

export function Opening() {
  return (
    <main class="opening" aria-busy="true">
      <Mark size={112} />
      <p class="listened" role="status">
        {say(words.opening)}
      </p>
    </main>
  );
}

export function BrokenStorage({ trouble }: { trouble: TabletTrouble }) {
  return (
    <Entrance title={say(words.storageClosed)}>
      <Notice tone="trouble">
        <p>{say(trouble === 'storage-full' ? words.storageFullHelp : words.storageClosedHelp)}</p>
      </Notice>
      <Button look="main" icon={RefreshCw} onPress={() => location.reload()}>
        {say(words.tryAgain)}
      </Button>
    </Entrance>
  );
}
