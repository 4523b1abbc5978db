// Opens a webcast from the bytes that are held, unseen, to find out whether this tablet can really play it.

const patience = 20_000;
/** Seconds before the end: within the last second, and still a picture. */
const nearTheEnd = 0.5;

const heard = (video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<'heard' | 'error' | 'nothing'> =>
  new Promise(resolve => {
    video.addEventListener(name, () => resolve('heard'), { once: true });
    video.addEventListener('error', () => resolve('error'), { once: true });
    setTimeout(() => resolve('nothing'), patience);
  });

/** Its first and its last second could be decoded; `unknown` when the browser did not get round to it (a page in the background). */
export async function opens(film: Blob): Promise<'yes' | 'no' | 'unknown'> {
  const video = document.createElement('video');
  const address = URL.createObjectURL(film);
  video.muted = true;
  video.preload = 'auto';
  try {
    const first = heard(video, 'loadeddata');
    video.src = address;
    if ((await first) !== 'heard') return (await first) === 'error' ? 'no' : 'unknown';
    const last = heard(video, 'seeked');
    video.currentTime = Math.max(0, video.duration - nearTheEnd);
    const seen = await last;
    return seen === 'heard' ? 'yes' : seen === 'error' ? 'no' : 'unknown';
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
}
