// Offers a new version that is ready; takes it only when told to, with everything handed over first.
import { signal } from '@preact/signals-core';
import { Sparkles } from 'lucide';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AppUpdate } from '../device/app-update';
import { Button } from '../ui/Button';
import type { HandOvers } from '../ui/hand-over';
import { Icon } from '../ui/Icon';
import { useSignal } from '../ui/use-live';
import { frameWords as words } from '../ui/words/frame';
import { say } from '../ui/words/say';
import './update-offer.css';

export function UpdateOffer({ update, handOvers }: { update: Promise<AppUpdate>; handOvers: HandOvers }) {
  const [known, setKnown] = useState<AppUpdate | null>(null);
  const [isLater, setLater] = useState(false);
  useEffect(() => void update.then(setKnown), [update]);
  const none = useMemo(() => signal(false), []);
  const isWaiting = useSignal(known?.updateWaiting ?? none);
  if (!known || !isWaiting || isLater) return null;
  const take = async () => {
    await handOvers.all();
    known.takeUpdate();
  };
  return (
    <div class="offer" role="status">
      <p>
        <Icon of={Sparkles} />
        <span>{say(words.newVersion)}</span>
      </p>
      <Button look="quiet" onPress={() => void take()}>
        {say(words.useItNow)}
      </Button>
      <Button look="quiet" onPress={() => setLater(true)}>
        {say(words.later)}
      </Button>
    </div>
  );
}
