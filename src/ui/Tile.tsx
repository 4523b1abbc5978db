// One person as a tile to tap: her letter, her name, and a line about her.
import { Avatar } from './Avatar';
import './tile.css';

export interface TileProps {
  name: string;
  hue: string;
  /** Her room, or what she does. */
  about?: string | undefined;
  /** Beside her first letter, where somebody with her colour has the same. */
  second?: string | undefined;
  onPress: () => void;
}

export function Tile({ name, hue, about, second, onPress }: TileProps) {
  return (
    <button type="button" class="tile" data-hue={hue} onClick={onPress}>
      <Avatar name={name} hue={hue} size="big" second={second} />
      <span class="tile-name clamp">
        <bdi dir="auto">{name}</bdi>
      </span>
      {about && <span class="tile-about small">{about}</span>}
    </button>
  );
}
