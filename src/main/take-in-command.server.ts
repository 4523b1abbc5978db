// `npx larkrise take-in FILE`: takes in what waited on a tablet, from a copy that somebody saved there.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { OfficeParts } from '../server/office';
import { type CopyTrouble, readSealed } from '../sync/saved/sealed-copy';
import { type TakenIn, takeInCopy } from '../sync/saved/sealed-copy.server';

export const takeInUsage = `larkrise take-in FILE    takes in what waited on a tablet, from a copy saved there ("Save a copy as a file"); also while
                         the server runs. Nothing counts twice when the tablet sends the same itself`;

const why: Record<CopyTrouble, string> = {
  'no-changes-in-it': 'holds nothing that a tablet would send: only words to read, or it is another file',
  torn: 'is not whole, so nothing of it was taken: have the copy saved again',
  'from-a-newer-version': 'was saved by a newer Larkrise: take it in with that one',
};

/** What became of it, one line a verdict; each that was kept apart by itself. */
export function takenInWords({ tabletName, judged }: TakenIn): readonly string[] {
  const counts = new Map<string, number>();
  for (const { verdict } of judged) counts.set(verdict.verdict, (counts.get(verdict.verdict) ?? 0) + 1);
  const refused = judged.flatMap(({ author, n, verdict }) =>
    verdict.verdict === 'quarantined' ? [`  kept apart: change ${n} of ${author}, because it is ${verdict.reason}`] : [],
  );
  const total = `${judged.length} ${judged.length === 1 ? 'change' : 'changes'} from the tablet ${tabletName}`;
  return [`${total}: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ') || 'nothing waited there'}`, ...refused];
}

/** For `withServerData`: tells what became of it, or gives one line why nothing was taken. Other tablets find it at their next look. */
export const takeInFile =
  (file: string, tell: (line: string) => void) =>
  async (parts: OfficeParts): Promise<string | null> => {
    if (!existsSync(file)) return `There is no file ${file}`;
    const copy = readSealed(readFileSync(file, 'utf8'));
    if (!copy.ok) return `${file} ${why[copy.trouble]}.`;
    const taken = await takeInCopy({ ...parts, random: () => randomBytes(16), poke: () => undefined }, copy.value);
    if (!taken) return `${file} comes from a tablet that this server does not know, so nothing was taken.`;
    for (const line of takenInWords(taken)) tell(line);
    return null;
  };
