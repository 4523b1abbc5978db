// The trail on the tablet: fetched from the server when somebody looks, kept nowhere.
import type { Http, HttpTrouble } from '../../device/http';
import { inflate } from '../../device/page';
import type { Session } from '../../device/session';
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { type AuditContent, type AuditRequest, auditAnswerSchema, auditBinding, auditContentSchema, auditPath } from './audit-trail';

type Narrowed = Pick<AuditRequest, 'whose' | 'area' | 'before'>;

/** `not-found`: she may not read it. */
export async function fetchAudit(
  session: Session,
  http: Pick<Http, 'post'>,
  narrowed: Narrowed,
): Promise<Result<AuditContent, HttpTrouble | 'locked'>> {
  const [tablet, person] = [session.tablet.id, session.person.id];
  const answer = await http.post(auditPath, { v: 1, tablet, person, ...narrowed } satisfies AuditRequest);
  if (!answer.ok) return answer;
  const read = parse(auditAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { key, bytes } = read.value.page;
  const sealed = fromBase64Url(bytes);
  const opened = sealed ? await session.keys.open(key, auditBinding(tablet, person, key), sealed) : null;
  if (!session.keys.isHeld()) return trouble('locked');
  const content = opened?.ok ? parse(auditContentSchema, parseJson(await inflate(opened.value))) : null;
  return content?.ok ? ok(content.value) : trouble('server-trouble');
}
