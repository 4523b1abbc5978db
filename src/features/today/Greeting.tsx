// The head of a Today: a greeting that fits the hour, and the date.
import type { ComponentChildren } from 'preact';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import { Page } from '../../ui/Page';
import { frameWords } from '../../ui/words/frame';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { partOfDay } from './part-of-day';
import './today.css';

export function Greeting({ session, children }: { session: Session; children: ComponentChildren }) {
  const now = session.tablet.clock();
  return (
    <Page
      title={say(words[partOfDay(now)], { name: session.person.name })}
      tab={say(frameWords.today)}
      beside={<p class="soft">{dayInWords(now)}</p>}
    >
      {children}
    </Page>
  );
}
