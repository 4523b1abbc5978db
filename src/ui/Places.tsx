// The places of whoever is unlocked, with the plus among them: a bar along the bottom in portrait, a rail down the side in landscape.
import { Plus } from 'lucide';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { AddSheetProps } from './AddSheet';
import { Icon } from './Icon';
import { Mark } from './Mark';
import './places.css';
import { type Act, type NavPlace, placeAt } from './place';
import { frameWords as words } from './words/frame';
import { say } from './words/say';

const loadSheet = async (): Promise<ComponentType<AddSheetProps>> => (await import('./AddSheet')).AddSheet;

/** What the plus opens comes with the tap; where it cannot be had, parts of the app are gone, and opening it anew is the way out. */
function usePlus() {
  const [opened, setOpened] = useState<{ readonly Sheet: ComponentType<AddSheetProps> } | null>(null);
  const open = () =>
    void loadSheet().then(
      Sheet => setOpened({ Sheet }),
      () => location.reload(),
    );
  return { opened, open, close: () => setOpened(null) };
}

export interface PlacesProps {
  places: readonly NavPlace[];
  /** What the plus offers; without any there is no plus. */
  acts: readonly Act[];
  /** The address of the page that is open. */
  path: string;
}

/** Half of the places, the plus, the other half. */
export function Places({ places, acts, path }: PlacesProps) {
  const plus = usePlus();
  const half = Math.ceil(places.length / 2);
  const here = placeAt(path, places);
  const link = (place: NavPlace) => (
    <li key={place.path}>
      <a class="place" href={place.path} aria-current={place === here ? 'page' : undefined}>
        <span class="place-mark">
          <Icon of={place.icon} />
        </span>
        <span class="place-name">{say(place.label)}</span>
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
            <button type="button" class="place place-add" aria-haspopup="dialog" onClick={plus.open}>
              <span class="place-mark">
                <Icon of={Plus} size={30} />
              </span>
              <span class="place-name">{say(words.add)}</span>
            </button>
          </li>
        )}
        {places.slice(half).map(link)}
      </ul>
      {plus.opened && <plus.opened.Sheet acts={acts} onClose={plus.close} />}
    </nav>
  );
}
