// `npx larkrise start-link`: a one-use link that makes the first programme lead's account, or another one's when all of hers is lost.
import { readConfig } from '../server/config';
import type { OfficeParts } from '../server/office';
import { makeStartLink, startAddress } from '../server/office-links';

export const startLinkUsage = `larkrise start-link                                  a link for 24 hours that makes a programme lead's account`;

/** Null: these words are none of this command. */
export function startLinkCommand(words: readonly string[], say: (line: string) => void): ((parts: OfficeParts) => Promise<null>) | null {
  const config = readConfig(process.env);
  if (words[0] !== 'start-link' || words.length > 1 || !config.ok) return null;
  const { publicUrl, tls, port } = config.value;
  return async parts => {
    const origin = publicUrl?.origin ?? `${tls ? 'https' : 'http'}://localhost:${port}`;
    say(`For 24 hours and one use; a link that was made before is over: ${startAddress(origin, await makeStartLink(parts))}`);
    return null;
  };
}
