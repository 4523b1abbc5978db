// The frame of one page's content: the way back, its heading (where focus goes when the page opens), and its parts.
import { ArrowLeft } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ButtonLink } from './Button';
import './page.css';
import { kitWords } from './words/kit';
import { say } from './words/say';

export interface PageProps {
  title: string;
  /** What the tab is called, where the title has somebody's name in it: browsers write it into their history, on the disk and in clear. */
  tab?: string;
  /** Where the way back leads; a place of the navigation has none. */
  back?: string;
  /** Beside the heading, such as the page's main act. */
  beside?: ComponentChildren;
  /** Narrow pages are for reading and writing. */
  narrow?: boolean;
  children: ComponentChildren;
}

export function Page({ title, tab = title, back, beside, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = tab;
  }, [tab]);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page stack" data-narrow={narrow || undefined}>
      {back && (
        <div class="page-back">
          <ButtonLink href={back} look="quiet" icon={{ mirrors: ArrowLeft }}>
            {say(kitWords.back)}
          </ButtonLink>
        </div>
      )}
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
      </header>
      {children}
    </div>
  );
}
