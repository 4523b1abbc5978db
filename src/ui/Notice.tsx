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

/** An empty place: says what will be here and offers the way to it. */
export function Empty({ icon, title, children }: { icon: IconData; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <span class="empty-mark">
        <Icon of={icon} size={36} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
