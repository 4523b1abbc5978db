// For each check of the looks: pages that have exactly one fault, and beside each one that has it not.
import type { CheckName } from './looks-page';

export interface Case {
  readonly check: CheckName;
  /** The fault, as a title. */
  readonly title: string;
  readonly bad: string;
  readonly good: string;
  /** What is said about the bad page. */
  readonly says: RegExp;
}

const of = (check: CheckName, title: string, says: RegExp, bad: string, good: string): Case => ({ check, title, says, bad, good });

const long = 'a'.repeat(80);
/** Wider than a box, and in every font narrower than the window. */
const aBitLong = 'a'.repeat(35);
const box = 'inline-size: 200px; font: 16px/1.5 sans-serif';
const bar = 'position: fixed; inset: auto 0 0 0; block-size: 80px; background: white';
const tall = '<p style="block-size: 1200px">Long</p>';

export const cases: readonly Case[] = [
  of(
    'sideways',
    'a page that is wider than the window',
    /the page scrolls sideways by 240 px.*: p\.wide/,
    '<p class="wide" style="inline-size: 1000px">Wide</p>',
    '<p style="max-inline-size: 100%; inline-size: 1000px">Wide</p>',
  ),
  of(
    'sideways',
    'a part of it that scrolls sideways',
    /scrolls sideways by 200 px: div "Wide/,
    `<div style="${box}; overflow: auto"><p style="inline-size: 400px">Wide</p></div>`,
    `<div style="${box}; overflow: auto"><p style="block-size: 400px">High</p></div>`,
  ),
  of(
    'cut off',
    'a text that its box hides',
    / px of its text are cut off by p: p "aaa/,
    `<p style="${box}; overflow: hidden">${long}</p>`,
    `<p style="${box}; overflow: hidden; overflow-wrap: anywhere">${long}</p>`,
  ),
  of(
    'cut off',
    'an ellipsis that nobody meant',
    /text are cut off by p/,
    `<p style="${box}; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Some words and ${long}</p>`,
    `<a href="#"><span class="head-name" style="display: block; ${box}; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${long}</span></a>`,
  ),
  of(
    'cut off',
    'the third line of a text that shows two',
    /text are cut off by p\.clamp/,
    `<p class="clamp" style="${box}; display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2">${'some words '.repeat(20)}</p>`,
    `<a href="#"><span class="clamp" style="${box}; display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2">${'some words '.repeat(20)}</span></a>`,
  ),
  of(
    'cut off',
    'a box that is lower than its words',
    /text are cut off by div/,
    `<div style="${box}; block-size: 40px; overflow: hidden"><p>One</p><p>Two</p><p>Three</p></div>`,
    `<div style="${box}; block-size: 40px; overflow: auto"><p>One</p><p>Two</p><p>Three</p></div>`,
  ),
  of(
    'cut off',
    'a word that is wider than its card',
    /its text runs \d+ px out of div\.card/,
    `<div class="card" style="${box}; background: #eee"><span>${aBitLong}</span></div>`,
    `<div class="card" style="${box}; background: #eee; overflow-wrap: break-word"><span>${aBitLong}</span></div>`,
  ),
  of(
    'cut off',
    'words that hang out of a low button',
    /its text runs \d+ px out of button/,
    `<button style="${box}; block-size: 24px; padding: 0; border: 1px solid"><span style="display: block">One</span><span style="display: block">Two</span><span style="display: block">Three</span></button>`,
    `<button style="${box}; padding: 0; border: 1px solid"><span style="display: block">One</span><span style="display: block">Two</span><span style="display: block">Three</span></button>`,
  ),
  of(
    'cut off',
    'a text that begins left of the window',
    /its text runs 32 px out of the window/,
    '<p style="margin-inline-start: -40px">Begins too early</p>',
    '<a href="#" style="position: absolute; inset-block-start: -80px; inset-inline-start: -5px">Skip to the page</a>',
  ),
  of(
    'cut off',
    'a button that its row hides',
    /px of it are cut off by div\.row/,
    `<div class="row" style="${box}; overflow: clip; display: flex"><button style="flex: none; inline-size: 150px">One</button><button style="flex: none; inline-size: 150px" aria-label="Two"></button></div>`,
    `<div class="row" style="${box}; overflow: clip; display: flex; flex-wrap: wrap"><button style="inline-size: 150px">One</button><button style="inline-size: 150px" aria-label="Two"></button></div>`,
  ),
  of(
    'overlap',
    'two buttons, one upon the other',
    /lies over button "Two"/,
    '<button style="inline-size: 100px">One</button><button style="inline-size: 100px; margin-inline-start: -30px">Two</button>',
    '<button style="inline-size: 100px">One</button><button style="inline-size: 100px; margin-inline-start: -1px">Two</button>',
  ),
  of(
    'overlap',
    'lines of two texts on the same spot',
    /lies over p "Below"/,
    `<p style="${box}; margin: 0">Above</p><p style="${box}; margin: -18px 0 0">Below</p>`,
    `<p style="${box}; margin: 0; line-height: 1">Above</p><p style="${box}; margin: 0; line-height: 1">Below</p>`,
  ),
  of(
    'overlap',
    'a text that runs over a button',
    /lies over (p "Some words that|button "Go")/,
    `<div style="display: flex; inline-size: 200px"><p style="inline-size: 60px; white-space: nowrap">Some words that run on</p><button>Go</button></div>`,
    `<div style="display: flex; inline-size: 200px"><p style="inline-size: 60px">Some words that run on</p><button>Go <b>on</b></button></div>`,
  ),
  of(
    'covered',
    'a button behind the bar at the end of the page',
    /div\.bar/,
    `${tall}<button>Last</button><div class="bar" style="${bar}"></div>`,
    `${tall}<button style="margin-block-end: 90px; scroll-margin-block: 90px">Last</button><div class="bar" style="${bar}"></div>`,
  ),
  of(
    'covered',
    'a button that comes into view behind the bar',
    /cannot be tapped where it is scrolled to, under div\.bar/,
    `<button style="position: absolute; inset-block-start: 1300px">Deep</button><div style="block-size: 3000px"></div><div class="bar" style="${bar}"></div>`,
    `<style>html { scroll-padding-block: 90px }</style><button style="position: absolute; inset-block-start: 1300px">Deep</button><div style="block-size: 3000px"></div><div class="bar" style="${bar}"></div>`,
  ),
  of(
    'covered',
    'the last words of a page behind the bar',
    /stays behind div\.bar at the end of the page: p "Last words"/,
    `${tall}<p>Last words</p><div class="bar" style="${bar}"></div>`,
    `${tall}<p style="margin-block-end: 90px">Last words</p><div class="bar" style="${bar}"></div>`,
  ),
  of(
    'covered',
    'a button under something that lets no tap through',
    /cannot be tapped where it is scrolled to, under div\.veil/,
    '<button>Under</button><div class="veil" style="position: absolute; inset: 0"></div>',
    '<button>Under</button><div class="veil" style="position: absolute; inset: 0; pointer-events: none"></div>',
  ),
  of(
    'targets',
    'a button that is too low for a thumb',
    /is 60 by 30 px, less than 48/,
    '<button style="inline-size: 60px; block-size: 30px">Low</button>',
    '<button style="inline-size: 60px; block-size: 30px" disabled>Low</button><button style="inline-size: 60px; block-size: 48px">High</button>',
  ),
  of(
    'targets',
    'a link in a text that is lower than 24 px',
    /less than 24/,
    '<p style="font-size: 12px">There is much to read about <a href="#">it</a> here and elsewhere.</p>',
    '<p style="font-size: 24px">There is much to read about <a href="#">it all</a> here and elsewhere.</p>',
  ),
  of(
    'targets',
    'a box to tick whose label is small',
    /is [\d.]+ by \d+ px, less than 48: label/,
    '<label><input type="checkbox">Small</label>',
    '<label style="display: flex; min-block-size: 48px; inline-size: 120px"><input type="checkbox">Large</label>',
  ),
  of(
    'heading',
    'no heading',
    /no heading of the first level/,
    '<title>Here</title><main><p>Words</p></main>',
    '<title>Here</title><main><h1>Here</h1><p>Words</p></main>',
  ),
  of(
    'heading',
    'two headings of the first level',
    /a second heading of the first level: h1 "There"/,
    '<title>Here</title><main><h1>Here</h1><h1>There</h1><p>Words</p></main>',
    '<title>Here</title><main><h1>Here</h1><h1 hidden>There</h1><p>Words</p></main>',
  ),
  of(
    'heading',
    'no title',
    /the page has no title/,
    '<main><h1>Here</h1><p>Words</p></main>',
    '<title>Here</title><main><h1>Here</h1><p>Words</p></main>',
  ),
  of(
    'heading',
    'a page with nothing on it',
    /the page is empty/,
    '<title>Here</title><main><h1>Here</h1><p hidden>Words</p></main>',
    '<title>Here</title><main><h1>Here</h1><button>Go</button></main>',
  ),
  of('raw words', 'the name of a sentence', /the name of a sentence/, '<p>gap-tasks.triedTask</p>', '<p>example.org is a place</p>'),
  of('raw words', 'a value that is missing', /a value is missing/, '<p>Hello {name}</p>', '<p><bdi>I wrote {name}</bdi></p>'),
  of('raw words', 'a value that is none', /a value that is none/, '<p>since Invalid Date</p>', '<p>since 7:15am</p>'),
  of(
    'isolation',
    'a name that turns the sentence round it',
    /without bdi/,
    '<p>Hello مريم, 12 months</p>',
    '<p>Hello <bdi>مريم</bdi>, 12 months</p><p>مريم</p>',
  ),
  of(
    'isolation',
    'a sentence that the name at its beginning turned round',
    /turned the whole sentence round: bdi/,
    '<h1><bdi dir="auto">\u2068مريم\u2069’s strengths</bdi></h1>',
    '<h1>\u2068مريم\u2069’s strengths</h1><p lang="ar" dir="rtl">أهلا \u2068مريم\u2069</p>',
  ),
  of(
    'held',
    'a fixed bar inside a query container',
    /stands in the query container div\.page/,
    `<div class="page" style="container-type: inline-size"><div style="${bar}">Undo</div></div>`,
    `<div class="page" style="container-type: inline-size"></div><div style="${bar}">Undo</div>`,
  ),
  of(
    'focus',
    'a focus that cannot be seen',
    /does not show it: button/,
    '<style>button:focus { outline: none }</style><button>Go</button>',
    '<style>button:focus { outline: 3px solid }</style><button>Go</button>',
  ),
  of(
    'focus',
    'nothing that Tab reaches',
    /Tab reaches nothing/,
    '<button tabindex="-1">Go</button>',
    '<style>a:focus { outline: 3px solid }</style><a href="#">Go</a>',
  ),
  of(
    'focus',
    'a focus behind a bar',
    /behind a bar: button/,
    `<style>button:focus { outline: 3px solid }</style><button style="position: absolute; inset-block-end: 10px">Go</button><div style="${bar}"></div>`,
    `<style>button:focus { outline: 3px solid }</style><div style="${bar}"><button>Go</button></div>`,
  ),
];
