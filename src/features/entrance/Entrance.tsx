// The frame of everything before somebody is unlocked: the mark, a heading, a calm ground.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Mark } from '../../ui/Mark';
import { frameWords } from '../../ui/words/frame';
import { say } from '../../ui/words/say';
import './entrance.css';

export interface EntranceProps {
  title: string;
  lead?: string;
  /** Stays at the lower edge of the screen while the rest scrolls under it. */
  foot?: ComponentChildren;
  children?: ComponentChildren;
}

export function Entrance({ title, lead, foot, children }: EntranceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${say(frameWords.larkrise)}`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main class="entrance">
      <header class="entrance-head">
        <p class="entrance-brand">
          <Mark size={44} />
          {say(frameWords.larkrise)}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class="soft">{lead}</p>}
      </header>
      {children}
      {foot && <div class="entrance-foot">{foot}</div>}
    </main>
  );
}
