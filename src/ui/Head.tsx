// The head of every page inside: whose tablet this is right now, however long her name, and what stands beside it.
import type { ComponentChildren } from 'preact';
import { Avatar } from './Avatar';
import './head.css';

export interface HeadProps {
  person: { readonly name: string; readonly hue: string };
  /** Where a tap on her name leads. */
  href: string;
  /** The saved pill and the lock. */
  children: ComponentChildren;
}

/** Only the name gives way: it is cut with an ellipsis, and whole for listeners and under the pointer. */
export function Head({ person: { name, hue }, href, children }: HeadProps) {
  return (
    <header class="head">
      <a class="head-person" href={href} title={name}>
        <Avatar name={name} hue={hue} />
        <bdi class="head-name" dir="auto">
          {name}
        </bdi>
      </a>
      <div class="head-beside">{children}</div>
    </header>
  );
}
