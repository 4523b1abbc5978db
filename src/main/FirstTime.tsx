// Before somebody's first page on a tablet come three cards, once; afterwards, and where they cannot be fetched, the page itself.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Session } from '../device/session';
import type { PreferencesHere } from '../features/me/preferences.store';
import { roleOf } from '../features/roster/place-in-words';
import type { TourProps } from '../features/set-up/Tour';
import type { Act, NavPlace } from '../ui/place';
import { Loaded } from './Loaded';

const loadTour = async () => {
  const [{ Tour }, { tourWords }] = await Promise.all([import('../features/set-up/Tour'), import('../ui/words/tour')]);
  return (props: Omit<TourProps, 'last'>) => (
    <main class="tour-alone">
      <Tour {...props} last={tourWords.begin} />
    </main>
  );
};

export interface FirstTimeProps {
  session: Session;
  places: readonly NavPlace[];
  acts: readonly Act[];
  preferences: PreferencesHere;
  children: ComponentChildren;
}

export function FirstTime({ session: { person }, places, acts, preferences, children }: FirstTimeProps) {
  const [isFirst, setFirst] = useState(() => !preferences.all.peek()[person.id]?.wasShownRound);
  if (!isFirst) return <>{children}</>;
  const done = () => {
    void preferences.keep(person.id, { wasShownRound: true });
    setFirst(false);
  };
  const given = { role: roleOf(person.role) ?? 'educator', places, acts, onDone: done };
  return <Loaded load={loadTour} given={given} otherwise={() => setFirst(false)} />;
}
