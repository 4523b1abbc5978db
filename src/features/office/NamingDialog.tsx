// Gives something its name, new or changed: a nursery, a room.
import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/Dialog';
import { LineField } from '../../ui/Field';
import { OfficeForm } from './OfficeField';
import type { OfficeOutcome } from './office-client.store';
import { Problem } from './Problem';
import { useAct } from './use-office';

interface NamingDialogProps {
  title: string;
  label: string;
  /** Says the act. */
  act: string;
  before: string;
  keep: (name: string) => Promise<OfficeOutcome<unknown>>;
  onClose: () => void;
  onKept: () => void;
}

export function NamingDialog({ title, label, act, before, keep, onClose, onKept }: NamingDialogProps) {
  const [name, setName] = useState(before);
  const { isBusy, problem, run } = useAct();
  return (
    <Dialog title={title} onClose={onClose}>
      <OfficeForm act={act} isBusy={isBusy} onGo={() => void run(() => keep(name), onKept)}>
        <Problem of={problem} />
        <LineField label={label} value={name} onInput={setName} longest={60} />
      </OfficeForm>
    </Dialog>
  );
}
