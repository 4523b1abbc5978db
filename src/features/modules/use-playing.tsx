// What the player does with the browser's video: begins at the kept place, tells how far it is, and stops kindly where it was asked to.
import { useEffect, useRef, useState } from 'preact/hooks';
import { chapterAt, chaptersEnded, endOf, isPartEnd } from './module-steps';
import type { Module } from './pack';
import { type SpokenLine, sentenceEnd } from './sentence-end';

/** A jump of more than this many seconds is a seek, not watching. */
const longestStep = 3;
/** The place is kept this often, in seconds, and whenever it pauses. */
const keepEvery = 5;
/** The browser tells the time four times a second; nearer to the stop than this many seconds, a timer takes over. */
const nearTheStop = 0.5;

export interface Playing {
  module: Module;
  /** Where to begin, in seconds. */
  begin: number;
  /** Where to stop kindly, in seconds; at the webcast's end where there is none. */
  until?: number | undefined;
  /** She has just tapped Start: it plays as soon as it can. Where the browser refuses, Play is there. */
  playsAtOnce?: boolean;
  /** Told while it plays: where it is, and which chapters were just watched to their end. */
  onAt: (position: number, ended: readonly string[]) => void;
  /** A good moment to keep what was told. */
  onPause: () => void;
}

/** How it came to a stop, and how many seconds had been watched by then. */
export interface Stop {
  readonly watched: number;
  readonly isEnd: boolean;
}

type Video = { readonly current: HTMLVideoElement | null };

/** The captions that the browser has read; their words carry the tags of WebVTT. */
function spokenLines({ current }: Video): readonly SpokenLine[] {
  const cues = [...(current?.textTracks?.[0]?.cues ?? [])] as VTTCue[];
  return cues.map(({ startTime, endTime, text }) => ({ start: startTime, end: endTime, text }));
}

function stopSecond(video: Video, module: Module, until: number): number {
  if (isPartEnd(module, until)) return until;
  return sentenceEnd(spokenLines(video), until, endOf(module, chapterAt(module, until)));
}

/** Halts once, when playing reaches the stop; a seek beyond it is her own wish and is not stopped. */
function useKindStop(video: Video, module: Module, until: number | undefined, halt: () => void) {
  const isOver = useRef(until === undefined || until >= module.webcast.length);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stopNow = () => {
    clearTimeout(timer.current);
    if (isOver.current || video.current?.paused) return;
    isOver.current = true;
    halt();
  };
  /** Told of each step of playing, in seconds. */
  return (from: number, at: number) => {
    clearTimeout(timer.current);
    if (isOver.current || until === undefined || at < until - nearTheStop) return;
    const stop = stopSecond(video, module, until);
    if (from >= stop) return;
    const left = (stop - at) / (video.current?.playbackRate ?? 1);
    if (left <= 0) stopNow();
    else if (left <= nearTheStop) timer.current = setTimeout(stopNow, left * 1_000);
  };
}

export function usePlaying({ module, begin, until, playsAtOnce = false, onAt, onPause }: Playing) {
  const video = useRef<HTMLVideoElement>(null);
  const last = useRef({ at: begin, kept: begin, watched: 0 });
  const [now, setNow] = useState(begin);
  const [isPlaying, setPlaying] = useState(false);
  const [stop, setStop] = useState<Stop | null>(null);
  const come = (isEnd: boolean) => setStop({ watched: last.current.watched, isEnd });
  const stepped = useKindStop(video, module, until, () => {
    video.current?.pause();
    come(false);
  });
  const onTime = () => {
    if (!video.current) return; // it has left the page, and its time says nothing any more
    const [from, at] = [last.current.at, video.current.currentTime];
    const isWatching = Math.abs(at - from) < longestStep;
    const ended = isWatching ? chaptersEnded(module, from, at) : [];
    last.current.at = at;
    if (isWatching) last.current.watched += Math.max(0, at - from);
    setNow(at);
    onAt(at, ended);
    if (isWatching) stepped(from, at);
    if (ended.length === 0 && Math.abs(at - last.current.kept) < keepEvery) return;
    last.current.kept = at;
    onPause();
  };
  const seek = (to: number) => {
    setStop(null);
    if (video.current) video.current.currentTime = Math.max(0, to);
  };
  const play = () => void video.current?.play().catch(() => setPlaying(false));
  const toggle = () => (isPlaying ? video.current?.pause() : play());
  const events = {
    onTimeUpdate: onTime,
    onPlay: () => {
      setStop(null);
      setPlaying(true);
    },
    onPause: () => {
      setPlaying(false);
      onPause();
    },
    onEnded: () => come(true),
    onLoadedMetadata: () => {
      seek(begin);
      if (playsAtOnce) play();
    },
  };
  return { video, now, isPlaying, stop, seek, toggle, events };
}
