// Somebody has tapped her face: the pad for her PIN, and the ways on for whoever has none that opens.
import { useState } from 'preact/hooks';
import { secondLetters } from '../features/entrance/arrange';
import { Entrance } from '../features/entrance/Entrance';
import { PinPad, type PinPadProps } from '../features/entrance/PinPad';
import type { PersonOnTile } from '../features/entrance/Tiles';
import { WriteNowLink } from '../features/entrance/WriteNowLink';
import type { RecoveryProps } from '../features/pin/Recovery';
import { Loaded } from './Loaded';
import type { OpenTablet } from './tablet.store';

const loadWriteNow = async () => (await import('../features/entrance/WriteNow')).WriteNow;
const loadForgotten = async () => {
  const { Recovery } = await import('../features/pin/Recovery');
  return (props: Omit<RecoveryProps, 'frame'>) => <Recovery {...props} frame={Entrance} />;
};
const loadNotice = async () => (await import('../features/pin/ReopeningNotice')).ReopeningNotice;

interface AtPinProps extends Pick<PinPadProps, 'hand' | 'unlock' | 'onNotMe' | 'standing'> {
  open: OpenTablet | null;
  /** As she was when she was tapped. */
  chosen: PersonOnTile;
  people: readonly PersonOnTile[];
}

export function AtPin({ open, chosen, people, ...pad }: AtPinProps) {
  const [at, setAt] = useState<'pad' | 'writing' | 'forgotten'>('pad');
  const person = people.find(({ id }) => id === chosen.id) ?? chosen;
  const back = () => setAt('pad');
  const write = open && person.later ? () => setAt('writing') : undefined;
  if (open && at === 'writing') {
    return <Loaded load={loadWriteNow} given={{ tablet: open.tablet, person, onLeave: back }} otherwise={back} />;
  }
  if (open && at === 'forgotten') {
    const given = { person, recover: open.recover, random: open.tablet.random, onLeave: back };
    return <Loaded load={loadForgotten} given={{ ...given, writeNow: write && <WriteNowLink onPress={write} /> }} otherwise={back} />;
  }
  return (
    <PinPad
      {...pad}
      person={person}
      second={secondLetters(people).get(person.id)}
      onWriteNow={write}
      onForgotten={open ? () => setAt('forgotten') : undefined}
      notice={person.reopening && <Loaded load={loadNotice} given={{ reopening: person.reopening }} meanwhile={null} />}
    />
  );
}
