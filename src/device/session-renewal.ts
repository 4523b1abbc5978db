// A session for this tablet, opened and renewed by its signature.
import { parse } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { challengeAnswerSchema, challengePath, sessionPath, sessionText } from '../sync/tablet-protocol';
import { type Credentials, signAs } from './credentials';
import type { Http, HttpTrouble } from './http';

/** Fifteen minutes of session, for a signature. The session is a cookie that no script sees. */
export async function renewSession(http: Http, credentials: Credentials): Promise<Result<null, HttpTrouble>> {
  const { id } = credentials;
  const asked = await http.post(challengePath, { tablet: id });
  if (!asked.ok) return asked;
  const challenge = parse(challengeAnswerSchema, asked.value);
  if (!challenge.ok) return trouble('server-trouble');
  const { nonce } = challenge.value;
  const sig = await signAs(credentials, sessionText(id, nonce));
  const answer = await http.post(sessionPath, { tablet: id, nonce, sig });
  return answer.ok ? ok(null) : answer;
}
