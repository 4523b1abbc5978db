// One's own tries, newest first: which task, how it went, the line, and where it is kept.
import type { ComponentChildren } from 'preact';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Kept } from '../../sync/records.store';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { SavedTag } from '../../ui/SavedTag';
import { gapTaskWords as words } from '../../ui/words/gap-tasks';
import { say } from '../../ui/words/say';
import { gapTaskBy } from '../modules/find-in-modules';
import type { Module } from '../modules/pack';
import { waysInLooks } from './GapTaskTried';
import type { gapTaskTryKind } from './gap-task-try';

type KeptTry = Kept<typeof gapTaskTryKind>;

interface MyTriesProps {
  tries: readonly KeptTry[];
  modules: readonly Module[];
  /** The photos of the try with this id. */
  photos: (id: string) => ComponentChildren;
}

export function MyTries({ tries, modules, photos }: MyTriesProps) {
  return (
    <section class="section">
      <h2>{say(words.myTries)}</h2>
      {tries.length === 0 && (
        <p class="soft">
          {say(words.noTries)}. {say(words.noTriesHelp)}
        </p>
      )}
      <LongList items={[...tries].sort((a, b) => b.made - a.made)} nameOf={({ id }) => id}>
        {kept => <TryItem kept={kept} photos={photos(kept.id)} title={gapTaskBy(modules, kept.row.task)?.title ?? say(words.title)} />}
      </LongList>
    </section>
  );
}

function TryItem({ kept, title, photos }: { kept: KeptTry; title: string; photos: ComponentChildren }) {
  const look = waysInLooks[kept.row.went];
  return (
    <div class="item">
      <span class="went" data-hue={look.hue}>
        <Icon of={look.icon} size={28} />
      </span>
      <div class="grows stack-close">
        <p>
          <span class="item-title">{title}</span> · {say(look.word)}
        </p>
        {kept.row.note && (
          <p class="prose">
            <bdi dir="auto">{kept.row.note}</bdi>
          </p>
        )}
        {photos}
        <p class="row small soft">
          {dayInWords(kept.made)}, {timeInWords(kept.made)}
          <SavedTag saved={kept.saved} />
        </p>
      </div>
    </div>
  );
}
