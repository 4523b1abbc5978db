// What a clean-up would do or has done, in lines for whoever keeps the server: how many of how many, why, and the oldest.
import { dayInWords } from '../../kernel/calendar-day';
import { namesOfKind } from './kinds-of-data';
import { type Due, free, type Hold, type RetentionPlan } from './retention';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function why(hold: Hold): string {
  if (hold.by === 'complaint') return 'a complaint of her family has not come to its end';
  if (hold.by === 'leaver') return 'somebody who has left wrote some of it, and can still fetch her own words';
  const { name, seenAt, waiting } = hold;
  if (seenAt === null) return `the tablet ${name} has not been seen yet`;
  return waiting > 0
    ? `${counted(waiting, 'change waits', 'changes wait')} on the tablet ${name}`
    : `the tablet ${name} was last seen on ${dayInWords(seenAt)}`;
}

const oldest = (due: readonly { readonly since: number }[]): string => dayInWords(Math.min(...due.map(({ since }) => since)));

const childLine = ({ id, since, records, heldBack }: Due): string => {
  const what = `  ${id}  left on ${dayInWords(since)}, ${counted(records, 'record', 'records')}`;
  return heldBack.length === 0 ? what : `${what}. Stays for now: ${heldBack.map(why).join('; ')}`;
};

function childLines({ children: { of, due, kinds }, periods: { childDays } }: RetentionPlan): readonly string[] {
  const head = `Babies who left more than ${counted(childDays, 'day', 'days')} ago: ${due.length} of ${counted(of, 'baby', 'babies')}`;
  if (due.length === 0) return [`${head}.`];
  const records = free(due).reduce((sum, one) => sum + one.records, 0);
  const isHeldByATablet = due.some(({ heldBack }) => heldBack.some(({ by }) => by === 'tablet'));
  return [
    `${head}. The first left on ${oldest(due)}. ${records === 0 ? 'All of them stay for now:' : `With them ${counted(records, 'record', 'records')}:`}`,
    ...kinds.map(({ kind, count }) => `  ${count} x ${namesOfKind(kind)}`),
    ...due.map(childLine),
    ...(isHeldByATablet
      ? [
          '  Unsent words never expire by themselves: bring such a tablet to a network, or take a lost one out of use',
          '  with "larkrise tablets revoke".',
        ]
      : []),
  ];
}

function cpdLine({ cpd: { of, due }, periods: { cpdYears } }: RetentionPlan): string {
  const head = `Progress in modules that nobody has touched for ${counted(cpdYears, 'year', 'years')}: ${due.length} of ${of}`;
  const held = due.length - free(due).length;
  const stay = held === 0 ? '' : ` Of these ${held} stay for now: somebody who has left can still fetch her own words.`;
  return due.length === 0 ? `${head}.` : `${head}. The oldest is of ${oldest(due)}.${stay}`;
}

const plainLine = (head: string, { of, due, oldest: at }: RetentionPlan['audit']): string =>
  `${head}: ${due} of ${of}${due > 0 && at !== null ? `. The oldest is of ${dayInWords(at)}.` : '.'}`;

/** How much there is to do. */
export const dueCount = ({ children, cpd, audit, links }: RetentionPlan): number =>
  free(children.due).length + free(cpd.due).length + audit.due + links.due;

const doneHead = (plan: RetentionPlan): string =>
  dueCount(plan) === 0
    ? 'nothing was due, so nothing was changed.'
    : 'what was due is erased. Tablets do the same at their next contact ("larkrise erasures" says which have).';

/** `done`: it was carried out; otherwise nothing was changed. */
export function planInWords(plan: RetentionPlan, done: boolean): readonly string[] {
  const { periods, now } = plan;
  const head = done ? doneHead(plan) : 'nothing was changed. "larkrise retention --now" would do this:';
  return [
    `${dayInWords(now)}: ${head}`,
    '',
    ...childLines(plan),
    cpdLine(plan),
    plainLine(`Audit lines older than ${counted(periods.auditYears, 'year', 'years')}`, plan.audit),
    plainLine(`Links and codes that ended more than ${counted(periods.linkDays, 'day', 'days')} ago`, plan.links),
    '',
    'Nothing else goes by itself: reflections stay, and so does whatever is unfinished or not sent yet.',
  ];
}
