// The mentors and the leads of the programme: adding one, opening one.
import { UserPlus } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Dialog } from '../../ui/Dialog';
import { LineField } from '../../ui/Field';
import { Page } from '../../ui/Page';
import { Segmented } from '../../ui/Segmented';
import { officeRoleWords } from '../../ui/words/office';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { Leavers } from './Leavers';
import { OfficeForm } from './OfficeField';
import type { PinSlip } from './office-protocol';
import { PersonDialog } from './PersonDialog';
import { Problem } from './Problem';
import { StaffLines } from './StaffLines';
import { addOutsidePath, outsidePeoplePath, outsideRoles, slipsSchema, staffListSchema } from './staff-protocol';
import { useAct, useAsked, useOffice } from './use-office';

export function OutsidePage() {
  const { value, problem, again } = useAsked(outsidePeoplePath, staffListSchema);
  const [isAdding, setAdding] = useState(false);
  const { showSlips } = useOffice();
  const [opened, setOpened] = useState<string | null>(null);
  const person = value?.people.find(({ id }) => id === opened);
  const added = (made: readonly PinSlip[]) => {
    setAdding(false);
    showSlips(made);
    void again();
  };
  const add = (
    <Button look="main" icon={UserPlus} onPress={() => setAdding(true)}>
      {say(words.addPerson)}
    </Button>
  );
  return (
    <Page title={say(words.outside)} beside={add}>
      <p>{say(words.outsideHelp)}</p>
      <Problem of={problem} />
      {!value && !problem && <Reading />}
      {value && <StaffLines people={value.people} rooms={null} onOpen={setOpened} />}
      {value && <Leavers key={value.people.length} nursery={null} />}
      {isAdding && <AddOutside onClose={() => setAdding(false)} onAdded={added} />}
      {person && (
        <PersonDialog
          {...{ person, nursery: null, nurseries: [] }}
          key={person.id}
          onClose={() => setOpened(null)}
          again={() => void again()}
        />
      )}
    </Page>
  );
}

const options = outsideRoles.map(value => ({ value, label: say(officeRoleWords[value]) }));

function AddOutside({ onClose, onAdded }: { onClose: () => void; onAdded: (slips: readonly PinSlip[]) => void }) {
  const { client } = useOffice();
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof outsideRoles)[number]>('mentor');
  const { isBusy, problem, run } = useAct();
  const go = () =>
    void run(
      () => client.act(addOutsidePath, { name, role }, slipsSchema),
      ({ slips }) => onAdded(slips),
    );
  const act = name.trim() === '' ? say(words.addNobody) : say(words.add, { name: name.trim() });
  return (
    <Dialog title={say(words.addOutside)} onClose={onClose}>
      <OfficeForm act={act} isBusy={isBusy} onGo={go}>
        <Problem of={problem} />
        <LineField label={say(words.firstName)} hint={say(words.firstNameHint)} value={name} onInput={setName} longest={60} />
        <Segmented legend={say(words.role)} options={options} chosen={role} onChoose={setRole} />
      </OfficeForm>
    </Dialog>
  );
}
