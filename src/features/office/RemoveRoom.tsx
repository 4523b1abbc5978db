// Removing a room: asked once more, and where somebody is still in it, it is said who.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { exportWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { type RoomRemoved, removeRoomPath, roomRemovedSchema } from './exports-protocol';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

interface RemoveRoomProps {
  room: { readonly id: string; readonly name: string };
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveRoom({ room, onClose, onRemoved }: RemoveRoomProps) {
  const { client } = useOffice();
  const [stays, setStays] = useState<RoomRemoved | null>(null);
  const { isBusy, problem, run } = useAct();
  const go = () =>
    void run(
      () => client.act(removeRoomPath, { room: room.id }, roomRemovedSchema),
      outcome => (outcome.removed ? onRemoved() : setStays(outcome)),
    );
  return (
    <Dialog title={say(words.removeRoom, { name: room.name })} onClose={onClose}>
      <p>{say(words.removeRoomHelp)}</p>
      <Problem of={problem} />
      {stays && (
        <Notice tone="trouble">
          <p>{whyItStays(stays)}</p>
        </Notice>
      )}
      <div class="row">
        <Button disabled={isBusy} onPress={go}>
          {say(words.removeRoomIt)}
        </Button>
      </div>
    </Dialog>
  );
}

const whyItStays = ({ isLast, people, babies }: RoomRemoved): string =>
  isLast ? say(words.roomIsLast) : say(words.roomIsIn, { people, babies, both: people > 0 && babies > 0 ? 'yes' : 'no' });
