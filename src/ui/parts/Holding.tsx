// Parts that hold others, and the people in them: cards, lists, dialogs, sheets, avatars, faces, icons, in every state.
import { ArrowRight, CircleCheck, Heart } from 'lucide';
import { useState } from 'preact/hooks';
import { Avatar } from '../Avatar';
import { Button } from '../Button';
import { Card } from '../Card';
import { Dialog } from '../Dialog';
import { Face } from '../Face';
import { LineField } from '../Field';
import { Icon } from '../Icon';
import { LongList } from '../LongList';
import { Mark } from '../Mark';
import { Sheet } from '../Sheet';
import { type Group, type Part, state } from './part';
import { hues, names } from './sample-names';

const cards: Part = {
  name: 'Card',
  states: [
    state('plain', () => (
      <Card>
        <h3>Module 3</h3>
        <p>A safe place to leave from. Four minutes are left.</p>
      </Card>
    )),
    ...(['teal', 'ochre', 'rose'] as const).map(hue =>
      state(`in ${hue}`, () => (
        <Card hue={hue}>
          <h3>Wrens</h3>
          <p>Six babies, four boards are complete.</p>
        </Card>
      )),
    ),
    state('long', () => (
      <Card>
        <h3>{names.sixty}</h3>
        <p>{names.sixty}</p>
      </Card>
    )),
  ],
};

const many = Array.from({ length: 70 }, (_, at) => `Reflection ${at + 1}`);

const lists: Part = {
  name: 'LongList',
  states: [
    state('seventy, in steps', () => (
      <LongList items={many.slice(0, 32)} nameOf={name => name}>
        {name => (
          <a class="item" href="#LongList">
            <span class="grows item-title">{name}</span>
            <Icon of={{ mirrors: ArrowRight }} />
          </a>
        )}
      </LongList>
    )),
  ],
};

const paragraphs = Array.from({ length: 14 }, (_, at) => (
  <p key={at}>She waited until the door had closed. Then she reached for the spoon, and looked at me.</p>
));

function Opens({ of: Kind, title, long = false }: { of: typeof Dialog | typeof Sheet; title: string; long?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [word, setWord] = useState('');
  const close = () => setOpen(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open “{title.slice(0, 20)}”</Button>
      {isOpen && (
        <Kind title={title} onClose={close}>
          <LineField label="The word" value={word} onInput={setWord} />
          {long && paragraphs}
          <div class="dialog-acts">
            <Button look="main" onPress={close}>
              Put it on the board
            </Button>
            <Button onPress={close}>Not now</Button>
          </div>
        </Kind>
      )}
    </>
  );
}

const dialogs: Part = {
  name: 'Dialog',
  states: [
    state('short', () => <Opens of={Dialog} title="A word for Mabel" />),
    state('long: the acts stay in sight', () => <Opens of={Dialog} title="Long, with acts" long />),
    state('a long title', () => <Opens of={Dialog} title={names.sixty} />),
  ],
};

const sheets: Part = {
  name: 'Sheet',
  states: [
    state('from the bottom, or from the side in landscape', () => <Opens of={Sheet} title="What waits" />),
    state('long', () => <Opens of={Sheet} title="What waits, and more" long />),
  ],
};

const avatars: Part = {
  name: 'Avatar',
  states: [
    ...(['small', 'big', 'huge'] as const).map(size => state(size, () => <Avatar name={names.usual} hue="teal" size={size} />)),
    ...Object.entries(names).map(([what, name], at) =>
      state(what, () => <Avatar name={name} hue={hues[at % hues.length] ?? 'teal'} size="big" />),
    ),
    state('two letters', () => <Avatar name="Anna" hue="sky" size="big" second="n" />),
    state('no name', () => <Avatar name="" hue="slate" />),
  ],
};

const face = (file: string, name: string) => () => (
  <div class="parts-face">
    <Face face={file} name={name} />
  </div>
);

const faces: Part = {
  name: 'Face',
  states: [
    state('drawn', face('mabel.svg', 'Mabel')),
    state('none chosen', face('', 'Jeevan')),
    state('no face, right to left', face('', names.arabic)),
  ],
};

const icons: Part = {
  name: 'Icon',
  states: [
    ...[16, 20, 24, 36].map(size => state(`${size}`, () => <Icon of={Heart} size={size} />)),
    state('means a direction: mirrored', () => <Icon of={{ mirrors: ArrowRight }} size={36} />),
    state('means none: as it is', () => <Icon of={CircleCheck} size={36} />),
  ],
};

const marks: Part = { name: 'Mark', states: [48, 96].map(size => state(`${size}`, () => <Mark size={size} />)) };

export const holding: Group = { title: 'To hold, and people', parts: [cards, lists, dialogs, sheets, avatars, faces, icons, marks] };
