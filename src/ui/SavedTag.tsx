// One small tag that says where something written is: saved here, sending, sent, or it needs its author.
import { CircleAlert, CircleCheck, CloudUpload, TabletSmartphone } from 'lucide';
import { Icon } from './Icon';
import './page.css';
import { pillWords as words } from './words/pill';
import { say } from './words/say';

const looks = {
  'saved-here': { icon: TabletSmartphone, tone: '', word: words.itemHere },
  sending: { icon: CloudUpload, tone: 'tag-busy', word: words.itemSending },
  sent: { icon: CircleCheck, tone: 'tag-good', word: words.itemSent },
  'needs-you': { icon: CircleAlert, tone: 'tag-needs', word: words.itemNeedsYou },
} as const;

export function SavedTag({ saved }: { saved: keyof typeof looks }) {
  const { icon, tone, word } = looks[saved];
  return (
    <span class={`tag ${tone}`}>
      <Icon of={icon} size={16} />
      {say(word)}
    </span>
  );
}
