// The office and a tablet side by side, for somebody who has forgotten her PIN: accounts that are old enough, people who sign in, one step a word.
import { stretchPin } from '../../src/device/stretch';
import type { PinSlip } from '../../src/features/office/office-protocol';
import * as office from '../../src/features/office/office-protocol';
import type { ShownReopening } from '../../src/features/office/reopening-protocol';
import * as wire from '../../src/features/office/reopening-protocol';
import { nurseryPeoplePath, type Staff } from '../../src/features/office/staff-protocol';
import { recover } from '../../src/features/pin/recovery.store';
import { newRecoveryCard } from '../../src/features/pin/recovery-card';
import { minutes } from '../../src/kernel/clock';
import { printCard } from '../../src/server/reopening-cards';
import { type Answer, type Browser, type Desk, openDesk, passphrase, quince } from './office-desk';
import { freshBytes } from './people';
import { tabletSide, type WholeTablet, wholeTablet } from './whole-tablet';

export const hours = (count: number): number => minutes(60 * count);
export type Way = 'ask' | 'agree' | 'withdraw' | 'slip';
const paths = {
  ask: wire.askReopeningPath,
  agree: wire.agreeReopeningPath,
  withdraw: wire.withdrawReopeningPath,
  slip: wire.reopeningSlipPath,
} as const;

export interface ReopeningDesk {
  readonly desk: Desk;
  readonly blue: WholeTablet;
  /** Signs her in anew, with her second factor, and posts. */
  post(person: string, path: string, body: object): Promise<Answer>;
  /** `id`: of the reopening, or for `ask` of the person. */
  step(person: string, way: Way, id?: string): Promise<string>;
  /** The slip of somebody who may have it now. */
  slipFor(person: string): Promise<PinSlip>;
  /** What the office shows this person of Amina. */
  amina(person: string): Promise<Staff | undefined>;
  shown(person: string): Promise<ShownReopening | null>;
  /** The one reopening that was asked for last. */
  id(): Promise<string>;
  /** A card of hers, as if it had been printed. */
  card(person: string): Promise<string>;
  /** Types a card on this tablet; gives what becomes of it. */
  type(card: string, wanted?: { person?: string; pin?: string; next?: string; tablet?: WholeTablet }): Promise<string>;
  stop(): Promise<void>;
}

/** Everybody who leads has an account that is older than three days. */
export async function reopeningDesk(): Promise<ReopeningDesk> {
  const desk = await openDesk({ routes: tabletSide });
  const { db, clock } = desk.server;
  const codes = new Map<string, () => string>();
  for (const person of ['helen', 'marcia', 'denise', 'farida']) codes.set(person, await desk.account(person));
  clock.move(hours(73));
  const blue = await wholeTablet(desk.server, 'Blue');
  const signedIn = async (person: string): Promise<Browser> => {
    clock.move(31_000); // no code of an authenticator works twice
    const browser = desk.browser(`10.0.0.${(codes.size + person.length) % 200}`);
    const answer = await browser.post(office.signInPath, { name: person, passphrase, code: codes.get(person)?.() });
    if (!answer.body.ok) throw new Error(`${person} could not sign in: ${JSON.stringify(answer.body)}`);
    return browser;
  };
  const post = async (person: string, path: string, body: object) => (await signedIn(person)).post(path, body);
  const id = async () =>
    (await db.selectFrom('reopenings').select('id').orderBy('asked_at', 'desc').orderBy('id', 'desc').executeTakeFirst())?.id ?? 'none';
  const said = ({ body }: Answer): string => (body.ok ? 'done' : (body.trouble ?? body.refusal ?? 'nothing'));
  const amina = async (person: string) => {
    const { body } = await (await signedIn(person)).get(`${nurseryPeoplePath}?nursery=${quince}`);
    return (body.value as unknown as { people: Staff[] } | undefined)?.people.find(one => one.id === 'amina');
  };
  return {
    ...{ desk, blue, post, amina, id },
    step: async (person, way, of) => {
      const body = way === 'ask' ? { person: of ?? 'amina', nursery: quince } : { id: of ?? (await id()) };
      return said(await post(person, paths[way], body));
    },
    slipFor: async person => {
      const { body } = await post(person, paths.slip, { id: await id() });
      const [slip] = (body.value as unknown as { slips: PinSlip[] } | undefined)?.slips ?? [];
      if (!slip) throw new Error(`no slip: ${body.trouble ?? body.refusal}`);
      return slip;
    },
    shown: async person => (await amina(person))?.reopening ?? null,
    card: person => db.transaction().execute(tx => printCard(tx, person, clock())),
    type: async (card, { person = 'amina', pin = '482915', next = newRecoveryCard(freshBytes), tablet = blue } = {}) => {
      const parts = { ...tablet, guards: async () => tablet.guards, stretch: stretchPin };
      const done = await recover(parts as never, person, { card, pin, next });
      if (done.ok) return 'taken';
      return typeof done.trouble === 'object' ? `wait ${done.trouble.seconds}` : done.trouble;
    },
    stop: async () => {
      blue.database.close();
      await desk.stop();
    },
  };
}
