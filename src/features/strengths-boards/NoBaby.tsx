// A baby who is not on this tablet: said plainly, with the way back to those who are.
import { Baby } from 'lucide';
import { ButtonLink } from '../../ui/Button';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { boardWords as words } from '../../ui/words/boards';
import { say } from '../../ui/words/say';

export function NoBaby() {
  return (
    <Page title={say(words.title)} back="/babies">
      <Empty icon={Baby} title={say(words.notHere)}>
        <ButtonLink href="/babies">{say(words.toBabies)}</ButtonLink>
      </Empty>
    </Page>
  );
}
