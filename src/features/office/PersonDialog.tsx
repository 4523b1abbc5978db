// One person opened: what she is here, who mentors her, her account in the office, her leaving.
import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import { officeRoleWords } from '../../ui/words/office';
import { ownLinkWords } from '../../ui/words/office-exports';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import { roleOptions, roomOptions } from './AddPerson';
import type { AboutPerson } from './about-person';
import { JoinNursery } from './JoinNursery';
import { LeaverLink } from './LeaverLink';
import { Leaving, LeftWords } from './Leaving';
import { Mentoring } from './Mentoring';
import { Choice, OfficeForm } from './OfficeField';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { ReopenPerson } from './ReopenPerson';
import { changeRolePath, changeRoomPath, nurseryRoles, type OfficeNursery } from './staff-protocol';
import { TheirAccount } from './TheirAccount';
import { useAct, useOffice } from './use-office';

interface PersonDialogProps extends AboutPerson {
  /** Null: she is outside nurseries. */
  nursery: OfficeNursery | null;
  nurseries: readonly OfficeNursery[];
  onClose: () => void;
}

export function PersonDialog({ person, nursery, nurseries, onClose, again }: PersonDialogProps) {
  const { me } = useOffice();
  const [hasLeft, setLeft] = useState(false);
  const left = () => {
    onClose();
    again();
  };
  if (hasLeft) {
    return (
      <Dialog key="left" title={say(ownLinkWords.hasLeft, { name: person.name })} onClose={left}>
        <LeftWords person={person} nursery={nursery?.id ?? null} onDone={left} />
      </Dialog>
    );
  }
  const reopen = person.mayReopen && nursery && <ReopenPerson person={person} nursery={nursery.id} again={again} onSlip={left} />;
  return (
    <Dialog title={say(words.theirs, { name: person.name })} onClose={onClose}>
      {person.reopening && reopen}
      {!(person.mayChange && nursery) && <p>{say(officeRoleWords[person.role])}</p>}
      {!person.mayChange && (
        <Notice>
          <p>{say(words.notYours)}</p>
        </Notice>
      )}
      {person.mayChange && nursery && <RoleHere person={person} nursery={nursery} again={again} />}
      {person.mayChange && nursery && <RoomHere person={person} nursery={nursery} again={again} />}
      {nursery && person.role === 'educator' && me.role === 'programme-lead' && (
        <Mentoring person={person} nursery={nursery.id} again={again} />
      )}
      {person.mayChange && nursery && me.role === 'programme-lead' && (
        <JoinNursery person={person} nurseries={nurseries.filter(({ id }) => id !== nursery.id)} again={again} />
      )}
      {!person.reopening && reopen}
      {person.mayChange && person.account && <TheirAccount person={person} again={again} />}
      {person.mayChange && <TheirCopy person={person} nursery={nursery?.id ?? null} />}
      {person.mayChange && <Leaving person={person} nursery={nursery?.id ?? null} onLeft={() => setLeft(true)} />}
    </Dialog>
  );
}

/** Somebody who is here asks what is kept about her. */
function TheirCopy({ person, nursery }: Pick<AboutPerson, 'person'> & { nursery: string | null }) {
  return (
    <section class="section">
      <h3>{say(ownLinkWords.kept)}</h3>
      <p class="soft">{say(ownLinkWords.keptHelp)}</p>
      <LeaverLink person={person} nursery={nursery} />
    </section>
  );
}

type Here = AboutPerson & { nursery: OfficeNursery };
type NurseryRole = (typeof nurseryRoles)[number];

function RoleHere({ person, nursery, again }: Here) {
  const { client } = useOffice();
  const before = nurseryRoles.find(one => one === person.role) ?? 'educator';
  const [role, setRole] = useState<NurseryRole>(before);
  const { isBusy, problem, run } = useAct();
  const body = { person: person.id, nursery: nursery.id, role };
  const go = () => void run(() => client.act(changeRolePath, body, nothingSchema), again);
  return (
    <OfficeForm act={say(words.saveRole)} isBusy={isBusy} isOffered={role !== before} onGo={go}>
      <Problem of={problem} />
      <Segmented legend={say(words.role)} options={roleOptions} chosen={role} onChoose={setRole} />
    </OfficeForm>
  );
}

function RoomHere({ person, nursery, again }: Here) {
  const { client } = useOffice();
  const before = person.room ?? '';
  const [room, setRoom] = useState(before);
  const { isBusy, problem, run } = useAct();
  const body = { person: person.id, nursery: nursery.id, room: room === '' ? null : room };
  const go = () => void run(() => client.act(changeRoomPath, body, nothingSchema), again);
  return (
    <OfficeForm act={say(words.saveRoom)} isBusy={isBusy} isOffered={room !== before} onGo={go}>
      <Problem of={problem} />
      <Choice label={say(words.room)} value={room} options={roomOptions(nursery)} onChoose={setRoom} />
    </OfficeForm>
  );
}
