// The player: the browser's own video with large controls of ours: play, ten seconds back, speed, captions, parts.
import { Captions, CaptionsOff, CircleCheck, Gauge, Pause, Play, RotateCcw, TriangleAlert } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { chapterAt, chaptersEnded, secondsInWords } from './module-steps';
import type { Module } from './pack';

const speeds = [1, 1.25, 1.5, 2, 0.75];
/** A jump of more than this many seconds is a seek, not watching. */
const longestStep = 3;
/** The place is kept this often, in seconds, and whenever it pauses. */
const keepEvery = 5;

export interface PlayerProps {
  module: Module;
  /** Where to begin, in seconds. */
  begin: number;
  watched: readonly string[];
  /** Told while it plays: where it is, and which chapters were just watched to their end. */
  onAt: (position: number, ended: readonly string[]) => void;
  /** A good moment to keep what was told. */
  onPause: () => void;
}

function usePlaying({ module, begin, onAt, onPause }: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const last = useRef({ at: begin, kept: begin });
  const [now, setNow] = useState(begin);
  const [isPlaying, setPlaying] = useState(false);
  const onTime = () => {
    const at = video.current?.currentTime ?? 0;
    const isWatching = Math.abs(at - last.current.at) < longestStep;
    const ended = isWatching ? chaptersEnded(module, last.current.at, at) : [];
    last.current.at = at;
    setNow(at);
    onAt(at, ended);
    if (ended.length === 0 && Math.abs(at - last.current.kept) < keepEvery) return;
    last.current.kept = at;
    onPause();
  };
  const seek = (to: number) => {
    if (video.current) video.current.currentTime = Math.max(0, to);
  };
  const toggle = () => {
    if (isPlaying) video.current?.pause();
    else void video.current?.play().catch(() => setPlaying(false));
  };
  const events = {
    onTimeUpdate: onTime,
    onPlay: () => setPlaying(true),
    onPause: () => {
      setPlaying(false);
      onPause();
    },
    onLoadedMetadata: () => seek(begin),
  };
  return { video, now, isPlaying, seek, toggle, events };
}

export function Player(props: PlayerProps) {
  const { module, watched } = props;
  const { video, now, isPlaying, seek, toggle, events } = usePlaying(props);
  const [isBroken, setBroken] = useState(false);
  const { webcast } = module;
  return (
    <div class="player">
      {isBroken && (
        <Notice tone="trouble" icon={TriangleAlert}>
          <h2>{say(words.playerTrouble)}</h2>
          <p>{say(words.playerTroubleHelp)}</p>
        </Notice>
      )}
      <video
        ref={video}
        class="player-picture"
        src={webcast.video.path}
        poster={webcast.poster.path}
        preload="metadata"
        playsInline
        aria-label={module.title}
        onClick={toggle}
        onError={() => setBroken(true)}
        {...events}
      >
        <track kind="captions" src={webcast.captions.path} srcLang="en" label="English" default />
      </video>
      <div class="player-time">
        <input
          class="player-line"
          type="range"
          min={0}
          max={webcast.length}
          step={1}
          value={Math.floor(now)}
          aria-label={say(words.position)}
          aria-valuetext={say(words.positionOf, { now: secondsInWords(now), length: secondsInWords(webcast.length) })}
          onInput={event => seek(Number(event.currentTarget.value))}
        />
        <p class="number small soft">{say(words.positionOf, { now: secondsInWords(now), length: secondsInWords(webcast.length) })}</p>
      </div>
      <div class="player-acts">
        <Button look="main" icon={isPlaying ? Pause : Play} onPress={toggle}>
          {say(isPlaying ? words.pause : words.play)}
        </Button>
        <Button icon={RotateCcw} onPress={() => seek(now - 10)}>
          {say(words.backTen)}
        </Button>
        <Speed video={video} />
        <CaptionsSwitch video={video} />
      </div>
      <Parts module={module} now={now} watched={watched} onChoose={seek} />
    </div>
  );
}

type Video = { readonly current: HTMLVideoElement | null };

function Speed({ video }: { video: Video }) {
  const [at, setAt] = useState(0);
  const rate = speeds[at] ?? 1;
  useEffect(() => {
    if (video.current) video.current.playbackRate = rate;
  }, [video, rate]);
  return (
    <Button icon={Gauge} onPress={() => setAt((at + 1) % speeds.length)}>
      {say(words.speed, { rate: `${rate}×` })}
    </Button>
  );
}

function CaptionsSwitch({ video }: { video: Video }) {
  const [isOn, setOn] = useState(true);
  useEffect(() => {
    const track = video.current?.textTracks?.[0];
    if (track) track.mode = isOn ? 'showing' : 'hidden';
  }, [video, isOn]);
  return (
    <Button icon={isOn ? Captions : CaptionsOff} pressed={isOn} onPress={() => setOn(!isOn)}>
      {say(isOn ? words.captionsOn : words.captionsOff)}
    </Button>
  );
}

interface PartsProps {
  module: Module;
  now: number;
  watched: readonly string[];
  onChoose: (second: number) => void;
}

function Parts({ module, now, watched, onChoose }: PartsProps) {
  const current = chapterAt(module, now);
  return (
    <section class="section">
      <h2>{say(words.parts)}</h2>
      <ol class="list">
        {module.chapters.map((chapter, at) => (
          <li key={chapter.id}>
            <button
              type="button"
              class="item part"
              aria-current={at === current ? 'true' : undefined}
              onClick={() => onChoose(chapter.starts)}
            >
              <span class="number soft">{secondsInWords(chapter.starts)}</span>
              <span class="grows">{chapter.title}</span>
              {watched.includes(chapter.id) && (
                <span class="tag tag-good">
                  <Icon of={CircleCheck} size={16} />
                  {say(words.partWatched)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
