// Buttons and links that look like buttons: main (one a screen), plain, quiet; each says its act.
import type { ComponentChildren } from 'preact';
import { Icon, type IconData } from './Icon';
import './button.css';

type Look = 'main' | 'plain' | 'quiet';

interface Face {
  look?: Look;
  icon?: IconData;
  wide?: boolean;
  children: ComponentChildren;
}

const faceOf = ({ look = 'plain', icon, children }: Face) => ({
  class: `button button-${look}`,
  children: (
    <>
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </>
  ),
});

export interface ButtonProps extends Face {
  onPress?: () => void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
}

export function Button({ onPress, type = 'button', disabled = false, pressed, expanded, ...face }: ButtonProps) {
  const { children, class: look } = faceOf(face);
  return (
    <button
      type={type}
      class={look}
      data-wide={face.wide || undefined}
      disabled={disabled}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

export function ButtonLink({ href, ...face }: Face & { href: string }) {
  const { children, class: look } = faceOf(face);
  return (
    <a href={href} class={look} data-wide={face.wide || undefined}>
      {children}
    </a>
  );
}

/** A button of an icon alone; `label` is what a listener hears. */
export function IconButton({
  icon,
  label,
  onPress,
  disabled = false,
}: {
  icon: IconData;
  label: string;
  onPress: () => void;
  disabled?: boolean;
}) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onPress} disabled={disabled}>
      <Icon of={icon} />
    </button>
  );
}
