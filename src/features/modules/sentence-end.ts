// Where the sentence ends that is being spoken at a moment of a webcast, by its captions: the kind place to stop.

/** One caption, times in seconds. */
export interface SpokenLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Nobody waits longer than this for the end of a sentence, in seconds. */
const mostWaiting = 15;
/** A pause this long ends a sentence whatever its punctuation says, in seconds. */
const longPause = 1.5;

const isEnded = ({ text }: SpokenLine): boolean => /[.!?…]["'’”)\]]*$/.test(text.replace(/<[^>]*>/g, '').trim());

/** `lines` in their order. In a pause between sentences it is the moment itself; it is never later than `latest`. */
export function sentenceEnd(lines: readonly SpokenLine[], at: number, latest: number): number {
  const limit = Math.min(latest, at + mostWaiting);
  let place = lines.findLastIndex(({ start }) => start <= at);
  for (let line = lines[place]; line && line.end < limit; line = lines[place]) {
    const next = lines[place + 1];
    if (isEnded(line) || !next || next.start - line.end > longPause) break;
    place += 1;
  }
  return Math.min(limit, Math.max(at, lines[place]?.end ?? at));
}
