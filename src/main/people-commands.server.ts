// `npx larkrise people|baby|programme|event ...`: what the office does when somebody leaves, moves or joins; each line is one transaction.

import type { Result } from '../kernel/result';
import { type BabyTrouble, babyMoves, babyStands } from '../server/babies';
import type { OfficeParts } from '../server/office';
import { type BelongingTrouble, joinEvent, joinProgramme, leaveEvent, leaveProgramme } from '../server/programmes';
import { changeRole, changeRoom, endMentoring, joinNursery, leave, type StaffingTrouble } from '../server/staffing';

export const peopleUsage = `larkrise people leave PERSON [NURSERY]               she works there no more; without NURSERY: nowhere
larkrise people join PERSON NURSERY ROOM|all educator|leader   she works there as well
larkrise people move PERSON NURSERY ROOM|all         she works in another room of the nursery, or in all
larkrise people role PERSON NURSERY educator|leader  what she is there
larkrise people mentoring-ends MENTOR EDUCATOR       what the educator shares reaches this mentor no more
larkrise baby leave|return CHILD                     everything about her stays with the leaders alone, or comes back
larkrise baby move CHILD ROOM                        she and what was said about her go to another room
larkrise programme join|leave PROGRAMME NURSERY      whether the nursery receives what belongs to the programme
larkrise event join|leave EVENT PROGRAMME PERSON     whether she receives what belongs to the event`;

type Trouble = StaffingTrouble | BabyTrouble | BelongingTrouble;

const troubleInWords: Record<Trouble, string> = {
  'nobody-of-this-id': 'There is nobody of this id.',
  'does-not-work-there': 'She does not work there, so nothing was changed.',
  'no-such-room': 'The nursery has no room of this id.',
  'no-such-nursery': 'There is no nursery of this id.',
  'no-baby-of-this-id': 'There is no baby of this id.',
  'is-so-already': 'It is so already: nothing was changed.',
};

type Act = (parts: OfficeParts, words: readonly string[]) => Promise<Result<null, Trouble>>;

interface Command {
  /** How many words may follow. */
  readonly words: readonly number[];
  readonly act: Act;
}

const any = 'all';
const roles = ['educator', 'leader'] as const;
const roomIn = (word: string): { readonly room: string | null } => ({ room: word === any ? null : word });

/** Missing words were counted before. */
const commands: Readonly<Record<string, Command>> = {
  'people leave': { words: [1, 2], act: (parts, [person = '', nursery]) => leave(parts, { person, nursery }) },
  'people move': {
    words: [3],
    act: (parts, [person = '', nursery = '', room = '']) => changeRoom(parts, { person, nursery, ...roomIn(room) }),
  },
  'people mentoring-ends': { words: [2], act: (parts, [mentor = '', educator = '']) => endMentoring(parts, { mentor, educator }) },
  'baby leave': { words: [1], act: (parts, [child = '']) => babyStands(parts, { child, standing: 'left' }) },
  'baby return': { words: [1], act: (parts, [child = '']) => babyStands(parts, { child, standing: 'here' }) },
  'baby move': { words: [2], act: (parts, [child = '', room = '']) => babyMoves(parts, { child, room }) },
  'programme join': { words: [2], act: (parts, [programme = '', nursery = '']) => joinProgramme(parts, { programme, nursery }) },
  'programme leave': { words: [2], act: (parts, [programme = '', nursery = '']) => leaveProgramme(parts, { programme, nursery }) },
  'event join': { words: [3], act: (parts, [event = '', programme = '', person = '']) => joinEvent(parts, { event, programme, person }) },
  'event leave': { words: [3], act: (parts, [event = '', programme = '', person = '']) => leaveEvent(parts, { event, programme, person }) },
};

function found([what, how, ...words]: readonly string[]): { readonly act: Act; readonly words: readonly string[] } | null {
  const role = roles.find(known => known === words.at(-1));
  if (what === 'people' && how === 'role' && words.length === 3 && role)
    return { words, act: (parts, [person = '', nursery = '']) => changeRole(parts, { person, nursery, role }) };
  if (what === 'people' && how === 'join' && words.length === 4 && role)
    return {
      words,
      act: (parts, [person = '', nursery = '', room = '']) => joinNursery(parts, { person, nursery, role, ...roomIn(room) }),
    };
  const name = `${what} ${how}`;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command?.words.includes(words.length) ? { words, act: command.act } : null;
}

/** Null: these words are none of the commands above. Otherwise what it does; the trouble is one line for the operator. */
export function peopleCommand(words: readonly string[]): ((parts: OfficeParts) => Promise<string | null>) | null {
  const command = found(words);
  if (!command) return null;
  return async parts => {
    const done = await command.act(parts, command.words);
    return done.ok ? null : troubleInWords[done.trouble];
  };
}
