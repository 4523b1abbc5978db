// What the plus opens: the acts that features have registered, one tap each.
import { Icon } from './Icon';
import './places.css';
import type { Act } from './place';
import { Sheet } from './Sheet';
import { frameWords as words } from './words/frame';
import { say } from './words/say';

export interface AddSheetProps {
  acts: readonly Act[];
  onClose: () => void;
}

export function AddSheet({ acts, onClose }: AddSheetProps) {
  return (
    <Sheet title={say(words.addTitle)} onClose={onClose}>
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
    </Sheet>
  );
}
