// The photos of one record, small; a tap shows one large, fetched when it is not on this tablet.
import { ImageOff, Trash2 } from 'lucide';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sendThrough } from '../../device/byte-session';
import type { KeptBlob } from '../../device/database';
import { createSendBytes, type SendBytes } from '../../device/http';
import type { Session } from '../../device/session';
import type { AttachedTo } from '../../sync/attachments/attaching.store';
import { attachmentKind, thumbnailKind } from '../../sync/attachments/attachment';
import {
  carriedState,
  type KeptAttachment,
  type KeptThumbnail,
  liveBlobs,
  removeAttachment,
} from '../../sync/attachments/attachment.store';
import { type Reading, readAttachment, type Wanted } from '../../sync/attachments/attachment-reading.store';
import { liveRecords } from '../../sync/records.store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useHandOver } from '../../ui/hand-over';
import { Icon } from '../../ui/Icon';
import { SavedTag } from '../../ui/SavedTag';
import { Undo } from '../../ui/Undo';
import { useLive } from '../../ui/use-live';
import { photoWords as words } from '../../ui/words/photos';
import { say } from '../../ui/words/say';
import { useAddress } from './use-address';
import './photos.css';

interface Photo {
  readonly photo: KeptAttachment;
  readonly thumbnail: KeptThumbnail | undefined;
}

function usePhotos(session: Session, subject: string): readonly Photo[] {
  const photos = useLive(() => liveRecords(session, attachmentKind, subject), [session, subject]);
  const thumbnails = useLive(() => liveRecords(session, thumbnailKind, subject), [session, subject]);
  return (photos?.items ?? [])
    .filter(({ row }) => row.what === 'photo' && row.standing === 'there')
    .sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1))
    .map(photo => ({ photo, thumbnail: thumbnails?.items.find(({ row }) => row.of === photo.id) }));
}

/** Hidden at once, removed when the time to take it back is over, or when the page goes. */
function useRemoving(session: Session) {
  const [leaving, setLeaving] = useState<Photo | null>(null);
  const remove = useCallback(
    async (one: Photo | null) => {
      if (one) await removeAttachment(session, one.photo, one.thumbnail);
      setLeaving(now => (now === one ? null : now));
    },
    [session],
  );
  const onGone = useCallback(() => void remove(leaving), [remove, leaving]);
  useHandOver(() => remove(leaving));
  const undo = leaving && (
    <Undo onUndo={() => setLeaving(null)} onGone={onGone}>
      {say(words.removed)}
    </Undo>
  );
  return { leaving, setLeaving, undo };
}

export function Photos({ session, http, subject }: AttachedTo) {
  const photos = usePhotos(session, subject.id);
  const blobs = useLive(() => liveBlobs(session, subject.id), [session, subject.id]);
  const send = useMemo(() => sendThrough(createSendBytes(), http), [http]);
  const [open, setOpen] = useState<Photo | null>(null);
  const { leaving, setLeaving, undo } = useRemoving(session);
  const shown = photos.filter(({ photo }) => photo.id !== leaving?.photo.id);
  const remove = (one: Photo) => {
    setOpen(null);
    setLeaving(one);
  };
  if (shown.length === 0) return undo;
  const waiting = shown.filter(({ photo }) => blobs?.get(photo.id)?.state === 'waits').length;
  return (
    <>
      <ul class="photo-row">
        {shown.map((one, at) => (
          <li key={one.photo.id}>
            <Small
              session={session}
              send={send}
              one={one}
              number={at + 1}
              isHere={blobs?.has(one.thumbnail?.id ?? '')}
              onOpen={() => setOpen(one)}
            />
          </li>
        ))}
      </ul>
      {waiting > 0 && <p class="small soft">{say(words.stillHere, { count: waiting })}</p>}
      {open && (
        <Large session={session} send={send} one={open} blob={blobs?.get(open.photo.id)} onRemove={remove} onClose={() => setOpen(null)} />
      )}
      {undo}
    </>
  );
}

/** The bytes of it, read once they are wanted and again when they have come. */
function useReading(session: Session, send: SendBytes, wanted: Wanted | null, isHere: boolean | undefined): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  const mark = wanted && `${wanted.id} ${wanted.sha256} ${isHere}`; // the record itself is made anew at each reading
  const newest = useRef(wanted);
  newest.current = wanted;
  useEffect(() => {
    let isGone = false;
    const now = mark === null ? null : newest.current;
    if (now) void readAttachment(session, send, now).then(read => !isGone && setReading(read));
    return () => {
      isGone = true;
    };
  }, [session, send, mark]);
  return reading;
}

interface SmallProps {
  session: Session;
  send: SendBytes;
  one: Photo;
  number: number;
  isHere: boolean | undefined;
  onOpen: () => void;
}

function Small({ session, send, one: { photo, thumbnail }, number, isHere, onOpen }: SmallProps) {
  const { subjectKind } = photo.row;
  const wanted: Wanted | null = thumbnail ? { ...thumbnail.row, id: thumbnail.id, what: 'thumbnail', subjectKind } : null;
  const reading = useReading(session, send, wanted, isHere);
  const address = useAddress(reading?.ok ? reading.value : null);
  return (
    <button type="button" class="photo-open" aria-label={say(words.look, { number })} aria-haspopup="dialog" onClick={onOpen}>
      {address ? (
        <img class="photo-small" src={address} alt="" />
      ) : (
        <span class="photo-small photo-none">{reading?.ok === false && <Icon of={ImageOff} />}</span>
      )}
    </button>
  );
}

function whyNot({ trouble }: Extract<Reading, { ok: false }>): string {
  if (trouble === 'not-found') return say(words.notYet);
  if (trouble === 'no-network') return say(words.noNetwork);
  return say(trouble === 'row-damaged' ? words.damaged : words.cannotFetch);
}

interface LargeProps {
  session: Session;
  send: SendBytes;
  one: Photo;
  blob: KeptBlob | undefined;
  onRemove: (one: Photo) => void;
  onClose: () => void;
}

function Large({ session, send, one, blob, onRemove, onClose }: LargeProps) {
  const { photo } = one;
  const reading = useReading(session, send, { ...photo.row, id: photo.id }, true);
  const address = useAddress(reading?.ok ? reading.value : null);
  const said = reading?.ok === false ? whyNot(reading) : blob?.state === 'refused' ? say(words.refused) : null;
  return (
    <Dialog title={say(words.whole)} onClose={onClose}>
      {address && <img class="photo-large" src={address} alt={say(words.whole)} />}
      <p role="status">{reading ? said : say(words.fetching)}</p>
      <div class="row spread">
        <SavedTag saved={carriedState(photo.saved, blob)} />
        {photo.author === session.person.id && (
          <Button look="quiet" icon={Trash2} onPress={() => onRemove(one)}>
            {say(words.remove)}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
