// The thank-yous of the nursery, newest first, each with where it is kept; one's own can be taken back.
import type { Session } from '../../../src/device/session';
import { Button } from '../../../src/ui/Button';
import { SavedTag } from '../../../src/ui/SavedTag';
import { useLive } from '../../../src/ui/use-live';
import { define } from '../../../src/ui/words/define';
import { say } from '../../../src/ui/words/say';
import { liveThankYous, takeBack } from './thank-you.store';

const words = define('thank-yous', { title: 'Thank you', takeBack: 'Take it back' });

export function ThankYous({ session }: { session: Session }) {
  const listing = useLive(() => liveThankYous(session), [session]);
  const said = listing?.items.filter(({ row }) => row.standing === 'said') ?? [];
  return (
    <section class="section">
      <h2>{say(words.title)}</h2>
      {[...said]
        .sort((a, b) => b.made - a.made)
        .map(kept => (
          <div key={kept.id} class="item">
            <p>
              <bdi dir="auto">{kept.row.words}</bdi>
            </p>
            <SavedTag saved={kept.saved} />
            {kept.author === session.person.id && (
              <Button look="quiet" onPress={() => void takeBack(session, kept)}>
                {say(words.takeBack)}
              </Button>
            )}
          </div>
        ))}
    </section>
  );
}
