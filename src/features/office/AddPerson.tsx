// Adds one person to a nursery: her first name, what she is, her room.
import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/Dialog';
import { LineField } from '../../ui/Field';
import { Segmented } from '../../ui/Segmented';
import { officeRoleWords } from '../../ui/words/office';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { Choice, OfficeForm } from './OfficeField';
import type { PinSlip } from './office-protocol';
import { Problem } from './Problem';
import { addPeoplePath, nurseryRoles, type OfficeNursery, slipsSchema } from './staff-protocol';
import { useAct, useOffice } from './use-office';

export const roleOptions = nurseryRoles.map(value => ({ value, label: say(officeRoleWords[value]) }));

/** An empty value is all rooms. */
export const roomOptions = ({ rooms }: Pick<OfficeNursery, 'rooms'>) => [
  { value: '', label: say(words.allRooms) },
  ...rooms.map(({ id, name }) => ({ value: id, label: name })),
];

interface AddPersonProps {
  nursery: OfficeNursery;
  onClose: () => void;
  onAdded: (slips: readonly PinSlip[]) => void;
}

export function AddPerson({ nursery, onClose, onAdded }: AddPersonProps) {
  const { client } = useOffice();
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof nurseryRoles)[number]>('educator');
  const [room, setRoom] = useState(nursery.rooms[0]?.id ?? '');
  const { isBusy, problem, run } = useAct();
  const people = [{ name, role, room: room === '' ? null : room }];
  const go = () =>
    void run(
      () => client.act(addPeoplePath, { nursery: nursery.id, people }, slipsSchema),
      ({ slips }) => onAdded(slips),
    );
  const act = name.trim() === '' ? say(words.addNobody) : say(words.add, { name: name.trim() });
  return (
    <Dialog title={say(words.addPerson)} onClose={onClose}>
      <OfficeForm act={act} isBusy={isBusy} onGo={go}>
        <Problem of={problem} />
        <LineField label={say(words.firstName)} hint={say(words.firstNameHint)} value={name} onInput={setName} longest={60} />
        <Segmented legend={say(words.role)} options={roleOptions} chosen={role} onChoose={setRole} />
        <Choice label={say(words.room)} value={room} options={roomOptions(nursery)} onChoose={setRoom} />
      </OfficeForm>
    </Dialog>
  );
}
