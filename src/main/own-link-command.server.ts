// `npx larkrise own-link PERSON`: a link by which she fetches all that is kept about her, where nobody of her nursery can make it.
import { ownAddress } from '../features/rights/own-link';
import { makeOwnLink } from '../features/rights/own-links.server';
import { dayInWords } from '../kernel/calendar-day';
import { readConfig } from '../server/config';
import { heldFrom } from '../server/leavings';
import { noteInTrail, type OfficeParts } from '../server/office';

export const ownLinkUsage = `larkrise own-link PERSON                             a link to all that is kept about her; it asks for her PIN`;

type Work = (parts: OfficeParts) => Promise<string | null>;

/** Null: these words are none of this command. Otherwise what it does; the trouble is one line for the operator. */
export function ownLinkCommand(words: readonly string[], say: (line: string) => void): Work | null {
  const config = readConfig(process.env);
  const [first, person, ...more] = words;
  if (first !== 'own-link' || !person || more.length > 0 || !config.ok) return null;
  const { publicUrl, tls, port } = config.value;
  const origin = publicUrl?.origin ?? `${tls ? 'https' : 'http'}://localhost:${port}`;
  return parts =>
    parts.db.transaction().execute(async tx => {
      const known = await tx.selectFrom('people').select('home').where('id', '=', person).executeTakeFirst();
      if (!known) return 'There is nobody of this id.';
      const pin = await tx.selectFrom('pins').select('person').where('person', '=', person).executeTakeFirst();
      if (!pin) return 'The server does not know her PIN yet, so a link would never open: "larkrise pin" makes her a new one.';
      const now = parts.clock();
      const counter = (await heldFrom(tx, person, now)) ?? known.home;
      const { token, until, why } = await makeOwnLink(tx, { person, counter, madeBy: 'operator', now });
      await noteInTrail(parts, tx, now, { what: why === 'left' ? 'leaver-link-made' : 'own-link-made', about: person, places: [counter] });
      say(`Until ${dayInWords(until)}, with her PIN; a link that was made with this command before is over: ${ownAddress(origin, token)}`);
      return null;
    });
}
