// Somebody works in one more nursery of the programme from now on.
import { useState } from 'preact/hooks';
import { Notice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { roleOptions, roomOptions } from './AddPerson';
import type { AboutPerson } from './about-person';
import { Choice, OfficeForm } from './OfficeField';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { joinNurseryPath, type nurseryRoles, type OfficeNursery } from './staff-protocol';
import { useAct, useOffice } from './use-office';

/** `nurseries`: the others of the programme. */
export function JoinNursery({ person, nurseries, again }: AboutPerson & { nurseries: readonly OfficeNursery[] }) {
  const { client } = useOffice();
  const [chosen, setChosen] = useState('');
  const [role, setRole] = useState<(typeof nurseryRoles)[number]>('educator');
  const [room, setRoom] = useState('');
  const [isDone, setDone] = useState(false);
  const { isBusy, problem, run } = useAct();
  const nursery = nurseries.find(({ id }) => id === chosen);
  const choose = (id: string) => {
    setChosen(id);
    setRoom('');
    setDone(false);
  };
  const joined = () => {
    choose('');
    setDone(true);
    again();
  };
  const body = { person: person.id, nursery: chosen, role, room: room === '' ? null : room };
  const go = () => void run(() => client.act(joinNurseryPath, body, nothingSchema), joined);
  if (nurseries.length === 0) return null;
  const options = [{ value: '', label: say(words.choose) }, ...nurseries.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <section class="section">
      <h3>{say(words.join)}</h3>
      <p class="soft">{say(words.joinHelp)}</p>
      <OfficeForm act={say(words.joinIt)} isBusy={isBusy} isOffered={nursery !== undefined} onGo={go}>
        <Problem of={problem} />
        <Choice label={say(words.nursery)} value={chosen} options={options} onChoose={choose} />
        {nursery && <Segmented legend={say(words.role)} options={roleOptions} chosen={role} onChoose={setRole} />}
        {nursery && <Choice label={say(words.room)} value={room} options={roomOptions(nursery)} onChoose={setRoom} />}
      </OfficeForm>
      {isDone && (
        <Notice>
          <p>{say(words.changed)}</p>
        </Notice>
      )}
    </section>
  );
}
