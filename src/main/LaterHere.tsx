// On Today, what was written for her while she could not unlock; it is fetched only when there is something.
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { live } from '../device/live';
import type { Session } from '../device/session';
import { roleOf } from '../features/roster/place-in-words';
import { useLive } from '../ui/use-live';
import { Loaded } from './Loaded';

const loadNotes = async () => (await import('../features/reflections/LaterNotes')).LaterNotes;

const liveCount = ({ tablet: { database }, person }: Session) =>
  live(
    () => database.later.where('person').equals(person.id).count(),
    async count => ({ count }),
  );

export function LaterHere({ session }: { session: Session }) {
  const { path } = useLocation();
  const waiting = useLive(() => liveCount(session), [session]);
  const [isShown, setShown] = useState(false);
  if (!isShown && waiting && waiting.count > 0) setShown(true); // and stays, for the way back from what she has decided
  if (path !== '/' || !isShown) return null;
  return <Loaded load={loadNotes} given={{ session, hasReflections: roleOf(session.person.role) === 'educator' }} meanwhile={null} />;
}
