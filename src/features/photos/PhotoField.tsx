// Photos for something that is being written: each is kept sealed at once, and belongs to it when that is kept.
import { Camera as CameraIcon, X } from 'lucide';
import { useState } from 'preact/hooks';
import type { Bytes } from '../../kernel/bytes';
import type { PhotoFieldGiven } from '../../sync/attachments/attaching.store';
import { type Made, makePhoto, throwAwayMade } from '../../sync/attachments/attachment.store';
import { Button, IconButton } from '../../ui/Button';
import { photoWords as words } from '../../ui/words/photos';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { Camera } from './Camera';
import { hasCamera, type Picture } from './camera.store';
import { useAddress } from './use-address';
import './photos.css';

const mostPhotos = 5;

interface Shown {
  readonly made: Made;
  readonly thumbnail: Bytes;
}

export function PhotoField({ session, subject, made, onMade }: PhotoFieldGiven) {
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [said, setSaid] = useState('');
  const add = async (picture: Picture): Promise<string | null> => {
    const kept = await makePhoto(session, subject, picture);
    if (!kept.ok) return say(kept.trouble === 'storage-full' ? words.full : refusalWords[kept.trouble]);
    setShown([...shown, { made: kept.value, thumbnail: picture.thumbnail }]);
    onMade([...made, kept.value]);
    setSaid(say(words.added));
    return null;
  };
  const remove = async (one: Shown) => {
    setShown(shown.filter(other => other !== one));
    onMade(made.filter(other => other !== one.made));
    await throwAwayMade(session, [one.made]);
    setSaid(say(words.removed));
  };
  if (!hasCamera()) return null;
  return (
    <div class="photo-field">
      {shown.length > 0 && (
        <ul class="photo-row">
          {shown.map((one, at) => (
            <li key={one.made.ids[0]}>
              <Draft thumbnail={one.thumbnail} number={at + 1} onRemove={() => void remove(one)} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < mostPhotos && (
        <Button icon={CameraIcon} onPress={() => setOpen(true)}>
          {say(shown.length > 0 ? words.addAnother : words.add)}
        </Button>
      )}
      <p class="listened" role="status">
        {said}
      </p>
      {isOpen && <Camera onPicture={add} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Draft({ thumbnail, number, onRemove }: { thumbnail: Bytes; number: number; onRemove: () => void }) {
  const address = useAddress(thumbnail);
  return (
    <div class="photo-draft">
      {address && <img class="photo-small" src={address} alt={say(words.one, { number })} />}
      <IconButton icon={X} label={say(words.removeOne, { number })} onPress={onRemove} />
    </div>
  );
}
