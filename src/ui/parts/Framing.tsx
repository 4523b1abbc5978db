// What stands round every page: the head, the places, the page itself; the places and whole pages in windows of their own.
import { Baby, BookOpen, CloudCheck, House, Lock, NotebookPen, PenLine, UserRound } from 'lucide';
import { useState } from 'preact/hooks';
import { AddSheet } from '../AddSheet';
import { Button, ButtonLink, IconButton } from '../Button';
import { Card } from '../Card';
import '../frame.css';
import { Head } from '../Head';
import { Page } from '../Page';
import { Pill } from '../Pill';
import { Places } from '../Places';
import type { Act, NavPlace } from '../place';
import { frameWords } from '../words/frame';
import { reflectionWords } from '../words/reflections';
import { type Group, type Part, state } from './part';
import { names } from './sample-names';

const nothing = () => {};
const roles = [] as const;

const places: readonly NavPlace[] = [
  { path: '/', label: frameWords.today, icon: House, roles, order: 1 },
  { path: '/learn', label: frameWords.learn, icon: BookOpen, roles, order: 2 },
  { path: '/babies', label: frameWords.babies, icon: Baby, roles, order: 3 },
  { path: '/me', label: frameWords.me, icon: UserRound, roles, order: 4 },
];
const acts: readonly Act[] = [
  { path: '#reflect', label: reflectionWords.write, icon: PenLine, roles },
  { path: '#notes', label: reflectionWords.title, icon: NotebookPen, roles },
];

const head = (name: string) => () => (
  <div class="parts-phone">
    <Head person={{ name, hue: 'teal' }} href="#Head">
      <Pill tone="good" icon={CloudCheck} onPress={nothing}>
        All sent 7:41am
      </Pill>
      <IconButton icon={Lock} label="Lock" onPress={nothing} />
    </Head>
  </div>
);

const heads: Part = {
  name: 'Head',
  states: Object.entries(names).map(([what, name]) => state(what, head(name), { wide: true })),
};

/** A whole screen, as it is opened with ?scene=. */
export const scenes = {
  page: () => (
    <Framed name={names.usual}>
      <Page title="Reflections" beside={<Button look="main">Write</Button>}>
        <Card>
          <p>She waited. Then she reached, and looked at me.</p>
        </Card>
      </Page>
    </Framed>
  ),
  narrow: () => (
    <Framed name={names.sixty}>
      <Page title={names.sixty} back="#back" narrow>
        <Card>
          <p>{names.sixtyInWords}</p>
        </Card>
      </Page>
    </Framed>
  ),
  'two places': () => (
    <Framed name={names.arabic} few>
      <Page title={names.arabic}>
        <p>Nothing is shown that is not registered: two places, and no plus.</p>
      </Page>
    </Framed>
  ),
} as const;

function Framed({ name, few = false, children }: { name: string; few?: boolean; children: preact.ComponentChildren }) {
  return (
    <div class="frame">
      <Head person={{ name, hue: 'teal' }} href="#Head">
        <Pill tone="good" icon={CloudCheck} onPress={nothing}>
          All sent 7:41am
        </Pill>
        <IconButton icon={Lock} label="Lock" onPress={nothing} />
      </Head>
      <Places places={few ? places.slice(0, 2) : places} acts={few ? [] : acts} path="/babies/mabel" />
      <main id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** The settings of the page go on to its windows, which are only looked at. */
const Window = ({ scene, size }: { scene: keyof typeof scenes; size: 'portrait' | 'landscape' }) => {
  const query = new URLSearchParams(location.search);
  query.set('scene', scene);
  return (
    <div class="stack-close">
      <iframe class={`parts-window parts-${size}`} title={`${scene}, ${size}`} src={`?${query}`} loading="lazy" inert />
      <p>
        <ButtonLink href={`?${query}`} look="quiet">
          Open it by itself
        </ButtonLink>
      </p>
    </div>
  );
};

const wide = { wide: true };

const placesShown: Part = {
  name: 'Places',
  states: [
    state('a bar in portrait', () => <Window scene="page" size="portrait" />),
    state('a rail in landscape', () => <Window scene="page" size="landscape" />, wide),
    state('two places, nothing to add', () => <Window scene="two places" size="portrait" />),
  ],
};

function Adds() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open what the plus offers</Button>
      {isOpen && <AddSheet acts={acts} onClose={() => setOpen(false)} />}
    </>
  );
}

const adds: Part = { name: 'AddSheet', states: [state('two acts', () => <Adds />)] };

const pages: Part = {
  name: 'Page',
  states: [
    state('narrow, with the way back and long words', () => <Window scene="narrow" size="portrait" />),
    state('the same in landscape', () => <Window scene="narrow" size="landscape" />, wide),
  ],
};

export const framing: Group = { title: 'Round every page', parts: [heads, placesShown, adds, pages] };
