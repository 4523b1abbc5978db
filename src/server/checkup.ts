// What `npx larkrise checkup` finds out, one plain line at a time, and how it is said.

/** `broken`: people are not safe or cannot work; `look-here`: somebody should decide something. */
export type State = 'ok' | 'look-here' | 'broken';

export interface Finding {
  readonly state: State;
  /** A whole sentence; never a key, a password, or anything that people wrote. */
  readonly words: string;
}

const finding =
  (state: State) =>
  (words: string): Finding => ({ state, words });
export const fine = finding('ok');
export const lookHere = finding('look-here');
export const broken = finding('broken');

const heads: Record<State, string> = { ok: 'ok         ', 'look-here': 'look here  ', broken: 'broken     ' };

export const findingInWords = ({ state, words }: Finding): string => `${heads[state]}${words}`;

/** The last line: how many of them ask for somebody. */
export function outcomeInWords(findings: readonly Finding[]): string {
  const count = (state: State) => findings.filter(one => one.state === state).length;
  const [bad, odd] = [count('broken'), count('look-here')];
  if (bad === 0 && odd === 0) return 'Everything is well.';
  return `${bad} broken, ${odd} to look at, ${count('ok')} well.`;
}

/** A check that cannot even be made is a finding as well; what was thrown may hold an address with a password and is not repeated. */
export async function found(what: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? ` (${String(fault.code)})` : '';
    return [broken(`${what} could not be looked at${code}.`)];
  }
}
