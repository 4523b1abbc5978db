// The screen while nobody is unlocked: what is wrong with the tablet, its set-up, the tiles, and somebody's PIN.
import { useState } from 'preact/hooks';
import type { InstallOffer } from '../device/install-offer';
import { type PersonOnTile, Tiles } from '../features/entrance/Tiles';
import type { PreferencesHere } from '../features/me/preferences.store';
import { systemClock } from '../kernel/clock';
import type { Result } from '../kernel/result';
import type { EntranceTrouble } from '../sync/verdict';
import { useSignal } from '../ui/use-live';
import { AtPin } from './AtPin';
import { BrokenStorage, Opening } from './Opening';
import { useRoom } from './Room';
import { JustSetUp, SetUp } from './SetUp';
import type { OpenTablet, Started } from './tablet.store';

interface OutsideProps {
  starting: Promise<Started>;
  started: Started | null;
  isNotSetUp: boolean;
  open: OpenTablet | null;
  people: readonly PersonOnTile[] | null;
  unlock: (person: string, pin: string) => Promise<Result<unknown, EntranceTrouble>>;
  /** Whoever has typed a PIN takes it back: it opens nothing any more. */
  onNotMe: () => void;
  install: InstallOffer;
  preferences: PreferencesHere;
  /** Null unless the tablet has just been set up. */
  endSetUp: (() => void) | null;
}

export function Outside({ starting, started, isNotSetUp, open, people, unlock, onNotMe, install, preferences, endSetUp }: OutsideProps) {
  const [chosen, setChosen] = useState<PersonOnTile | null>(null);
  const remembered = useSignal(preferences.all);
  const room = useRoom(open);
  if (started && !started.ok) return <BrokenStorage trouble={started.trouble} />;
  if (isNotSetUp) return <SetUp starting={starting} install={install} />;
  if (!people) return <Opening />;
  if (endSetUp) return <JustSetUp install={install} onDone={endSetUp} />;
  if (room.screen) return room.screen;
  if (!chosen) {
    return (
      <Tiles people={people} preferences={remembered} now={systemClock()} onChoose={setChosen}>
        {room.card}
      </Tiles>
    );
  }
  return (
    <AtPin
      {...{ open, chosen, people }}
      hand={remembered[chosen.id]?.hand}
      unlock={pin => unlock(chosen.id, pin)}
      standing={() => starting.then(one => (one.ok ? one.value.open.peek()?.pinStanding(chosen.id) : undefined))}
      onNotMe={() => {
        onNotMe();
        setChosen(null);
      }}
    />
  );
}
