// The parts of a webcast under its picture: where each begins, which plays, which were watched; a tap goes there.
import { CircleCheck } from 'lucide';
import { Pill } from '../../ui/Pill';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { chapterAt, secondsInWords } from './module-steps';
import type { Module } from './pack';

interface PartsProps {
  module: Module;
  now: number;
  watched: readonly string[];
  onChoose: (second: number) => void;
}

export function PlayerParts({ module, now, watched, onChoose }: PartsProps) {
  const current = chapterAt(module, now);
  return (
    <section class="player-parts">
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
                <Pill tone="good" icon={CircleCheck}>
                  {say(words.partWatched)}
                </Pill>
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
