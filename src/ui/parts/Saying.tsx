// Parts that say something: notices, empty places, what can be undone, how far it is, where words are, in every state.
import { BookOpen, CloudOff, TriangleAlert } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import { Button } from '../Button';
import { Damaged, Reading } from '../Damaged';
import { Dots } from '../Dots';
import { Fetching } from '../Fetching';
import { Guard } from '../Guard';
import { Empty, Notice } from '../Notice';
import { Progress } from '../Progress';
import { ReadAloud } from '../ReadAloud';
import { SavedTag } from '../SavedTag';
import { Undo } from '../Undo';
import { type Group, type Part, state } from './part';
import { names } from './sample-names';

const nothing = () => {};

const notices: Part = {
  name: 'Notice',
  states: [
    state('calm', () => (
      <Notice icon={CloudOff}>
        <p>There is no network here. Your words are safe on this tablet.</p>
      </Notice>
    )),
    state('trouble', () => (
      <Notice tone="trouble" icon={TriangleAlert}>
        <p>
          <b>This tablet is full.</b> The last words could not be kept. Please copy them.
        </p>
        <Button>Copy the words</Button>
      </Notice>
    )),
    state('long', () => (
      <Notice>
        <p>{names.sixty + names.sixty}</p>
      </Notice>
    )),
  ],
};

const empties: Part = {
  name: 'Empty',
  states: [
    state(
      'what will be here, and the way to it',
      () => (
        <Empty icon={BookOpen} title="No reflections yet">
          <p class="soft">What you notice in the room goes here. One line is enough to begin.</p>
          <Button look="main">Write the first</Button>
        </Empty>
      ),
      { wide: true },
    ),
  ],
};

function TakenBack({ long = false }: { long?: boolean }) {
  const [isGone, setGone] = useState(false);
  const back = useCallback(() => setGone(false), []);
  return (
    <>
      <Button onPress={() => setGone(true)}>Take back “curious”</Button>
      {isGone && (
        <Undo onUndo={back} onGone={back}>
          {long ? `“${names.sixtyInWords}” is taken back` : '“curious” is taken back'}
        </Undo>
      )}
    </>
  );
}

const undos: Part = {
  name: 'Undo',
  states: [state('for ten seconds after the act', () => <TakenBack />), state('long', () => <TakenBack long />)],
};

const progresses: Part = {
  name: 'Progress',
  states: [
    state('begun', () => <Progress label="Fetching module 3" value={4} most={40} text="4 of 40 MB" />),
    state('nearly there', () => <Progress label="Fetching module 3" value={38} most={40} text="38 of 40 MB" />),
    state('nobody knows how long', () => <Progress label="Looking for what is new" value={null} most={1} />),
    state('long', () => <Progress label={names.sixtyInWords} value={1} most={2} text="about four minutes more" />),
  ],
};

const someOf = { held: 4_000_000, size: 12_000_000, reason: null };

const fetchings: Part = {
  name: 'Fetching',
  states: (['not-fetched', 'fetching', 'stopped', 'checking', 'failed'] as const).map(where =>
    state(where, () => <Fetching readiness={{ ...someOf, state: where }} begin={nothing} stop={nothing} />),
  ),
};

const tags: Part = {
  name: 'SavedTag',
  states: (['saved-here', 'sending', 'sent', 'needs-you'] as const).map(saved => state(saved, () => <SavedTag saved={saved} />)),
};

const dots: Part = {
  name: 'Dots',
  states: [state('done, now, left', () => <Dots label="2 of 5 parts are watched" dots={['done', 'done', 'now', 'left', 'left']} />)],
};

const damages: Part = {
  name: 'Damaged',
  states: [state('one part', () => <Damaged count={1} />), state('some parts', () => <Damaged count={3} />)],
};

const readings: Part = {
  name: 'Reading',
  states: [state('after a third of a second', () => <Reading />)],
};

const readAlouds: Part = {
  name: 'ReadAloud',
  states: [
    state('a button, where the device has a voice', () => (
      <>
        <ReadAloud text="What is this baby good at?" />
        <p class="soft small">Nothing where it has none.</p>
      </>
    )),
  ],
};

function Breaks(): null {
  throw new Error('The page of parts shows how a broken page looks.');
}

function Broken() {
  const [isBroken, setBroken] = useState(false);
  if (!isBroken) return <Button onPress={() => setBroken(true)}>Break it</Button>;
  return (
    <Guard leave={() => setBroken(false)}>
      <Breaks />
    </Guard>
  );
}

const guards: Part = { name: 'Guard', states: [state('a page that stopped working', () => <Broken />, { wide: true })] };

export const saying: Group = {
  title: 'To say something',
  parts: [notices, empties, undos, progresses, fetchings, tags, dots, damages, readings, readAlouds, guards],
};
