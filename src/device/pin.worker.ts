// Stretches one PIN beside the page, so that nothing on screen stands still; the page ends it once it has answered.
import { type StretchParameters, stretchPin } from './stretch';

addEventListener('message', (asked: MessageEvent<{ readonly pin: string; readonly wrap: StretchParameters }>) => {
  // A promise that is refused reaches the page only when it is reported.
  stretchPin(asked.data.pin, asked.data.wrap).then(stretched => postMessage(stretched), reportError);
});
