// One nursery: its rooms and its people, each of whom opens; new people come with their PINs on slips.
import { FolderDown, ListPlus, Pencil, Plus, Trash2, UserPlus, Users } from 'lucide';
import { useState } from 'preact/hooks';
import { Button, ButtonLink, IconButton } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeWords } from '../../ui/words/office';
import { exportWords } from '../../ui/words/office-exports';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { AddPerson } from './AddPerson';
import { ExportPending } from './ExportPending';
import { Leavers } from './Leavers';
import { NamingDialog } from './NamingDialog';
import { exportsAddress, listAddress } from './office-place';
import { nothingSchema, type PinSlip } from './office-protocol';
import { PersonDialog } from './PersonDialog';
import { Problem } from './Problem';
import { RemoveRoom } from './RemoveRoom';
import { StaffLines } from './StaffLines';
import * as staff from './staff-protocol';
import { useAsked, useOffice } from './use-office';

export function NurseryPage({ id }: { id: string }) {
  const nurseries = useAsked(staff.nurseriesPath, staff.nurseriesSchema);
  const people = useAsked(`${staff.nurseryPeoplePath}?nursery=${encodeURIComponent(id)}`, staff.staffListSchema);
  const again = () => void Promise.all([nurseries.again(), people.again()]);
  const nursery = nurseries.value?.nurseries.find(one => one.id === id);
  const problem = nurseries.problem ?? people.problem;
  if (problem) {
    return (
      <Page key="problem" title={say(words.nurseries)} back="#nurseries" narrow>
        <Problem of={problem} />
        <div class="row">
          <Button look="main" onPress={again}>
            {say(officeWords.tryAgain)}
          </Button>
        </div>
      </Page>
    );
  }
  if (!nurseries.value || !people.value) return <Reading />;
  if (!nursery) {
    return (
      <Page key="gone" title={say(words.nurseries)} back="#nurseries" narrow>
        <Problem of={{ name: 'not-found' }} />
      </Page>
    );
  }
  return <Opened key="opened" {...{ nursery, nurseries: nurseries.value.nurseries, people: people.value.people, again }} />;
}

interface OpenedProps {
  nursery: staff.OfficeNursery;
  nurseries: readonly staff.OfficeNursery[];
  people: readonly staff.Staff[];
  again: () => void;
}

function Opened({ nursery, nurseries, people, again }: OpenedProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const { showSlips } = useOffice();
  const [isNaming, setNaming] = useState(false);
  const person = people.find(one => one.id === opened);
  const added = (made: readonly PinSlip[]) => {
    setAdding(false);
    showSlips(made);
    again();
  };
  const rename = (
    <Button look="quiet" icon={Pencil} onPress={() => setNaming(true)}>
      {say(words.rename)}
    </Button>
  );
  return (
    <Page title={nursery.name} tab={say(words.nurseries)} back="#nurseries" beside={rename}>
      <ExportPending nursery={nursery.id} />
      <div class="office-beside">
        <section class="section">
          <div class="row spread">
            <h2>{say(words.people)}</h2>
            <div class="row">
              <Button look="main" icon={UserPlus} onPress={() => setAdding(true)}>
                {say(words.addPerson)}
              </Button>
              <ButtonLink href={listAddress(nursery.id)} icon={ListPlus}>
                {say(words.addList)}
              </ButtonLink>
              <ButtonLink href={exportsAddress(nursery.id)} look="quiet" icon={FolderDown}>
                {say(exportWords.toHere)}
              </ButtonLink>
            </div>
          </div>
          {people.length === 0 && (
            <Empty icon={Users} title={say(words.nobody)}>
              <p class="soft">{say(words.nobodyHelp)}</p>
            </Empty>
          )}
          <StaffLines people={people} rooms={nursery.rooms} onOpen={setOpened} />
          <Leavers key={people.length} nursery={nursery.id} />
        </section>
        <Rooms nursery={nursery} again={again} />
      </div>
      {isNaming && <Named naming="nursery" nursery={nursery.id} name={nursery.name} onClose={() => setNaming(false)} again={again} />}
      {isAdding && <AddPerson nursery={nursery} onClose={() => setAdding(false)} onAdded={added} />}
      {person && <PersonDialog key={person.id} {...{ person, nursery, nurseries }} onClose={() => setOpened(null)} again={again} />}
    </Page>
  );
}

type Naming = 'nursery' | 'new-room' | { readonly id: string; readonly name: string };

function Rooms({ nursery, again }: Pick<OpenedProps, 'nursery' | 'again'>) {
  const { id, name, rooms } = nursery;
  const [naming, setNaming] = useState<Naming | null>(null);
  const [removing, setRemoving] = useState<(typeof rooms)[number] | null>(null);
  const removed = () => {
    setRemoving(null);
    again();
  };
  return (
    <section class="section">
      <h2>{say(words.rooms)}</h2>
      <ul class="office-rooms">
        {rooms.map(room => (
          <li key={room.id} class="row spread">
            <bdi class="grows" dir="auto">
              {room.name}
            </bdi>
            <IconButton icon={Pencil} label={say(words.renameOf, { name: room.name })} onPress={() => setNaming(room)} />
            {rooms.length > 1 && (
              <IconButton icon={Trash2} label={say(exportWords.removeRoom, { name: room.name })} onPress={() => setRemoving(room)} />
            )}
          </li>
        ))}
      </ul>
      <div class="row">
        <Button icon={Plus} onPress={() => setNaming('new-room')}>
          {say(words.addRoom)}
        </Button>
      </div>
      {naming && <Named {...{ naming, nursery: id, name }} onClose={() => setNaming(null)} again={again} />}
      {removing && <RemoveRoom room={removing} onClose={() => setRemoving(null)} onRemoved={removed} />}
    </section>
  );
}

interface NamedProps {
  naming: Naming;
  nursery: string;
  name: string;
  onClose: () => void;
  again: () => void;
}

function Named({ naming, nursery, name, onClose, again }: NamedProps) {
  const { client } = useOffice();
  const keep = (next: string) => {
    if (naming === 'nursery') return client.act(staff.renameNurseryPath, { nursery, name: next }, nothingSchema);
    if (naming === 'new-room') return client.act(staff.addRoomPath, { nursery, name: next }, staff.madeSchema);
    return client.act(staff.renameRoomPath, { room: naming.id, name: next }, nothingSchema);
  };
  const isNew = naming === 'new-room';
  const before = isNew ? '' : naming === 'nursery' ? name : naming.name;
  return (
    <NamingDialog
      title={isNew ? say(words.addRoom) : say(words.renameOf, { name: before })}
      label={say(isNew ? words.roomName : words.newName)}
      act={say(isNew ? words.addRoom : words.keepName)}
      before={before}
      keep={keep}
      onClose={onClose}
      onKept={() => {
        onClose();
        again();
      }}
    />
  );
}
