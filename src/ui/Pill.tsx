// A pill: a short state in its colour and with its icon; with `onPress` it is a button that tells more.
import type { ComponentChildren } from 'preact';
import { Icon, type IconData } from './Icon';
import './pill.css';

export interface PillProps {
  icon: IconData;
  /** `calm` for what simply is, `busy` for what is under way, `good` for what is done, `needs` for what waits for her. */
  tone: 'calm' | 'busy' | 'good' | 'needs';
  onPress?: () => void;
  children: ComponentChildren;
}

export function Pill({ icon, tone, onPress, children }: PillProps) {
  const inside = (
    <>
      <Icon of={icon} size={20} />
      <span>{children}</span>
    </>
  );
  if (!onPress) {
    return (
      <span class="pill number" data-tone={tone}>
        {inside}
      </span>
    );
  }
  return (
    <button type="button" class="pill pill-press number" data-tone={tone} aria-haspopup="dialog" onClick={onPress}>
      {inside}
    </button>
  );
}
