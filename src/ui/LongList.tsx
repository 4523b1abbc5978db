// A list in steps: the first twenty at once, the rest by a button; focus goes on to the first that came.
import { ChevronDown } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import './page.css';
import { longListWords as words } from './words/long-list';
import { say } from './words/say';

/** More would be a moment's deafness on a slow tablet, at opening and at each tap for more. */
const step = 20;

export interface LongListProps<Item> {
  items: readonly Item[];
  /** What tells one item from all others. */
  nameOf: (item: Item) => string;
  /** Draws one item; what can be tapped in it takes the focus. */
  children: (item: Item) => ComponentChildren;
}

export function LongList<Item>({ items, nameOf, children }: LongListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(step);
  useEffect(() => {
    if (most > step) list.current?.children[most - step]?.querySelector<HTMLElement>('a, button')?.focus();
  }, [most]);
  const left = items.length - most;
  return (
    <>
      <ul class="list" ref={list}>
        {items.slice(0, most).map(item => (
          <li key={nameOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {left > 0 && (
        <div class="row spread">
          <Button icon={ChevronDown} onPress={() => setMost(most + step)}>
            {say(words.showMore, { count: Math.min(step, left) })}
          </Button>
          <p class="soft small number">{say(words.shownOf, { shown: most, all: items.length })}</p>
        </div>
      )}
    </>
  );
}
