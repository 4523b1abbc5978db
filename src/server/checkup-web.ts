// The part of a checkup that is about the address where tablets reach the server, asked from outside: TLS, headers, redirect, clock.
import { type Clock, days } from '../kernel/clock';
import { broken, type Finding, fine, lookHere } from './checkup';
import type { Answer, Ask } from './checkup-ask';
import { guardingHeaders } from './hardening';

const whyNobody: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no machine has this name',
  EAI_AGAIN: 'the name could not be looked up',
  ETIMEDOUT: 'nobody answers',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to it from here',
  EPROTO: 'it does not speak TLS as browsers do',
};
const reasonOf = (fault: unknown): string => {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  return whyNobody[code] ?? (code === '' ? 'the answer made no sense' : code);
};

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];
const isOnThisMachine = ({ hostname }: URL): boolean => thisMachine.includes(hostname) || hostname.endsWith('.localhost');

const [soon, tooSoon] = [days(21), days(3)];

function certificateFindings({ certificate }: Answer, now: number): readonly Finding[] {
  if (!certificate) return [];
  const { protocol, until, distrust } = certificate;
  const left = Math.floor((until - now) / days(1));
  const isOld = !['TLSv1.2', 'TLSv1.3'].includes(protocol);
  const findings = [
    isOld ? broken(`The connection is ${protocol}: only TLS 1.2 and 1.3 are safe.`) : fine(`The connection is ${protocol}.`),
  ];
  if (until <= now) return [...findings, broken(`The certificate ended ${-left} days ago: no tablet opens the address.`)];
  if (distrust) return [...findings, broken(`The certificate is not trusted by browsers (${distrust}).`)];
  const words = `The certificate lasts for ${left} more days`;
  if (until - now < tooSoon) return [...findings, broken(`${words}: renew it now.`)];
  return [...findings, until - now < soon ? lookHere(`${words}: is it renewed by itself?`) : fine(`${words}.`)];
}

function schemeFindings(url: URL): readonly Finding[] {
  if (url.protocol === 'https:') return [];
  if (isOnThisMachine(url)) return [fine('The address is plain HTTP, which browsers take from this machine alone.')];
  return [broken('The address is plain HTTP: tablets install nothing from it and keep nothing, and whoever listens reads along.')];
}

/** What the server sends must arrive as it was sent. */
async function headerFindings(url: URL, { headers }: Answer): Promise<readonly Finding[]> {
  const sent = await guardingHeaders({ publicUrl: url, tls: null });
  const lost = [...sent.keys()].filter(name => headers[name] === undefined);
  const other = [...sent].filter(([name, value]) => headers[name] !== undefined && headers[name] !== value).map(([name]) => name);
  const findings = [
    ...lost.map(name => broken(`The header ${name} does not arrive: the server sends it, something in between takes it away.`)),
    ...other.map(name => lookHere(`The header ${name} arrives with another value than this version sends.`)),
  ];
  return findings.length > 0 ? findings : [fine(`All ${sent.size} headers that guard the pages arrive as they were sent.`)];
}

/** Nothing that the API says may lie in a cache on the way. */
async function cacheFindings(url: URL, ask: Ask): Promise<readonly Finding[]> {
  const { headers } = await ask(new URL('/api/v1/tablets/people', url));
  if (headers['cache-control'] === 'private, no-store') return [fine('Answers of the API are kept by no cache.')];
  return [broken('Answers of the API arrive without "cache-control: private, no-store": something in between may keep them.')];
}

/** In ms: one-time codes stand for 30 s, sessions for minutes. */
const [noticeable, harmful] = [15_000, 120_000];

function clockFindings({ headers }: Answer, now: number): readonly Finding[] {
  const there = Date.parse(headers.date ?? '');
  if (Number.isNaN(there)) return [lookHere('The answer carries no date, so the clock there is not known.')];
  const off = Math.abs(there - now);
  const seconds = Math.round(off / 1000);
  if (off < noticeable) return [fine(`The clock there and the one here differ by ${seconds} s.`)];
  const words = `The clock there and the one here differ by ${seconds} s: have both follow a time server.`;
  return [off < harmful ? lookHere(words) : broken(words)];
}

/** Whoever types the name without https:// is led to it, and is shown nothing before. `plain`: where plain HTTP would be. */
export async function redirectFindings(url: URL, plain: URL, ask: Ask): Promise<readonly Finding[]> {
  const answer = await ask(plain).catch(() => null);
  if (!answer) return [fine('Nothing answers on plain HTTP.')];
  const { status, headers } = answer;
  const leadsThere = [301, 307, 308].includes(status) && (headers.location ?? '').startsWith(`${url.origin}/`);
  if (leadsThere) return [fine('Plain HTTP leads to HTTPS.')];
  return [
    broken(
      `Plain HTTP answers (${status}) and does not lead to ${url.origin}: whoever types the name is shown a page that anybody can change.`,
    ),
  ];
}

const plainOf = (url: URL): URL | null => (url.protocol === 'https:' && url.port === '' ? new URL(`http://${url.host}/`) : null);

/** Null: Larkrise does not answer there, which is one finding. */
async function reach(url: URL, ask: Ask): Promise<Answer | Finding> {
  try {
    const health = await ask(new URL('/healthz', url));
    if (health.status === 200 && health.body === '{"ok":true}') return await ask(url);
    return broken(`At ${url.origin} something answers (${health.status}), but it is not Larkrise, or it is ill.`);
  } catch (fault) {
    return broken(`Larkrise cannot be reached at ${url.origin}: ${reasonOf(fault)}.`);
  }
}

export async function addressFindings(url: URL, { ask, clock }: { readonly ask: Ask; readonly clock: Clock }): Promise<readonly Finding[]> {
  const page = await reach(url, ask);
  if ('state' in page) return [page];
  const plain = plainOf(url);
  return [
    fine(`Larkrise answers at ${url.origin}.`),
    ...schemeFindings(url),
    ...certificateFindings(page, clock()),
    ...(plain ? await redirectFindings(url, plain, ask) : []),
    ...(await headerFindings(url, page)),
    ...(await cacheFindings(url, ask)),
    ...clockFindings(page, clock()),
  ];
}
