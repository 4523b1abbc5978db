// The camera in a dialog: what it sees, one tap, and a look at the photo before it is used.
import { Camera as CameraIcon, Check, RefreshCw, SwitchCamera } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { photoWords as words } from '../../ui/words/photos';
import { say } from '../../ui/words/say';
import { type CameraTrouble, closeCamera, type Facing, hasOtherCamera, openCamera, type Picture, takePicture } from './camera.store';
import { useAddress } from './use-address';
import './photos.css';

interface CameraProps {
  /** Gives what stopped the photo from being kept, in words; null: it is kept. */
  onPicture: (picture: Picture) => Promise<string | null>;
  onClose: () => void;
}

/** On while the dialog is open and no photo has been taken; off in the same moment, not after a paint. */
function useCamera(isWanted: boolean) {
  const video = useRef<HTMLVideoElement>(null);
  const [facing, setFacing] = useState<Facing>('environment');
  const [state, setState] = useState<'starting' | 'seeing' | CameraTrouble>('starting');
  const [hasOther, setOther] = useState(false);
  useLayoutEffect(() => {
    if (!isWanted) return;
    let camera: MediaStream | null = null;
    let isGone = false;
    setState('starting');
    void openCamera(facing).then(async opened => {
      if (isGone) return opened.ok ? closeCamera(opened.value) : undefined;
      if (!opened.ok) return setState(opened.trouble);
      camera = opened.value;
      if (video.current) video.current.srcObject = camera;
      setOther(await hasOtherCamera());
    });
    return () => {
      isGone = true;
      if (camera) closeCamera(camera);
    };
  }, [facing, isWanted]);
  const turn = () => setFacing(facing === 'environment' ? 'user' : 'environment');
  return { video, facing, state, hasOther, turn, onSeen: () => setState('seeing') };
}

export function Camera({ onPicture, onClose }: CameraProps) {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const camera = useCamera(picture === null);
  const { video, state } = camera;
  const isOn = state === 'starting' || state === 'seeing';
  const take = async () => {
    const taken = video.current && (await takePicture(video.current));
    setTrouble(taken ? null : say(words.nothingSeen));
    setPicture(taken);
  };
  const use = async (now: Picture) => {
    const stopped = await onPicture(now);
    setTrouble(stopped);
    if (stopped === null) onClose();
  };
  const said = trouble ?? (picture || isOn ? null : say(words[state]));
  return (
    <Dialog title={say(words.title)} onClose={onClose}>
      <p class="camera-rule">{say(words.noFaces)}</p>
      {picture ? <Taken picture={picture} /> : isOn && <Seen camera={camera} />}
      {said && (
        <Notice tone="trouble">
          <p>{said}</p>
        </Notice>
      )}
      {picture ? (
        <div class="camera-acts">
          <Button look="main" icon={Check} onPress={() => void use(picture)}>
            {say(words.use)}
          </Button>
          <Button icon={RefreshCw} onPress={() => setPicture(null)}>
            {say(words.again)}
          </Button>
        </div>
      ) : (
        <Taking camera={camera} onTake={() => void take()} />
      )}
    </Dialog>
  );
}

type CameraNow = ReturnType<typeof useCamera>;

function Seen({ camera: { video, facing, state, onSeen } }: { camera: CameraNow }) {
  return (
    <div class="camera-frame">
      <video
        ref={video}
        class="camera-view"
        data-mirrored={facing === 'user' || undefined}
        aria-label={say(words.view)}
        autoplay
        playsInline
        muted
        onPlaying={onSeen}
      />
      {state === 'starting' && <p role="status">{say(words.starting)}</p>}
    </div>
  );
}

function Taking({ camera: { state, hasOther, turn }, onTake }: { camera: CameraNow; onTake: () => void }) {
  return (
    <div class="camera-acts">
      {(state === 'starting' || state === 'seeing') && (
        <Button look="main" icon={CameraIcon} disabled={state === 'starting'} onPress={onTake}>
          {say(words.take)}
        </Button>
      )}
      {hasOther && (
        <Button icon={SwitchCamera} onPress={turn}>
          {say(words.otherCamera)}
        </Button>
      )}
    </div>
  );
}

function Taken({ picture }: { picture: Picture }) {
  const address = useAddress(picture.photo);
  return <div class="camera-frame">{address && <img class="camera-view" src={address} alt={say(words.taken)} />}</div>;
}
