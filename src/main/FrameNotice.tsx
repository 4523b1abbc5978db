// The one notice above every page: draws what frame-notice.ts decides, with the act that helps.
import { CircleArrowUp, CloudAlert, HardDrive, ListChecks, RotateCw, ServerCog, TabletSmartphone, Unplug } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { AppUpdate } from '../device/app-update';
import type { Session } from '../device/session';
import { liveNoRoom, putRoomOff, roomPutOffOn, watchRoom } from '../device/storage-room';
import { calendarDay } from '../kernel/calendar-day';
import { frameNotice, isLow, type FrameNotice as NoticeName, type Room } from '../sync/saved/frame-notice';
import { liveReasons } from '../sync/saved/saved-counts.store';
import { Button, ButtonLink } from '../ui/Button';
import { HandOverContext } from '../ui/hand-over';
import type { IconData } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { useLive, useSignal } from '../ui/use-live';
import type { Sentence } from '../ui/words/define';
import { noticeWords as words } from '../ui/words/notices';
import { say } from '../ui/words/say';
import './frame-notice.css';
import type { OpenTablet } from './tablet.store';

export interface FrameNoticeProps {
  open: { readonly loop: Pick<OpenTablet['loop'], 'status'>; readonly isTooOld: OpenTablet['isTooOld'] };
  session: Session;
  update: Promise<Pick<AppUpdate, 'look' | 'takeUpdate'>>;
  /** Opens the list of what she has kept. */
  openList: () => void;
  reload: () => void;
}

interface Look {
  readonly icon: IconData;
  readonly tone: 'calm' | 'trouble';
  readonly what: Sentence;
  readonly safe: Sentence;
}

const looks: Readonly<Record<Exclude<NoticeName, 'room-low'>, Look>> = {
  'storage-closed': { icon: Unplug, tone: 'trouble', what: words.storageClosed, safe: words.storageClosedSafe },
  'storage-full': { icon: HardDrive, tone: 'trouble', what: words.storageFull, safe: words.storageFullSafe },
  'tablet-revoked': { icon: TabletSmartphone, tone: 'trouble', what: words.revoked, safe: words.revokedSafe },
  'not-enrolled': { icon: TabletSmartphone, tone: 'trouble', what: words.notEnrolled, safe: words.notEnrolledSafe },
  'update-needed': { icon: CircleArrowUp, tone: 'calm', what: words.tooOld, safe: words.tooOldSafe },
  stuck: { icon: CloudAlert, tone: 'calm', what: words.stuck, safe: words.stuckSafe },
  'server-older': { icon: ServerCog, tone: 'calm', what: words.serverOlder, safe: words.serverOlderSafe },
};

/** The room on this tablet, and whether she has put the warning off for today. */
function useStorageRoom({ tablet }: Session) {
  const room = useLive(watchRoom, []) ?? null;
  const isModuleTooLarge = useLive(() => liveNoRoom(tablet.database), [tablet]) ?? false;
  const [putOff, setPutOff] = useState<string | null | undefined>(undefined); // not read yet: nothing flashes
  useEffect(() => void roomPutOffOn(tablet.database).then(setPutOff), [tablet]);
  return {
    room,
    isModuleTooLarge,
    isRoomPutOff: putOff === undefined || putOff === calendarDay(tablet.clock()),
    putOff: () => void putRoomOff(tablet.database, tablet.clock).then(setPutOff),
  };
}

export function FrameNotice({ open, session, update, openList, reload }: FrameNoticeProps) {
  const storage = useSignal(session.tablet.database.health.trouble);
  const { trouble: sync, isStuck } = useSignal(open.loop.status);
  const stuck = usePutOff(isStuck);
  const isTooOldForModules = useSignal(open.isTooOld);
  const refused = useLive(() => liveReasons(session), [session]) ?? [];
  const { putOff, ...storageRoom } = useStorageRoom(session);
  const name = frameNotice({ storage, sync, isStuck: stuck.isTold, isTooOldForModules, refused, ...storageRoom });
  if (name === null) return null;
  if (name === 'room-low') return <LittleRoom room={storageRoom.room} onPutOff={putOff} />;
  return (
    <Told {...looks[name]} key={name}>
      {name === 'storage-closed' && <OpenAgain reload={reload} />}
      {name === 'storage-full' && <MakeRoom />}
      {name === 'update-needed' && <UpdateNow update={update} />}
      {name === 'stuck' && <ToCopy openList={openList} onPutOff={stuck.putOff} />}
      {(name === 'tablet-revoked' || name === 'not-enrolled' || name === 'server-older') && (
        <Button icon={ListChecks} onPress={openList}>
          {say(words.seeKept)}
        </Button>
      )}
    </Told>
  );
}

/** Put off until it has been well in between, or until somebody unlocks again. */
function usePutOff(holds: boolean) {
  const [isPutOff, setPutOff] = useState(false);
  useEffect(() => {
    if (!holds) setPutOff(false);
  }, [holds]);
  return { isTold: holds && !isPutOff, putOff: () => setPutOff(true) };
}

const ToCopy = ({ openList, onPutOff }: Pick<FrameNoticeProps, 'openList'> & { onPutOff: () => void }) => (
  <>
    <Button icon={ListChecks} onPress={openList}>
      {say(words.toCopy)}
    </Button>
    <Button look="quiet" onPress={onPutOff}>
      {say(words.notNow)}
    </Button>
  </>
);

function Told({ icon, tone, what, safe, children }: Look & { children: ComponentChildren }) {
  return (
    <div class="frame-notice">
      <Notice icon={icon} tone={tone}>
        <p>
          <strong>{say(what)}</strong> {say(safe)}
        </p>
        <div class="row">{children}</div>
      </Notice>
    </div>
  );
}

const MakeRoom = () => (
  <ButtonLink href="/learn" icon={HardDrive}>
    {say(words.makeRoom)}
  </ButtonLink>
);

function LittleRoom({ room, onPutOff }: { room: Room | null; onPutOff: () => void }) {
  return (
    <div class="frame-notice">
      <Notice icon={HardDrive}>
        <p>
          <strong>
            {room && isLow(room) ? say(words.roomLow, { size: Math.floor(room.free / 1_000_000) }) : say(words.moduleTooLarge)}
          </strong>{' '}
          {say(words.roomLowSafe)}
        </p>
        <div class="row">
          <MakeRoom />
          <Button look="quiet" onPress={onPutOff}>
            {say(words.notToday)}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

/** What is being written is handed over first, in case the storage takes it after all. */
function OpenAgain({ reload }: { reload: () => void }) {
  const handOvers = useContext(HandOverContext);
  const again = async () => {
    await handOvers?.all();
    reload();
  };
  return (
    <Button icon={RotateCw} onPress={() => void again()}>
      {say(words.openAgain)}
    </Button>
  );
}

/** Looks for the newer version, hands over what is being written, and only then changes to it. */
function UpdateNow({ update }: Pick<FrameNoticeProps, 'update'>) {
  const handOvers = useContext(HandOverContext);
  const [stage, setStage] = useState<'offered' | 'looking' | 'none'>('offered');
  const take = async () => {
    setStage('looking');
    const known = await update;
    if (!(await known.look())) return setStage('none');
    await handOvers?.all();
    return known.takeUpdate();
  };
  return (
    <>
      <Button icon={CircleArrowUp} disabled={stage === 'looking'} onPress={() => void take()}>
        {say(stage === 'looking' ? words.updating : words.updateNow)}
      </Button>
      <p role="status">{stage === 'none' && say(words.noUpdate)}</p>
    </>
  );
}
