// After a restore: what had been taken away since the back-up is taken away again, so that an older content gives nobody anything back.
import type { Config } from '../server/config';
import { addMissingErasures } from '../server/erasure-list';
import { rememberGenerations, renewRings } from '../server/new-generation';
import type { OfficeParts } from '../server/office';
import { revokeTablet } from '../server/reports';
import { leave } from '../server/staffing';
import type { TakenAway } from '../server/taken-away';
import { replayErasures } from './tablet-commands.server';

/** How much of it the back-up had not known. */
export interface TakenAgain {
  readonly erasures: number;
  readonly tablets: number;
  readonly people: number;
}

/** First tablets and people, so that the keys that are then renewed are not theirs. Safe to run again. */
export async function takeAwayAgain(parts: OfficeParts, config: Config, takenAway: readonly TakenAway[]): Promise<TakenAgain> {
  await addMissingErasures(
    config,
    takenAway.flatMap(([what, one]) => (what === 'erasure' ? [one] : [])),
  );
  const behind = await parts.db.transaction().execute(tx => rememberGenerations(tx, parts.clock()));
  let [tablets, people] = [0, 0];
  for (const [what, one] of takenAway) {
    if (what === 'revoked' && (await revokeTablet(parts, one.tablet))) tablets += 1;
    if (what === 'left' && (await leave(parts, one)).ok) people += 1;
  }
  const erasures = await replayErasures(parts, config);
  await parts.db.transaction().execute(tx => renewRings(parts, tx, behind, parts.clock()));
  return { erasures, tablets, people };
}
