// The tour once more, from Me.
import { useLocation } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Act, NavPlace } from '../../ui/place';
import { tourWords as words } from '../../ui/words/tour';
import { roleOf } from '../roster/place-in-words';
import { Tour } from './Tour';

export interface TourPageProps {
  session: Session;
  places: readonly NavPlace[];
  acts: readonly Act[];
}

export function TourPage({ session, places, acts }: TourPageProps) {
  const { route } = useLocation();
  return (
    <Tour role={roleOf(session.person.role) ?? 'educator'} places={places} acts={acts} last={words.again} onDone={() => route('/me')} />
  );
}
