// Parts to write and to choose in: fields, what has to be mended, chips, segments and tabs, in every state.
import { useState } from 'preact/hooks';
import { Button } from '../Button';
import { ChipInput } from '../ChipInput';
import { ErrorSummary } from '../ErrorSummary';
import { LineField, TextField } from '../Field';
import { Segmented } from '../Segmented';
import { Tabs } from '../Tabs';
import { type Group, hinted, type Part, state } from './part';
import { names } from './sample-names';

const hint = 'As her family says it. In any language.';

function Line({ value = '', trouble, hint }: { value?: string; trouble?: string; hint?: string }) {
  const [text, setText] = useState(value);
  return <LineField label="Her first name" hint={hint} value={text} onInput={setText} trouble={trouble} />;
}

function Long({ value = '', trouble }: { value?: string; trouble?: string }) {
  const [text, setText] = useState(value);
  return <TextField label="What did you notice?" hint="Two lines are plenty." rows={4} value={text} onInput={setText} trouble={trouble} />;
}

const lines: Part = {
  name: 'LineField',
  states: [
    state('empty', () => <Line hint={hint} />),
    hinted('focus', () => <Line hint={hint} value="Mabel" />),
    state('trouble', () => <Line hint={hint} value={names.sixty} trouble="Please shorten it to 40 characters." />),
    state('right to left', () => <Line value={names.arabic} />),
  ],
};

const texts: Part = {
  name: 'TextField',
  states: [
    state('empty', () => <Long />),
    state('filled', () => <Long value={`She waited.\nThen she reached, and looked at me.\n${names.sixty}${names.sixty}`} />),
    state('trouble', () => <Long value="…" trouble="Please write a word or two, so that your mentor can follow." />),
  ],
};

const mendable = [
  { field: 'parts-name', text: 'Write her first name.' },
  { field: 'parts-what', text: 'Write what you noticed.' },
];

/** The summary and the fields together, as a form uses them: the list is made when she tries. */
function Form() {
  const [name, setName] = useState('');
  const [what, setWhat] = useState('');
  const [troubles, setTroubles] = useState<typeof mendable>([]);
  const troubleOf = (field: string) => troubles.find(trouble => trouble.field === field)?.text;
  const send = () => setTroubles(mendable.filter(({ field }) => (field === 'parts-name' ? name : what).trim() === ''));
  return (
    <div class="stack">
      <ErrorSummary troubles={troubles} />
      <LineField id="parts-name" label="Her first name" value={name} onInput={setName} trouble={troubleOf('parts-name')} />
      <TextField id="parts-what" label="What did you notice?" rows={3} value={what} onInput={setWhat} trouble={troubleOf('parts-what')} />
      <div class="row">
        <Button look="main" onPress={send}>
          Send to my mentor
        </Button>
      </div>
    </div>
  );
}

const summaries: Part = {
  name: 'ErrorSummary',
  states: [state('appears when she tries; each line leads to its field', () => <Form />, { wide: true })],
};

const offered = ['curious', 'gentle', 'determined', 'loves music', 'watches first', 'brave'];

function Chips({
  suggestions = offered,
  chosen = [],
  most,
}: {
  suggestions?: readonly string[];
  chosen?: readonly string[];
  most?: number;
}) {
  const [value, setValue] = useState(chosen);
  return (
    <ChipInput
      label="Words for Mabel"
      hint="One word or two, as they were said."
      suggestions={suggestions}
      value={value}
      onChange={setValue}
      most={most}
    />
  );
}

const chips: Part = {
  name: 'ChipInput',
  states: [
    state('nothing chosen', () => <Chips />, { wide: true }),
    state('chosen, and words of one’s own', () => <Chips chosen={['gentle', 'спокійна', 'محبوبة']} />, { wide: true }),
    state('full', () => <Chips chosen={['gentle', 'curious', 'brave']} most={3} />, { wide: true }),
    state('one only: the next takes its place', () => <Chips chosen={['curious']} most={1} />, { wide: true }),
    state('nothing offered, a long word', () => <Chips suggestions={[]} chosen={[names.sixty]} />, { wide: true }),
  ],
};

const minutes = [3, 5, 10].map(value => ({ value, label: `${value} minutes` }));

function Choice({
  options = minutes,
  chosen = 5,
  quiet = false,
}: {
  options?: { value: number; label: string }[];
  chosen?: number | null;
  quiet?: boolean;
}) {
  const [value, setValue] = useState(chosen);
  return <Segmented legend="I have" options={options} chosen={value} onChoose={setValue} quietLegend={quiet} />;
}

const segments: Part = {
  name: 'Segmented',
  states: [
    state('chosen', () => <Choice />),
    state('nothing chosen', () => <Choice chosen={null} />),
    hinted('focus', () => <Choice chosen={3} />),
    state('the legend is only heard', () => <Choice quiet />),
    state('long words', () => (
      <Choice
        options={[
          { value: 1, label: 'Tell me what to do next' },
          { value: 5, label: 'I would like to choose for myself today' },
        ]}
      />
    )),
  ],
};

type Week = 'now' | 'before' | 'all';
const usual = [
  { id: 'now', label: 'This week' },
  { id: 'before', label: 'Last week' },
  { id: 'all', label: 'All of it' },
] as const;

function Panels({ long = false }: { long?: boolean }) {
  const [week, setWeek] = useState<Week>('now');
  const tabs = long ? usual.map(tab => ({ ...tab, label: `${tab.label}, with everything that was said` })) : usual;
  return (
    <Tabs label="Which weeks" tabs={tabs} chosen={week} onChoose={setWeek}>
      <p>What happened: {tabs.find(({ id }) => id === week)?.label.toLowerCase()}.</p>
    </Tabs>
  );
}

const tabs: Part = {
  name: 'Tabs',
  states: [
    state('three', () => <Panels />),
    hinted('hover', () => <Panels />),
    hinted('focus', () => <Panels />),
    state('long names', () => <Panels long />),
  ],
};

export const writing: Group = { title: 'To write and to choose', parts: [lines, texts, summaries, chips, segments, tabs] };
