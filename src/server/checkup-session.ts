// The part of a checkup that opens a session as a tablet would, through the public address, and looks at the cookie: how else would one know?
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import * as v from 'valibot';
import type { Clock } from '../kernel/clock';
import { parse, parseJson } from '../kernel/parse';
import { challengeAnswerSchema, challengePath, sessionPath, sessionText } from '../sync/tablet-protocol';
import { broken, type Finding, fine } from './checkup';
import type { Ask } from './checkup-ask';
import type { Database } from './database';

export interface SessionParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly ask: Ask;
}

interface Probe {
  readonly id: string;
  readonly prove: (text: string) => string;
}

/** A tablet of nobody and of no nursery, which is therefore given nothing; it is gone again before the checkup ends. */
async function withProbe<Value>({ db, clock }: SessionParts, act: (probe: Probe) => Promise<Value>): Promise<Value> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const id = randomUUID();
  const row = {
    id,
    name: 'Checkup',
    nursery: null,
    person: null,
    public_key: point,
    enrolled_at: clock(),
    revoked_at: null,
    wiped_at: null,
  };
  await db.insertInto('tablets').values(row).execute();
  const prove = (text: string) => sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  try {
    return await act({ id, prove });
  } finally {
    await db.deleteFrom('tablet_sessions').where('tablet', '=', id).execute();
    await db.deleteFrom('tablet_challenges').where('tablet', '=', id).execute();
    await db.deleteFrom('tablets').where('id', '=', id).execute();
  }
}

const wanted = ['HttpOnly', 'SameSite=Strict', 'Path=/'];
const wantedOverHttps = [...wanted, 'Secure'];

/** `cookie` is the header as it arrived. */
function cookieFindings(url: URL, cookie: string): readonly Finding[] {
  const isHttps = url.protocol === 'https:';
  const [pair = '', ...flags] = cookie.split(/;\s*/);
  const missing = (isHttps ? wantedOverHttps : wanted).filter(flag => !flags.includes(flag));
  const isHosted = !isHttps || pair.startsWith('__Host-');
  if (missing.length === 0 && isHosted) return [fine(`A session's cookie has all its guards (${[...flags].sort().join(', ')}).`)];
  const why = [missing.length > 0 ? [`lacks ${missing.join(', ')}`] : [], isHosted ? [] : ['is not bound to this host (__Host-)']].flat();
  return [broken(`A session's cookie ${why.join(' and ')}. Is PUBLIC_URL set to ${url.origin}?`)];
}

const headers = { 'x-larkrise': '1', 'content-type': 'application/json' };
const foreign = broken('The server at this address does not know what is in this database: they are not the same server.');

/** What travels is a signature that is good once; the cookie's value is never looked at or said. */
export const sessionFindings = (url: URL, parts: SessionParts): Promise<readonly Finding[]> =>
  withProbe(parts, async ({ id, prove }) => {
    const post = (path: string, body: object) => parts.ask(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) });
    const challenge = parse(challengeAnswerSchema, parseJson((await post(challengePath, { tablet: id })).body));
    if (!challenge.ok) return [foreign];
    const { nonce } = challenge.value;
    const answer = await post(sessionPath, { tablet: id, nonce, sig: prove(sessionText(id, nonce)) });
    const [cookie] = parse(v.array(v.string()), answer.headers['set-cookie']).ok ? (answer.headers['set-cookie'] ?? []) : [];
    return cookie ? cookieFindings(url, cookie) : [broken('A session was opened, and its cookie did not arrive.')];
  });
