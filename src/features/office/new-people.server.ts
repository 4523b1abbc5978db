// Makes people for the office: ids, colours that are not taken yet, random PINs, and how their colleagues see them.
import { randomBytes } from 'node:crypto';
import { newId } from '../../kernel/id';
import { makeAsOffice } from '../../server/office';
import { enterPerson, type PreparedPerson, preparePerson } from '../../server/people';
import { hashOfCard, keepCard } from '../../server/reopening-cards';
import type { Work } from '../../sync/work.server';
import { randomPin } from '../pin/pin-rules';
import { newRecoveryCard } from '../pin/recovery-card';
import { colleagueKind } from '../roster/colleague';
import type { PinSlip } from './office-protocol';
import type { nurseryRoles, outsideRoles } from './staff-protocol';

const random = () => randomBytes(16);
export const freshId = (now: number): string => newId(now, random());

/** The house colours of ui/tokens.css, in the order in which they are given out. */
const hues = ['teal', 'clay', 'ochre', 'plum', 'moss', 'sky', 'rose', 'slate'] as const;

/** The colour that fewest of these have. */
export function nextHue(taken: readonly string[]): string {
  const count = (hue: string) => taken.filter(one => one === hue).length;
  return hues.reduce((best, hue) => (count(hue) < count(best) ? hue : best));
}

export interface Wanted {
  readonly name: string;
  readonly hue: string;
  readonly home: string;
  readonly outside?: (typeof outsideRoles)[number];
  readonly works?: { readonly nursery: string; readonly room: string | null; readonly role: (typeof nurseryRoles)[number] };
}

export interface ReadyPerson {
  readonly slip: PinSlip & { readonly card: string };
  readonly prepared: PreparedPerson;
}

/** Stretching a PIN takes its time: before the transaction. */
export async function readyPerson({ name, hue, home, outside, works }: Wanted, now: number): Promise<ReadyPerson> {
  const slip = { id: freshId(now), name, pin: randomPin(random) };
  const card = newRecoveryCard(random);
  const role = outside ? { role: outside } : {};
  return { slip: { ...slip, card }, prepared: await preparePerson({ ...slip, hue, home, ...role, memberships: works ? [works] : [] }) };
}

/** She is there, and so is what her colleagues see of her; the card of her slip counts. */
export async function enterReady(work: Work, { prepared, slip }: ReadyPerson, now: number): Promise<void> {
  const { id, name, hue, memberships } = prepared;
  await enterPerson(work.parts, work.tx, prepared);
  await keepCard(work.tx, id, hashOfCard(id, slip.card), now);
  for (const { nursery, room, role } of memberships) {
    const set = { name, role, room: room ?? '', nursery, hue };
    await makeAsOffice(work, colleagueKind, id, { nursery, set, now });
  }
}
