// The demo's first page: what this is, where each part is, who is there, and the switch of its cable. Works without script.
import { sampleBabies, sampleStaff } from '../nurseries';
import { officeCode, officePassphrase, officePeople } from './office-accounts.server';
import type { DemoPart } from './parts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is finished: it is not escaped again. */
interface Markup {
  readonly markup: string;
}
type Piece = string | Markup | readonly Markup[];

const render = (piece: Piece): string => {
  if (typeof piece === 'string') return piece.replace(/[&<>"']/g, letter => escapes[letter] ?? letter);
  return 'markup' in piece ? piece.markup : piece.map(one => one.markup).join('');
};
const html = (texts: TemplateStringsArray, ...pieces: Piece[]): Markup => ({
  markup: texts.map((text, at) => text + render(pieces[at] ?? '')).join(''),
});

export interface ShownPart extends DemoPart {
  readonly address: string;
  readonly isCut: boolean;
}

function person(id: string, says: (title: string) => string, secret: (pin: string) => Markup): Markup {
  const found = sampleStaff.find(one => one.id === id);
  if (!found) throw new Error(`nobody called ${id} is in the sample`);
  const { firstName, title, hue, pin } = found;
  return html`<li data-hue="${hue}"><b aria-hidden="true">${firstName.slice(0, 1)}</b>
    <span>${firstName}<small>${says(title)}</small></span><code>${secret(pin)}</code></li>`;
}
const withPin = (id: string): Markup =>
  person(
    id,
    title => title,
    pin => html`<span class="unseen">PIN </span>${pin}`,
  );
/** Her sign-in name is her id. */
const withCode = (id: string, now: number): Markup =>
  person(
    id,
    title => `${title}, signs in as ${id}`,
    () => html`<span class="unseen">Six digits </span><span data-code="${id}">${officeCode(id, now)}</span>`,
  );

/** The words of a switch in both states; landing.mjs puts the others in. */
const cable = ({ name, isCut }: Pick<ShownPart, 'name' | 'isCut'>): Markup =>
  html`<form class="switch" method="post" action="/demo/cable" data-cable="${isCut ? 'cut' : 'in'}">
    <input type="hidden" name="part" value="${name}"><input type="hidden" name="cut" value="${isCut ? '0' : '1'}">
    <p role="status"><i aria-hidden="true"></i><span data-when="in">Cable in</span><span data-when="cut">Cable cut: nothing gets through</span></p>
    <button><span data-when="in">Cut the cable</span><span data-when="cut">Mend the cable</span></button></form>`;

const card = (part: ShownPart): Markup =>
  html`<section class="part" data-part="${part.name}" aria-labelledby="${part.name}">
    <h2 id="${part.name}">${part.title}</h2><p>${part.about}</p>
    <a class="open" href="${part.address}" target="_blank" rel="noopener">Open ${part.title.replace(/^The/, 'the')}</a>
    <h3>Who is there</h3><ul class="people">${part.people.map(withPin)}</ul>
    <h3>Try this</h3><ol>${part.tryThis.map(step => html`<li>${step}</li>`)}</ol>
    ${cable(part)}</section>`;

const officeSteps = [
  'Sign in as Marcia: the name and the six digits that stand beside her, and the passphrase. The digits change every half minute and count once.',
  'Enter a new colleague at Quince Street, and look at the slip with her PIN.',
  'Make a code for a new tablet, and open the address below in another window: both show the same six digits before it is let in.',
];

const office = (port: string, now: number): Markup =>
  html`<section class="part" data-part="desk" aria-labelledby="desk"><div>
    <h2 id="desk">The office</h2><p>Where leaders and the training officer sign in from a computer of their own: nurseries, rooms, people, tablets. It needs the network.</p>
    <a class="open" href="/office" target="_blank" rel="noopener">Open the office</a></div>
    <div><h3>Who has an account</h3><ul class="people">${officePeople.map(id => withCode(id, now))}</ul>
    <p class="told">Passphrase of all three: <code>${officePassphrase}</code></p></div>
    <div><h3>Try this</h3><ol>${officeSteps.map(step => html`<li>${step}</li>`)}</ol>
    <p class="told">A new tablet: <code>http://new.localhost:${port}/</code></p></div></section>`;

const face = (file: string): Markup => html`<img src="/faces/${file}" alt="" width="72" height="72">`;

export function landingPage(parts: readonly ShownPart[], { port, now }: { readonly port: string; readonly now: number }): string {
  const faces = sampleBabies.slice(0, 7).map(baby => face(baby.face));
  return render(html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Larkrise: the demo</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/demo/landing.css"><script type="module" src="/demo/landing.mjs"></script></head>
<body><header><div class="faces">${faces}</div><h1>Larkrise</h1>
<p class="lead">Larkrise is for the people who look after babies in nurseries: they watch, try, write and make strengths boards on a few shared tablets.
Most of the day there is no network, and no word is ever lost.
Here are two tablets of one nursery, their mentor’s own and the training officer’s own; open each in a tab, cut its cable, and see what happens.
What a leader does at a desk is in the office, at the end.</p></header>
<main>${parts.map(card)}${office(port, now)}</main>
<footer><p>Everybody here is made up, every face is drawn, and everything you write goes when the demo stops.</p></footer></body></html>
`);
}
