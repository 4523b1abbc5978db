// The farewell of a tablet that was taken out of use: all words and bytes that wait are handed over under the tablet's own signature,
// and only when the server has judged all of it does the tablet empty itself. Cut off anywhere, it begins again, and nothing counts twice.
// Invariant: the server is told that it is empty when no PIN and no copy of what is left on it opens anything any more.
import type { Guards } from '../../device/guards';
import type { Http, HttpAnswer } from '../../device/http';
import type { Tablet } from '../../device/session';
import { toBase64Url } from '../../kernel/bytes';
import { parse } from '../../kernel/parse';
import { ok, trouble } from '../../kernel/result';
import { areWordsWaiting } from '../attachments/attachment-errand.store';
import { type PushRequest, pushAnswerSchema } from '../protocol';
import { pushOnce } from '../push.store';
import type { Round } from '../sync-round.store';
import { farewellPath, farewellText } from '../tablet-report';

export interface FarewellParts {
  readonly tablet: Tablet;
  /** Without a session: a revoked tablet gets none. */
  readonly http: Pick<Http, 'post'>;
  /** Signs as this tablet; base64url of raw r and s. */
  readonly sign: (text: string) => Promise<string>;
  /**
   * The tablet is closed to everybody in every tab, and what was being written is handed over; gives how to end that.
   * Null: another tab has emptied it meanwhile.
   */
  readonly close: () => Promise<(() => void) | null>;
  /** The sealed bytes of attachments, once no word waits; good when nothing is left that the server would take. */
  readonly sendBytes: () => Promise<Round>;
  /** See `shut`. */
  readonly shut: () => Promise<void>;
  /** Everything on the tablet goes, and a plain page says so. */
  readonly empty: () => Promise<void>;
}

/** `tablet-revoked` while it could not be done: the next round tries again. Nothing happens where the server says otherwise. */
export async function sayFarewell(parts: FarewellParts): Promise<Round> {
  const asked = await send(parts, [], false);
  if (!asked.ok) return trouble('tablet-revoked');
  const reopen = await parts.close();
  if (!reopen) return ok(null);
  try {
    return (await handOver(parts)) ? await leave(parts) : trouble('tablet-revoked');
  } finally {
    reopen();
  }
}

/** Until nothing waits any more: words that came up while bytes were sent go as well. False: something is still here. */
async function handOver(parts: FarewellParts): Promise<boolean> {
  const carrier: Pick<Http, 'post'> = { post: (_, body) => send(parts, (body as PushRequest).envelopes, false) };
  do {
    for (let isSent = false; !isSent; ) {
      const pushed = await pushOnce(parts.tablet, carrier);
      if (!pushed.ok) return false;
      isSent = pushed.value === 'nothing';
    }
    if (!(await parts.sendBytes()).ok) return false;
  } while (await areWordsWaiting(parts.tablet.database));
  return true;
}

/** What its wraps need to be opened is overwritten and goes: doing it again does no harm. */
export async function shut({ leases, device }: Pick<Guards, 'leases' | 'device'>): Promise<void> {
  await leases.destroyAll();
  await device.destroy();
}

async function leave(parts: FarewellParts): Promise<Round> {
  const isShut = await parts.shut().then(
    () => true,
    () => false, // another tab holds a file open, or the storage is closed: the next round tries again
  );
  if (!isShut || !(await send(parts, [], true)).ok) return trouble('tablet-revoked');
  await parts.empty();
  return ok(null);
}

/** Good only when the server has understood it as a farewell and given every envelope its verdict. */
async function send({ tablet, http, sign }: FarewellParts, envelopes: readonly unknown[], isLast: boolean): Promise<HttpAnswer> {
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(envelopes)));
  const said = { tablet: tablet.id, payload, isLast };
  const answer = await http.post(farewellPath, { v: 1, ...said, sig: await sign(farewellText(said)) });
  if (!answer.ok) return answer;
  const read = parse(pushAnswerSchema, answer.value);
  return read.ok && read.value.verdicts.length === envelopes.length ? answer : trouble('server-trouble');
}
