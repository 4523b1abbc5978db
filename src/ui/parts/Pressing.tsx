// Parts to press: buttons, links that look like them, tiles and pills, in every state.
import { ArrowRight, CircleAlert, CloudCheck, CloudOff, CloudUpload, Heart, Lock, Play, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, ButtonLink, IconButton } from '../Button';
import { Pill } from '../Pill';
import { Tile } from '../Tile';
import { type Group, hinted, type Part, state } from './part';
import { hues, names } from './sample-names';

const nothing = () => {};

function Toggle() {
  const [isOn, setOn] = useState(true);
  return (
    <Button icon={Heart} pressed={isOn} onPress={() => setOn(!isOn)}>
      A favourite
    </Button>
  );
}

const buttons: Part = {
  name: 'Button',
  states: [
    state('main, one a screen', () => (
      <Button look="main" icon={Play}>
        Start
      </Button>
    )),
    hinted('hover', () => (
      <Button look="main" icon={Play}>
        Start
      </Button>
    )),
    hinted('press', () => (
      <Button look="main" icon={Play}>
        Start
      </Button>
    )),
    hinted('focus', () => (
      <Button look="main" icon={Play}>
        Start
      </Button>
    )),
    state('main, disabled', () => (
      <Button look="main" icon={Play} disabled>
        Start
      </Button>
    )),
    state('plain', () => <Button>Keep for me only</Button>),
    hinted('hover', () => <Button>Keep for me only</Button>),
    state('plain, disabled', () => <Button disabled>Keep for me only</Button>),
    state('quiet', () => (
      <Button look="quiet" icon={Trash2}>
        Take back
      </Button>
    )),
    hinted('hover', () => (
      <Button look="quiet" icon={Trash2}>
        Take back
      </Button>
    )),
    state('quiet, disabled', () => (
      <Button look="quiet" icon={Trash2} disabled>
        Take back
      </Button>
    )),
    state('pressed or not', () => <Toggle />),
    state('an icon that means a direction', () => <Button icon={{ mirrors: ArrowRight }}>The next part</Button>),
    state(
      'wide, with long words',
      () => (
        <Button look="main" wide icon={Play}>
          Watch the whole of it again from the beginning, with the captions under the picture
        </Button>
      ),
      { wide: true },
    ),
  ],
};

const links: Part = {
  name: 'ButtonLink',
  states: [
    state('plain', () => <ButtonLink href="#ButtonLink">See the boards</ButtonLink>),
    state('main', () => (
      <ButtonLink href="#ButtonLink" look="main">
        See the boards
      </ButtonLink>
    )),
    hinted('focus', () => (
      <ButtonLink href="#ButtonLink" look="quiet">
        See the boards
      </ButtonLink>
    )),
  ],
};

const iconButtons: Part = {
  name: 'IconButton',
  states: [
    state('at rest', () => <IconButton icon={Lock} label="Lock" onPress={nothing} />),
    hinted('hover', () => <IconButton icon={Lock} label="Lock" onPress={nothing} />),
    hinted('focus', () => <IconButton icon={Lock} label="Lock" onPress={nothing} />),
    state('disabled', () => <IconButton icon={Lock} label="Lock" onPress={nothing} disabled />),
  ],
};

const pills: Part = {
  name: 'Pill',
  states: [
    state('calm', () => (
      <Pill tone="calm" icon={CloudOff} onPress={nothing}>
        Saved here 3
      </Pill>
    )),
    state('busy', () => (
      <Pill tone="busy" icon={CloudUpload} onPress={nothing}>
        Sending 2
      </Pill>
    )),
    state('good', () => (
      <Pill tone="good" icon={CloudCheck} onPress={nothing}>
        All sent 7:41am
      </Pill>
    )),
    state('needs her', () => (
      <Pill tone="needs" icon={CircleAlert} onPress={nothing}>
        1 needs you
      </Pill>
    )),
    hinted('hover', () => (
      <Pill tone="good" icon={CloudCheck} onPress={nothing}>
        All sent 7:41am
      </Pill>
    )),
    hinted('focus', () => (
      <Pill tone="good" icon={CloudCheck} onPress={nothing}>
        All sent 7:41am
      </Pill>
    )),
    state('nothing to press', () => (
      <Pill tone="good" icon={CloudCheck}>
        Plays with the cable out
      </Pill>
    )),
    state('long', () => (
      <Pill tone="busy" icon={CloudUpload}>
        Fetching the third of eight modules, about four minutes more
      </Pill>
    )),
  ],
};

const tile = (name: string, about?: string) => () => <Tile name={name} hue="plum" about={about} onPress={nothing} />;

const tiles: Part = {
  name: 'Tile',
  states: [
    ...hues.map(hue => state(hue, () => <Tile name={names.usual} hue={hue} about="Wrens" onPress={nothing} />)),
    hinted('hover', tile(names.usual, 'Wrens')),
    hinted('focus', tile(names.usual, 'Wrens')),
    state('one letter', tile(names.one, 'Leader')),
    state('60 characters without a space', tile(names.sixty, 'Wrens')),
    state('60 characters', tile(names.sixtyInWords, 'Programme lead of the whole county')),
    state('right to left', tile(names.arabic, 'Finches')),
    state('an emoji', tile(names.emoji)),
    state('two of one colour and letter', () => <Tile name="Anna" hue="plum" second="n" about="Wrens" onPress={nothing} />),
  ],
};

export const pressing: Group = { title: 'To press', parts: [buttons, links, iconButtons, pills, tiles] };
