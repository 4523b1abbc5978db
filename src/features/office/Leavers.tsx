// Who has left and can still fetch her own words, each with the way to a link for her; nothing where nobody has.
import { useState } from 'preact/hooks';
import { dayInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ownLinkWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { type Leaver, leaversPath, leaversSchema } from './exports-protocol';
import { LeaverLink } from './LeaverLink';
import { Problem } from './Problem';
import { useAsked } from './use-office';

/** `nursery` null: of those outside nurseries. */
export function Leavers({ nursery }: { nursery: string | null }) {
  const path = nursery === null ? leaversPath : `${leaversPath}?nursery=${encodeURIComponent(nursery)}`;
  const { value, problem, again } = useAsked(path, leaversSchema);
  const [opened, setOpened] = useState<Leaver | null>(null);
  if (problem) return <Problem of={problem} />;
  if (!value || value.leavers.length === 0) return null;
  const close = () => {
    setOpened(null);
    void again();
  };
  return (
    <section class="section">
      <h2>{say(words.leavers)}</h2>
      <p class="soft">{say(words.leaversHelp)}</p>
      <ul class="list">
        {value.leavers.map(leaver => (
          <li key={leaver.id} class="item">
            <span class="grows">
              <bdi class="item-title" dir="auto">
                {leaver.name}
              </bdi>
              <br />
              <span class="soft">{say(words.leaverUntil, { left: dayInWords(leaver.leftAt), until: dayInWords(leaver.until) })}</span>
            </span>
            {leaver.hasLink && <span class="tag tag-good">{say(words.linkMade)}</span>}
            <Button onPress={() => setOpened(leaver)}>{say(leaver.hasLink ? words.makeAgain : words.make)}</Button>
          </li>
        ))}
      </ul>
      {opened && (
        <Dialog title={say(words.hasLeft, { name: opened.name })} onClose={close}>
          <p>{say(words.hasLeftHelp)}</p>
          <LeaverLink person={opened} nursery={nursery} hasLink={opened.hasLink} />
        </Dialog>
      )}
    </section>
  );
}
