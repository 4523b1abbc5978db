// Writes WebVTT captions: one cue per sentence, word for word what the voice says.

const LINE = 42;
/** A cue stays a moment after the voice, but never into the next one. */
const LINGER = 0.4;

export function captions({ slides }) {
  const said = slides.flatMap(slide => slide.said);
  const cues = said.map(({ text, start, end }, i) => {
    const until = Math.min(end + LINGER, said[i + 1]?.start ?? end + LINGER);
    return `${i + 1}\n${clock(start)} --> ${clock(until)}\n${twoLines(text)}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function clock(seconds) {
  const ms = Math.round(seconds * 1000);
  const two = n => String(n).padStart(2, '0');
  return `${two(Math.floor(ms / 3600000))}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** How much nearer to the middle a break between words must be, to be better than one after a stop or a comma. */
const STOP_IS_WORTH = 14;

/** Breaks a long sentence near its middle, after a stop or a comma where there is one. */
function twoLines(text) {
  if (text.length <= LINE) return text;
  const breaks = [...text.matchAll(/ /g)].map(({ index }) => {
    const off = Math.abs(index - text.length / 2);
    return { index, cost: /[.,?]/.test(text[index - 1]) ? off - STOP_IS_WORTH : off };
  });
  const { index } = breaks.reduce((best, one) => (one.cost < best.cost ? one : best));
  return `${text.slice(0, index)}\n${text.slice(index + 1)}`;
}
