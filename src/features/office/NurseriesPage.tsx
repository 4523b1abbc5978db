// The nurseries that she looks after; whoever leads the programme adds new ones.
import { ChevronRight, House, Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Dialog } from '../../ui/Dialog';
import { LineField, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { OfficeForm } from './OfficeField';
import { nurseryAddress } from './office-place';
import { Problem } from './Problem';
import { addNurseryPath, madeSchema, nurseriesPath, nurseriesSchema, type OfficeNursery } from './staff-protocol';
import { useAct, useAsked, useOffice } from './use-office';

export function NurseriesPage() {
  const { me } = useOffice();
  const { value, problem, again } = useAsked(nurseriesPath, nurseriesSchema);
  const [isAdding, setAdding] = useState(false);
  const mayAdd = me.role === 'programme-lead';
  const add = mayAdd && (
    <Button look="main" icon={Plus} onPress={() => setAdding(true)}>
      {say(words.addNursery)}
    </Button>
  );
  return (
    <Page title={say(words.nurseries)} beside={add}>
      <Problem of={problem} />
      {!value && !problem && <Reading />}
      {value?.nurseries.length === 0 && (
        <Empty icon={House} title={say(words.none)}>
          {mayAdd && <p class="soft">{say(words.noneHelp)}</p>}
        </Empty>
      )}
      <ul class="list">
        {value?.nurseries.map(nursery => (
          <li key={nursery.id}>
            <Line nursery={nursery} />
          </li>
        ))}
      </ul>
      {isAdding && (
        <AddNursery
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            void again();
          }}
        />
      )}
    </Page>
  );
}

function Line({ nursery: { id, name, rooms, people, tablets } }: { nursery: OfficeNursery }) {
  return (
    <a class="item" href={nurseryAddress(id)}>
      <span class="grows">
        <bdi class="item-title" dir="auto">
          {name}
        </bdi>
        <br />
        <span class="soft">{say(words.counts, { rooms: rooms.length, people, tablets })}</span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}

function AddNursery({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { client } = useOffice();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const { isBusy, problem, run } = useAct();
  const written = text.split('\n').filter(line => line.trim() !== '');
  // The server says what is missing, in one place for all of it.
  const rooms = written.length === 0 ? [''] : written;
  const go = () => void run(() => client.act(addNurseryPath, { name, rooms }, madeSchema), onAdded);
  return (
    <Dialog title={say(words.addNursery)} onClose={onClose}>
      <OfficeForm act={say(words.addNursery)} isBusy={isBusy} onGo={go}>
        <Problem of={problem} />
        <LineField label={say(words.nurseryName)} value={name} onInput={setName} longest={60} />
        <TextField label={say(words.roomNames)} hint={say(words.roomNamesHint)} value={text} onInput={setText} rows={4} />
      </OfficeForm>
    </Dialog>
  );
}
