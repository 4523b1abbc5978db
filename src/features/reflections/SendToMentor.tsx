// Asks before words leave for other eyes: shows exactly what will be sent, and sends exactly what it shows.
import { LockKeyhole, Send } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { reflectionWords as words } from '../../ui/words/reflections';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { reflectionKind } from './reflection';
import { sendToMentor } from './reflection.store';

export interface SendToMentorProps {
  session: Session;
  kept: Kept<typeof reflectionKind>;
  /** Told in words when it could not be kept; null when it was. */
  onDone: (trouble: string | null) => void;
  onClose: () => void;
}

export function SendToMentor({ session, kept, onDone, onClose }: SendToMentorProps) {
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const outcome = await sendToMentor(session, kept);
    onDone(outcome.ok ? null : say(refusalWords[outcome.trouble]));
    onClose();
  };
  return (
    <Dialog title={say(words.askTitle)} onClose={onClose}>
      <blockquote class="to-send prose">
        <bdi dir="auto">{kept.row.text}</bdi>
      </blockquote>
      <p class="soft">{say(words.askHelp)}</p>
      <div class="dialog-acts">
        <Button look="main" icon={Send} disabled={busy} onPress={() => void send()}>
          {say(words.send)}
        </Button>
        <Button icon={LockKeyhole} onPress={onClose}>
          {say(words.keepForMe)}
        </Button>
      </div>
    </Dialog>
  );
}
