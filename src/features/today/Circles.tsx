// Up to three circles under the one card: what else can be begun now.
import { Icon, type IconData } from '../../ui/Icon';
import type { Sentence } from '../../ui/words/define';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import './today.css';

export interface Circle {
  readonly href: string;
  readonly icon: IconData;
  readonly hue: string;
  readonly word: Sentence;
}

export interface CirclesProps {
  circles: readonly Circle[];
  /** This Today keeps card and circles above the fold where the screen is low or narrow. */
  close?: boolean;
}

export function Circles({ circles, close = false }: CirclesProps) {
  return (
    <nav class="circles" data-close={close || undefined} aria-label={say(words.orElse)}>
      {circles.map(({ href, icon, hue, word }) => (
        <a key={href} class="circle" data-hue={hue} href={href}>
          <span class="circle-mark">
            <Icon of={icon} size={52} />
          </span>
          {say(word)}
        </a>
      ))}
    </nav>
  );
}
