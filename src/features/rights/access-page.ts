// A report as one page that reads and prints without a network. Pure.
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { AccessReport, EarlierWords, RefusedWords, ReportedFile, ReportedRecord, ReportedSection } from './access-report';
import { type Html, html, page, words } from './html';
import { reportStyle } from './report-style';

const when = (at: number): string => `${dayInWords(at)}, ${timeInWords(at)}`;

const list = (pairs: readonly { readonly label: string; readonly value: string }[]): Html | null =>
  pairs.length === 0 ? null : html`<dl>${pairs.map(({ label, value }) => html`<dt>${label}</dt><dd>${words(value)}</dd>`)}</dl>`;

function file({ name, what, takenAt }: ReportedFile): Html {
  const of = what === 'voice' ? 'Voice note' : 'Photo';
  if (name === null) return html`<p class="small">${of} of ${when(takenAt)}: its bytes have not reached the server.</p>`;
  const shown =
    what === 'voice' ? html`<audio controls preload="none" src="${name}"></audio>` : html`<img src="${name}" alt="" loading="lazy">`;
  return html`<figure>${shown}<figcaption class="small"><a href="${name}">${of} of ${when(takenAt)}</a></figcaption></figure>`;
}

const said = ({ at, label, value, by, tablet, standing }: EarlierWords): Html => html`<li>
<span class="small">${when(at)}, ${by}${tablet === '' ? '' : `, on the tablet ${tablet}`}${standing === 'lost' ? ' (gave way to something written at the same time)' : ''}: ${label}</span><br>${words(value)}</li>`;

function earlier(all: readonly EarlierWords[]): Html | null {
  const shown = all.filter(({ isPause }) => !isPause);
  if (shown.length === 0) return null;
  const more = all.length - shown.length;
  return html`<details open><summary>What it said before</summary><ul>${shown.map(said)}</ul>
${more > 0 ? html`<p class="small">And ${more} more from the same minutes of writing: they are in report.json.</p>` : null}</details>`;
}

function record({ madeAt, by, fields, earlier: before, seenBy, files }: ReportedRecord): Html {
  const isLong = before.length > 3 || files.length > 0 || fields.some(({ value }) => value.length > 1_500);
  const head = by === '' ? null : html`<h3>${when(madeAt)}, ${by}</h3>`;
  const seen = seenBy.length === 0 ? null : html`<p class="small">Who can read it: ${seenBy.join('; ')}.</p>`;
  return html`<article class="${isLong ? 'long' : ''}">${head}${list(fields)}${files.map(file)}${seen}${earlier(before)}</article>
`;
}

const section = ({
  title,
  records,
}: ReportedSection): Html => html`<section><h2>${title} <span class="small">(${records.length})</span></h2>
${records.map(record)}</section>`;

const refused = (all: readonly RefusedWords[]): Html | null =>
  all.length === 0
    ? null
    : html`<section><h2>What was not taken in <span class="small">(${all.length})</span></h2>
<p class="small">It reached the server and was refused there. It is kept, so that nothing you wrote is lost.</p>
${all.map(({ at, reason, kind, fields }) => html`<article><h3>${when(at)}${kind === '' ? '' : `, ${kind}`}: ${reason.replaceAll('-', ' ')}</h3>${list(fields)}</article>`)}</section>`;

const tablets = ({ tablets: all }: AccessReport): Html | null =>
  all.length === 0
    ? null
    : html`<section><h2>Tablets you wrote on</h2><table><thead><tr><th scope="col">Tablet</th><th scope="col">First</th><th scope="col">Last</th><th scope="col" class="number">Changes</th></tr></thead>
<tbody>${all.map(one => html`<tr><td>${one.name === '' ? 'a tablet that is gone' : one.name}</td><td>${dayInWords(one.from)}</td><td>${dayInWords(one.to)}</td><td class="number">${one.changes}</td></tr>`)}</tbody></table></section>`;

const trail = ({ trail: all }: AccessReport): Html | null =>
  all.length === 0
    ? null
    : html`<section><h2>What was done, and by whom</h2><p class="small">Acts and moments, no words of anybody.</p>
<table><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Tablet</th></tr></thead>
<tbody>${all.map(({ at, act, who, tablet }) => html`<tr><td>${when(at)}</td><td>${act.replaceAll('-', ' ')}</td><td>${who}</td><td>${tablet}</td></tr>`)}</tbody></table></section>`;

interface Voice {
  readonly about: string;
  readonly whose: string;
  readonly facts: string;
}

/** How a report speaks of whom it is about. */
const voices: Readonly<Record<AccessReport['what'], Voice>> = {
  person: { about: 'What is kept about', whose: 'you', facts: 'Who you are here' },
  child: { about: 'What is kept about the baby', whose: 'her', facts: 'Who she is here' },
  nursery: { about: 'What leaders may read at', whose: 'this nursery', facts: 'The nursery' },
};

function contents({ what, sections }: AccessReport): Html {
  const counts = sections.map(({ title, records }) => `${title}: ${records.length}`);
  const { whose } = voices[what];
  const of = what === 'nursery' ? 'for the leaders of' : 'about';
  return html`<div class="note"><p>This is what Larkrise keeps ${of} ${whose}, as it stood when the report was made. ${counts.length > 0 ? `${counts.join(', ')}.` : ''}</p>
<p>The same is in the file report.json, for other programs. Photos and voice notes are in the folder files.</p></div>`;
}

const toTheNursery = html`<p>If something here is wrong, or missing, tell the nursery: it must answer. If its answer does not help you, the Information Commissioner hears complaints (ico.org.uk).</p>`;

export function accessPage(report: AccessReport): string {
  const { what, id, name, madeAt, facts, sections, leftOut } = report;
  const { about, whose, facts: head } = voices[what];
  const body = html`<main>
<p class="brand">Larkrise</p>
<h1>${about} <bdi dir="auto">${name}</bdi></h1>
<p class="lead">Made on ${when(madeAt)}.</p>
${contents(report)}
<section><h2>${head}</h2>${list(facts)}</section>
${sections.map(section)}
${refused(report.refused)}
${tablets(report)}
${trail(report)}
<section><h2>What is not in it, and why</h2><ul>${leftOut.map(one => html`<li>${one}</li>`)}</ul></section>
<footer>${what === 'nursery' ? null : toTheNursery}<p>Larkrise knows ${whose} as ${id}.</p></footer>
</main>`;
  return page(`${about} ${name}`, reportStyle, body);
}
