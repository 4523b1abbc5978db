// One line of the trail in plain words: who did what, when and on which tablet.
import { MessageSquareText, ServerCog, TabletSmartphone, UsersRound } from 'lucide';
import { timeInWords } from '../../kernel/calendar-day';
import { Icon, type IconData } from '../../ui/Icon';
import { auditActWords, auditWords as words } from '../../ui/words/audit';
import { say } from '../../ui/words/say';
import { type AuditArea, auditActs, isAuditAct } from './audit';
import type { AuditContent, ShownLine } from './audit-trail';

const icons: Record<AuditArea, IconData> = { tablets: TabletSmartphone, people: UsersRound, words: MessageSquareText, server: ServerCog };

interface AuditLineProps {
  of: ShownLine;
  names: AuditContent['names'];
  /** Who reads. */
  person: string;
}

export function AuditLine({ of, names, person }: AuditLineProps) {
  const { at, what, tablet } = of;
  const where = tablet === null || of.who === 'tablet' ? undefined : names[tablet];
  const time = timeInWords(at);
  return (
    <li class="audit-line">
      <Icon of={icons[isAuditAct(what) ? auditActs[what].area : 'server']} />
      <div class="grows">
        <p>{sentence(of, names, person)}</p>
        <p class="small soft number">{where ? say(words.atOn, { time, tablet: where }) : time}</p>
      </div>
    </li>
  );
}

function sentence(line: ShownLine, names: AuditContent['names'], person: string): string {
  const who = handOf(line, names, person);
  const { what, tablet } = line;
  if (!isAuditAct(what)) return say(words.other, { who });
  return say(auditActWords[what], {
    who,
    about: aboutOf(line, names, person),
    tablet: (tablet && names[tablet]) ?? say(words.namelessTablet),
  });
}

function handOf({ who, tablet }: ShownLine, names: AuditContent['names'], person: string): string {
  if (who === person) return say(words.you);
  if (who === 'operator') return say(words.operator);
  if (who === 'nobody') return say(words.nobody);
  if (who !== 'tablet') return names[who] ?? say(words.left);
  const name = tablet === null ? undefined : names[tablet];
  return name ? say(words.theTablet, { tablet: name }) : say(words.aTablet);
}

function aboutOf({ what, about }: ShownLine, names: AuditContent['names'], person: string): string {
  if (isAuditAct(what) && auditActs[what].about === 'tablet') return (about && names[about]) ?? say(words.namelessTablet);
  if (about === null) return say(words.unknownInside);
  return about === person ? say(words.youInside) : (names[about] ?? say(words.leftInside));
}
