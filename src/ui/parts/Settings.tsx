// The settings of the page of parts: what the device would say about colour, contrast, motion, direction, text and hands.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Segmented } from '../Segmented';
import { answerMedia, type Originals, repeatHints } from './looks';

const choices = {
  theme: ['device', 'light', 'dark'],
  contrast: ['device', 'more'],
  motion: ['device', 'less'],
  dir: ['ltr', 'rtl'],
  text: ['100', '200'],
  hand: ['right', 'left'],
} as const;

type Name = keyof typeof choices;
export type Chosen = Readonly<Record<Name, string>>;

const chosenIn = (query: URLSearchParams): Chosen => {
  const one = (name: Name) => choices[name].find(choice => choice === query.get(name)) ?? choices[name][0];
  return { theme: one('theme'), contrast: one('contrast'), motion: one('motion'), dir: one('dir'), text: one('text'), hand: one('hand') };
};

function apply({ theme, contrast, motion, dir, text, hand }: Chosen, originals: Originals): void {
  const root = document.documentElement;
  root.dir = dir;
  root.style.fontSize = text === '200' ? '200%' : '';
  if (hand === 'left') root.dataset.hand = hand;
  else delete root.dataset.hand;
  answerMedia(
    document,
    {
      'prefers-color-scheme: dark': theme === 'device' ? null : theme === 'dark',
      'prefers-contrast: more': contrast === 'more' || null,
      'prefers-reduced-motion: reduce': motion === 'less' || null,
    },
    originals,
  );
  repeatHints(document);
}

/** They stand in the address, so that a link shows the same; `set` changes one. */
export function useSettings(): { chosen: Chosen; set: (name: Name, choice: string) => void } {
  const [chosen, setChosen] = useState(() => chosenIn(new URLSearchParams(location.search)));
  const originals = useMemo((): Originals => new WeakMap(), []);
  useEffect(() => {
    const now = () => apply(chosen, originals);
    now();
    import.meta.hot?.on('vite:afterUpdate', now);
    return () => import.meta.hot?.off('vite:afterUpdate', now);
  }, [chosen, originals]);
  const set = (name: Name, choice: string) => {
    const query = new URLSearchParams(location.search);
    query.set(name, choice);
    history.replaceState(null, '', `?${query}${location.hash}`);
    setChosen(chosenIn(query));
  };
  return { chosen, set };
}

export function Settings({ chosen, set }: ReturnType<typeof useSettings>) {
  return (
    <div class="parts-settings">
      {(Object.keys(choices) as Name[]).map(name => (
        <Segmented
          key={name}
          legend={name}
          options={choices[name].map(value => ({ value, label: value }))}
          chosen={chosen[name]}
          onChoose={choice => set(name, choice)}
        />
      ))}
    </div>
  );
}
