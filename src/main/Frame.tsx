// What stands round every page of somebody who is unlocked: her name and face, the saved pill, the lock, and the places.
import { Lock } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { IconButton } from '../ui/Button';
import { Head } from '../ui/Head';
import { Places } from '../ui/Places';
import type { Act, NavPlace } from '../ui/place';
import { frameWords as words } from '../ui/words/frame';
import { say } from '../ui/words/say';
import '../ui/frame.css';

export interface FrameProps {
  person: { readonly name: string; readonly hue: string };
  places: readonly NavPlace[];
  acts: readonly Act[];
  lock: () => void;
  /** The saved pill. */
  pill: ComponentChildren;
  children: ComponentChildren;
}

export function Frame({ person, places, acts, lock, pill, children }: FrameProps) {
  const { path } = useLocation();
  return (
    <div class="frame">
      <a class="skip" href="#page">
        {say(words.skip)}
      </a>
      <Head person={person} href="/me">
        {pill}
        <IconButton icon={Lock} label={say(words.lock)} onPress={lock} />
      </Head>
      <Places places={places} acts={acts} path={path} />
      <main id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
