// The way on for somebody who cannot unlock: what she wants to keep can be written down now, and read later.
import { PenLine } from 'lucide';
import { Button } from '../../ui/Button';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';

export const WriteNowLink = ({ onPress }: { onPress: () => void }) => (
  <Button icon={PenLine} onPress={onPress}>
    {say(words.writeNow)}
  </Button>
);
