// One tablet as it reported last, and taking it out of use.
import { Lock } from 'lucide';
import { useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { officeTabletWords as words } from '../../ui/words/office-tablets';
import { say } from '../../ui/words/say';
import { lostTabletPath, lostTabletSchema, type OfficeTablet, revokeTabletPath } from './devices-protocol';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

const states = { 'in-use': words.inUse, revoked: words.revoked, emptied: words.emptied };
const stateTags = { 'in-use': 'tag tag-good', revoked: 'tag tag-busy', emptied: 'tag' };

const megabytes = (bytes: number): string => Math.round(bytes / 1_000_000).toLocaleString('en-GB');
const moment = (at: number) => ({ day: dayInWords(at), time: timeInWords(at) });

interface TabletCardProps {
  tablet: OfficeTablet;
  /** The app that the server has. */
  newest: string;
  again: () => void;
}

export function TabletCard({ tablet, newest, again }: TabletCardProps) {
  const [going, setGoing] = useState<'out' | 'lost' | null>(null);
  const { name, owner, state, lockedOut } = tablet;
  return (
    <Card>
      <div class="row spread">
        <h3>
          <bdi dir="auto">{name}</bdi>
        </h3>
        <span class={stateTags[state]}>{say(states[state])}</span>
      </div>
      <ul class="office-facts">
        {owner && <li>{say(words.ownerIs, { name: owner.name })}</li>}
        <Facts tablet={tablet} newest={newest} />
      </ul>
      {state !== 'emptied' &&
        lockedOut.map(({ id, name: who, at }) => (
          <Notice key={id} icon={Lock}>
            <p>{say(words.lockedOut, { name: who, day: dayInWords(at) })}</p>
          </Notice>
        ))}
      <div class="row">
        {state === 'in-use' && <Button onPress={() => setGoing('out')}>{say(words.takeOut)}</Button>}
        {state !== 'emptied' && (
          <Button look="quiet" onPress={() => setGoing('lost')}>
            {say(words.lost)}
          </Button>
        )}
      </div>
      {going === 'out' && <TakeOut tablet={tablet} onClose={() => setGoing(null)} again={again} />}
      {going === 'lost' && <Lost tablet={tablet} onClose={() => setGoing(null)} again={again} />}
    </Card>
  );
}

function Facts({ tablet: { seenAt, enrolledAt, waiting, storage, app }, newest }: Pick<TabletCardProps, 'tablet' | 'newest'>) {
  const isOld = app !== null && app !== newest;
  return (
    <>
      <li>{seenAt === null ? say(words.neverSeen, { day: dayInWords(enrolledAt) }) : say(words.seen, moment(seenAt))}</li>
      {waiting !== null && <li>{say(words.waiting, { count: waiting })}</li>}
      {storage && <li class="number">{say(words.storage, { used: megabytes(storage.used), most: megabytes(storage.most) })}</li>}
      {app !== null && <li>{isOld ? say(words.versionOld, { version: app, newest }) : say(words.version, { version: app })}</li>}
    </>
  );
}

interface GoingProps {
  tablet: OfficeTablet;
  onClose: () => void;
  again: () => void;
}

function TakeOut({ tablet: { id, name }, onClose, again }: GoingProps) {
  const { client } = useOffice();
  const { isBusy, problem, run } = useAct();
  const done = () => {
    onClose();
    again();
  };
  return (
    <Dialog title={say(words.takeOutTitle, { name })} onClose={onClose}>
      <p>{say(words.takeOutHelp)}</p>
      <Problem of={problem} />
      <div class="dialog-acts">
        <Button look="main" disabled={isBusy} onPress={() => void run(() => client.act(revokeTabletPath, { id }, nothingSchema), done)}>
          {say(words.takeOutIt)}
        </Button>
        <Button onPress={onClose}>{say(words.keep)}</Button>
      </div>
    </Dialog>
  );
}

function Lost({ tablet: { id, name }, onClose, again }: GoingProps) {
  const { client } = useOffice();
  const [said, setSaid] = useState<{ neverSent: number | null } | null>(null);
  const { isBusy, problem, run } = useAct();
  const close = () => {
    onClose();
    if (said) again();
  };
  return (
    <Dialog title={say(said ? words.isOut : words.lostTitle, { name })} onClose={close}>
      <p>
        {said === null
          ? say(words.lostHelp)
          : said.neverSent === null
            ? say(words.lostNever)
            : say(words.lostSaid, { count: said.neverSent })}
      </p>
      <Problem of={problem} />
      <div class="dialog-acts">
        {!said && (
          <Button
            look="main"
            disabled={isBusy}
            onPress={() => void run(() => client.act(lostTabletPath, { id }, lostTabletSchema), setSaid)}
          >
            {say(words.lostIt)}
          </Button>
        )}
        <Button onPress={close}>{say(said ? words.toList : words.keep)}</Button>
      </div>
    </Dialog>
  );
}
