// A plain message in place: calm, for trouble, or when something is empty; with what to do.
import type { ComponentChildren } from 'preact';
import { Icon, type IconData } from './Icon';
import './notice.css';

/** `trouble` is announced at once; the others wait their turn. */
export function Notice({ tone = 'calm', icon, children }: { tone?: 'calm' | 'trouble'; icon?: IconData; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'trouble' ? 'alert' : 'status'}>
      {icon && <Icon of={icon} />}
      <div class="grows stack-close">{children}</div>
    </div>
  );
}

export interface EmptyProps {
  icon: IconData;
  title: string;
  /** It stands for the whole page: its title is the page's heading. */
  isPage?: boolean;
  children?: ComponentChildren;
}

/** An empty place: says what will be here and offers the way to it. */
export function Empty({ icon, title, isPage = false, children }: EmptyProps) {
  return (
    <div class="empty">
      <span class="empty-mark">
        <Icon of={icon} size={36} />
      </span>
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}
