// What has happened with a complaint, oldest first: sent, acknowledged, how it is going, the outcome; and by which day it must go on.
import { CalendarClock, CircleCheck, CircleMinus, MailCheck, MessageCircleReply, Send } from 'lucide';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Icon, type IconData } from '../../ui/Icon';
import { SavedTag } from '../../ui/SavedTag';
import { complaintWords as words } from '../../ui/words/complaints';
import { say } from '../../ui/words/say';
import type { Step } from './complaint';
import type { KeptAnswer, ToldComplaint } from './complaint.store';
import { momentOf } from './complaint-clock';
import { StandingTag } from './StandingTag';

const icons: Readonly<Record<Step, IconData>> = {
  acknowledged: MailCheck,
  'going-on': MessageCircleReply,
  outcome: CircleCheck,
  'taken-back': CircleMinus,
};

function titleOf({ row: { step, by } }: KeptAnswer): string {
  switch (step) {
    case 'acknowledged':
      return say(words.acknowledgedBy, { name: by });
    case 'going-on':
      return say(words.goingOnBy, { name: by });
    case 'outcome':
      return say(words.outcomeBy, { name: by });
    case 'taken-back':
      return say(words.takenBack);
  }
}

const when = (at: number): string => say(words.sentOn, { day: dayInWords(at), time: timeInWords(at) });

export function ComplaintSteps({ told, isForHer }: { told: ToldComplaint; isForHer: boolean }) {
  const { complaint, answers, standing, by } = told;
  const own = isForHer ? words.tellBy : words.mustHear;
  const mustHear = complaint.row.baby === null ? own : words.familyMustHear;
  return (
    <ol class="complaint-steps">
      <li class="complaint-step">
        <Icon of={Send} />
        <div class="grows">
          <p class="item-title">{say(words.sent)}</p>
          <p class="small soft number">{when(complaint.made)}</p>
        </div>
      </li>
      {answers.map(answer => (
        <li key={answer.id} class="complaint-step" data-step={answer.row.step}>
          <Icon of={icons[answer.row.step]} />
          <div class="grows stack-close">
            <p class="item-title">{titleOf(answer)}</p>
            {answer.row.words !== '' && (
              <p class="prose">
                <bdi dir="auto">{answer.row.words}</bdi>
              </p>
            )}
            <p class="row small soft">
              <span class="number">{when(answer.made)}</span>
              {answer.saved !== 'sent' && <SavedTag saved={answer.saved} />}
            </p>
          </div>
        </li>
      ))}
      {standing === 'new' && (
        <li class="complaint-step complaint-to-come">
          <Icon of={CalendarClock} />
          <div class="grows stack-close">
            <p>{say(mustHear, { day: dayInWords(momentOf(by)) })}</p>
            <p>
              <StandingTag told={told} />
            </p>
          </div>
        </li>
      )}
      {standing === 'acknowledged' && (
        <li class="complaint-step complaint-to-come">
          <Icon of={CircleCheck} />
          <p class="grows">{say(words.outcomeToCome)}</p>
        </li>
      )}
    </ol>
  );
}
