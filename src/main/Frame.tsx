// What stands round every page of somebody who is unlocked: her name and face, the saved pill, the lock, and the places.
import { Lock, Plus } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Avatar } from '../ui/Avatar';
import { IconButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { Mark } from '../ui/Mark';
import { type Act, type NavPlace, placeAt } from '../ui/place';
import { frameWords as words } from '../ui/words/frame';
import { say } from '../ui/words/say';
import './frame.css';

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
  return (
    <div class="frame">
      <a class="skip" href="#page">
        {say(words.skip)}
      </a>
      <header class="frame-head">
        <a class="frame-person" href="/me" data-hue={person.hue}>
          <Avatar name={person.name} hue={person.hue} />
          <span class="frame-name">
            <bdi dir="auto">{person.name}</bdi>
          </span>
        </a>
        {pill}
        <IconButton icon={Lock} label={say(words.lock)} onPress={lock} />
      </header>
      <Places places={places} acts={acts} />
      <main id="page" class="frame-page" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Half of the places, the plus, the other half: along the bottom in portrait, down the side in landscape. */
function Places({ places, acts }: Pick<FrameProps, 'places' | 'acts'>) {
  const { path } = useLocation();
  const [isAdding, setAdding] = useState(false);
  const half = Math.ceil(places.length / 2);
  const here = placeAt(path, places);
  const link = (place: NavPlace) => (
    <li key={place.path}>
      <a class="place" href={place.path} aria-current={place === here ? 'page' : undefined}>
        <span class="place-mark">
          <Icon of={place.icon} />
        </span>
        {say(place.label)}
      </a>
    </li>
  );
  return (
    <nav class="places" aria-label={say(words.places)}>
      <div class="places-mark">
        <Mark size={52} />
      </div>
      <ul>
        {places.slice(0, half).map(link)}
        {acts.length > 0 && (
          <li>
            <button type="button" class="place place-add" aria-haspopup="dialog" onClick={() => setAdding(true)}>
              <span class="place-mark">
                <Icon of={Plus} size={30} />
              </span>
              {say(words.add)}
            </button>
          </li>
        )}
        {places.slice(half).map(link)}
      </ul>
      {isAdding && <AddSheet acts={acts} onClose={() => setAdding(false)} />}
    </nav>
  );
}

function AddSheet({ acts, onClose }: { acts: readonly Act[]; onClose: () => void }) {
  return (
    <Dialog title={say(words.addTitle)} onClose={onClose}>
      <ul class="list">
        {acts.map(({ path, label, icon }) => (
          <li key={path}>
            <a class="item add-act" href={path} onClick={onClose}>
              <Icon of={icon} />
              {say(label)}
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
