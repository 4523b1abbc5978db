// A baby's drawn face in a circle; where none was chosen or it is not there, the first letter of the name.
import { useState } from 'preact/hooks';
import { initialOf } from './Avatar';
import './avatar.css';
import { faceUrl } from './face-address';

export function Face({ face, name }: { face: string; name: string }) {
  const [missing, setMissing] = useState(false);
  const url = missing ? null : faceUrl(face);
  return (
    <span class="face" aria-hidden="true">
      {url ? <img src={url} alt="" width={200} height={200} loading="lazy" onError={() => setMissing(true)} /> : initialOf(name)}
    </span>
  );
}
