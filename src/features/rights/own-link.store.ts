// Makes a link to all that is kept about whoever is unlocked: its token never leaves the screen, the server is told its hash.
import type { Http, HttpTrouble } from '../../device/http';
import type { Session } from '../../device/session';
import { toBase64Url } from '../../kernel/bytes';
import { parse } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { ownLinkAnswerSchema, ownLinkPath, ownLinkText } from './own-link';

export interface OwnLinkHere {
  readonly token: string;
  /** In ms. */
  readonly until: number;
}

const utf8 = new TextEncoder();

/** `refused`: the server does not know her PIN yet, or not her signature. */
export async function makeOwnLink(
  { tablet, person, keys }: Session,
  http: Pick<Http, 'post'>,
): Promise<Result<OwnLinkHere, HttpTrouble | 'refused'>> {
  const token = toBase64Url(new Uint8Array([...tablet.random().slice(0, 16), ...tablet.random().slice(0, 16)]));
  const hash = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(token))));
  const asked = { person: person.id, hash };
  const answer = await http.post(ownLinkPath, { v: 1, ...asked, sig: await keys.sign(ownLinkText(tablet.id, asked)) });
  if (!answer.ok) return answer;
  const read = parse(ownLinkAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { answer: said, until } = read.value;
  return said === 'made' && until !== undefined ? ok({ token, until }) : trouble('refused');
}
