// The certificate of an erasure as one printable page: what kinds of things went, when, where it is done and where it is not. No content. Pure.
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { leaseLength } from '../../sync/leaving/lease';
import { type Html, html, page } from './html';
import { namesOfKind } from './kinds-of-data';
import { reportStyle } from './report-style';
import type { KindCount } from './retention';

export interface ErasedOnTablet {
  readonly name: string;
  /** When it said that it had erased, or emptied itself; null: it has not said so. */
  readonly doneAt: number | null;
  readonly seenAt: number | null;
  /** Until when the last lease of anybody on it can run. */
  readonly leaseUntil: number;
}

export interface Certificate {
  readonly id: string;
  readonly what: 'record' | 'person' | 'child';
  /** The id of what was erased. */
  readonly of: string;
  readonly askedAt: number;
  readonly madeAt: number;
  readonly records: number;
  readonly kinds: readonly KindCount[];
  readonly tablets: readonly ErasedOnTablet[];
  /** The last back-up that is known to hold it: until when back-ups are kept, in days; null: nobody has said. */
  readonly backUpDays: number | null;
}

type Standing = 'done' | 'ended' | 'waiting';

/** `ended`: its leases have, so that Larkrise opens nothing there with any PIN; what is needed for it lies there until Larkrise is next open. */
function standingOn({ doneAt, leaseUntil }: ErasedOnTablet, now: number): Standing {
  if (doneAt !== null) return 'done';
  return leaseUntil <= now ? 'ended' : 'waiting';
}

export const isFinished = ({ tablets, madeAt }: Certificate): boolean => tablets.every(one => standingOn(one, madeAt) !== 'waiting');

const when = (at: number): string => `${dayInWords(at)}, ${timeInWords(at)}`;
const subjects = {
  record: 'one record and what hangs on it',
  person: 'everything of one person',
  child: 'everything about one baby',
} as const;

function tabletRow(one: ErasedOnTablet, now: number): Html {
  const standing = standingOn(one, now);
  const seen = one.seenAt === null ? 'not seen yet' : `last seen on ${dayInWords(one.seenAt)}`;
  const said = {
    done: one.doneAt === null ? '' : `Erased; it said so on ${when(one.doneAt)}`,
    ended: `It has not answered (${seen}). Its leases ended on ${dayInWords(one.leaseUntil)}: Larkrise opens nothing on it with any PIN, deletes what opening needs as soon as it is next open there, and erases at the next contact`,
    waiting: `It has not answered (${seen}). It may still hold a copy; at the latest on ${dayInWords(one.leaseUntil)} Larkrise opens nothing on it any more with any PIN`,
  };
  return html`<tr><td>${one.name}</td><td>${said[standing]}.</td></tr>`;
}

function tablets({ tablets: all, madeAt }: Certificate): Html {
  if (all.length === 0) return html`<p>No tablet could have held any of it.</p>`;
  const rows = all.map(one => tabletRow(one, madeAt));
  return html`<table><thead><tr><th scope="col">Tablet</th><th scope="col">What became of its copy</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function backUps({ askedAt, backUpDays }: Certificate): Html {
  const until =
    backUpDays === null
      ? 'Whoever keeps this server has not said for how long back-ups are kept.'
      : `Back-ups are kept for ${backUpDays} days here, so the last of them that can hold it goes on ${dayInWords(askedAt + backUpDays * 86_400_000)}.`;
  return html`<p>Back-ups that were made before ${dayInWords(askedAt)} still hold it, sealed. ${until}
When such a back-up is restored, Larkrise erases the same again before anybody can read it.</p>`;
}

const kindsTable = ({ kinds, records }: Certificate): Html =>
  kinds.length === 0
    ? html`<p>${records} records. This server did not count their kinds yet when they were erased.</p>`
    : html`<table><thead><tr><th scope="col">Kind</th><th scope="col" class="number">How many</th></tr></thead>
<tbody>${kinds.map(({ kind, count }) => html`<tr><td>${namesOfKind(kind)}</td><td class="number">${count}</td></tr>`)}</tbody></table>`;

const leaseNote = `On a tablet that has not met the server for ${leaseLength / 86_400_000} days Larkrise opens nothing, with any PIN. The secrets that opening needs are deleted as soon as Larkrise is next open on it; while it stays off they lie there. A copy of its storage that somebody made before they were deleted is not covered by this, and neither is what somebody wrote down or photographed.`;

/** What a certificate says first: who has answered, and that somebody has not. */
function finished({ tablets: all, askedAt, madeAt }: Certificate): Html {
  const silent = all.filter(one => standingOn(one, madeAt) === 'ended').length;
  const others = silent === 0 ? 'every tablet that could hold it' : 'every other tablet that could hold it';
  const away = silent === 1 ? '1 tablet has not answered, and its leases' : `${silent} tablets have not answered, and their leases`;
  const rest = silent === 0 ? '' : ` ${away} have ended: what that means is said below.`;
  return html`<div class="note"><p>It was erased on the server on ${when(askedAt)}, and ${others} has said that it erased its copy.${rest}</p></div>`;
}

export function certificatePage(certificate: Certificate): string {
  const { id, what, of, askedAt, madeAt } = certificate;
  const done = isFinished(certificate);
  const title = done ? 'Certificate of erasure' : 'Erasure under way';
  const head = done
    ? finished(certificate)
    : html`<div class="note warn"><p>This is not a certificate yet. It was erased on the server on ${when(askedAt)}, but not every tablet has answered: see below.</p></div>`;
  const body = html`<main>
<p class="brand">Larkrise</p>
<h1>${title}</h1>
<p class="lead">Erased for good: ${subjects[what]}.</p>
${head}
<section><h2>What was erased</h2><dl><dt>Known as</dt><dd>${of}</dd><dt>Erasure</dt><dd>${id}</dd><dt>Erased on the server</dt><dd>${when(askedAt)}</dd></dl>
${kindsTable(certificate)}
<p class="small">Larkrise keeps the ids and these numbers, so that nothing of it can come back, and no word of what it was.</p></section>
<section><h2>On the tablets</h2>${tablets(certificate)}<p class="small">${leaseNote}</p></section>
<section><h2>In back-ups</h2>${backUps(certificate)}</section>
<footer><p>Written by the server on ${when(madeAt)}.</p></footer>
</main>`;
  return page(title, reportStyle, body);
}
