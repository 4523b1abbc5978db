// Three cards at a person's first unlock on a tablet: what is kept and who sees it, the places, the saved pill. One tap skips them.
import { ArrowRight } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import type { Act, NavPlace } from '../../ui/place';
import type { Sentence } from '../../ui/words/define';
import { say } from '../../ui/words/say';
import { tourWords as words } from '../../ui/words/tour';
import type { Role } from '../roster/role';
import { PlacesDrawing, SavedDrawing, YoursDrawing } from './TourDrawings';
import './tour.css';

export interface TourProps {
  role: Role;
  /** Hers, so that the second card shows what she will see. */
  places: readonly NavPlace[];
  acts: readonly Act[];
  /** What the last button says. */
  last: Sentence<'Begin'> | Sentence<'Back to Me'>;
  /** After the last card, or when she skips. */
  onDone: () => void;
}

const yours = {
  educator: words.yoursEducator,
  leader: words.yoursLeader,
  mentor: words.yoursMentor,
  'programme-lead': words.yoursProgrammeLead,
};

interface Card {
  readonly title: string;
  readonly text: string;
  readonly drawing: ComponentChildren;
}

function cardsFor({ role, places, acts }: Pick<TourProps, 'role' | 'places' | 'acts'>): readonly Card[] {
  const names = new Intl.ListFormat('en-GB').format(places.map(({ label }) => say(label)));
  return [
    { title: say(words.yoursTitle), text: say(yours[role]), drawing: <YoursDrawing /> },
    {
      title: say(words.placesTitle),
      text: say(acts.length > 0 ? words.placesAndPlus : words.places, { places: names }),
      drawing: <PlacesDrawing places={places} hasPlus={acts.length > 0} />,
    },
    { title: say(words.savedTitle), text: say(words.saved), drawing: <SavedDrawing /> },
  ];
}

export function Tour({ role, places, acts, last, onDone }: TourProps) {
  const cards = cardsFor({ role, places, acts });
  const [at, setAt] = useState(0);
  const card = cards[at];
  if (!card) return null;
  const isLast = at === cards.length - 1;
  return (
    <section class="tour" aria-label={say(words.title)}>
      <div class="tour-drawing">{card.drawing}</div>
      <Words key={at} {...card} place={say(words.card, { at: at + 1, count: cards.length })} />
      <div class="tour-foot">
        <span class="tour-dots" aria-hidden="true">
          {cards.map(({ title }, dot) => (
            <i key={title} data-here={dot === at || undefined} />
          ))}
        </span>
        {!isLast && (
          <Button look="quiet" onPress={onDone}>
            {say(words.skip)}
          </Button>
        )}
        <Button look="main" icon={{ mirrors: ArrowRight }} onPress={() => (isLast ? onDone() : setAt(at + 1))}>
          {say(isLast ? last : words.next)}
        </Button>
      </div>
    </section>
  );
}

/** Each card's heading takes the focus, so that a listener hears it. */
function Words({ title, text, place }: Pick<Card, 'title' | 'text'> & { place: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="tour-words">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      <p class="listened">{place}</p>
    </div>
  );
}
