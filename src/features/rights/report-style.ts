// How reports and certificates look, on screen and on paper: the house style in one self-contained sheet.

export const reportStyle = `
:root { color-scheme: light; --paper: #fffdf9; --ink: #21302e; --soft: #55615e; --line: #e2d8c6; --teal: #1f4d4a; --wash: #e0ebe6; --clay: #a84b2b; --clay-wash: #f7e3d8 }
* { box-sizing: border-box }
body { margin: 0; background: #fbf7f0; color: var(--ink); font: 1.0625rem/1.5 "Atkinson Hyperlegible Next", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif }
main { max-inline-size: 46rem; margin-inline: auto; padding: 2.5rem clamp(1rem, 5vw, 3rem) 4rem }
h1 { margin: 0 0 .5rem; font-size: clamp(1.6rem, 5vw, 2.2rem); line-height: 1.2; color: var(--teal); text-wrap: balance }
h2 { margin: 2.75rem 0 .75rem; padding-block-end: .35rem; border-block-end: 2px solid var(--line); font-size: 1.3rem; line-height: 1.25; color: var(--teal) }
h3 { margin: 0; font-size: 1rem; color: var(--soft); font-weight: 600 }
p { margin: 0 0 .75rem }
.lead { font-size: 1.125rem; color: var(--soft) }
.brand { margin: 0 0 1.5rem; font-weight: 650; letter-spacing: .02em; color: var(--clay) }
dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .4rem 1.25rem; margin: 0 }
dt { color: var(--soft) }
dd { margin: 0; min-inline-size: 0; overflow-wrap: anywhere }
.words { white-space: pre-wrap; overflow-wrap: anywhere }
article { margin-block: 1rem; padding: 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: .9rem; break-inside: avoid-page }
article > * + * { margin-block-start: .75rem }
article.long { break-inside: auto }
.note { margin-block: 1rem; padding: .9rem 1.25rem; background: var(--wash); border-radius: .9rem }
.warn { background: var(--clay-wash) }
.note > :last-child { margin-block-end: 0 }
.small { font-size: .9375rem; color: var(--soft) }
details { border-block-start: 1px solid var(--line); padding-block-start: .5rem }
summary { cursor: pointer; min-block-size: 1.75rem; color: var(--teal) }
ul { margin: 0; padding-inline-start: 1.25rem }
li + li { margin-block-start: .4rem }
table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .45rem .75rem .45rem 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); overflow-wrap: break-word }
th { font-weight: 600; color: var(--soft) }
td.number, th.number { padding-inline-end: 0; text-align: end }
section > * + * { margin-block-start: 1rem }
section > h2 + * { margin-block-start: 0 }
img { display: block; max-inline-size: 100%; max-block-size: 22rem; border-radius: .75rem }
figure { margin: 0 }
audio { inline-size: 100% }
a { color: var(--teal) }
footer { margin-block-start: 3rem; padding-block-start: 1rem; border-block-start: 2px solid var(--line); font-size: .9375rem; color: var(--soft) }
@media (max-width: 30rem) { td, th { padding-inline-end: .5rem; font-size: .875rem } dl { grid-template-columns: 1fr; gap: .1rem } dd { margin-block-end: .6rem } }
@media print {
  @page { margin: 18mm 16mm }
  body { background: none; font-size: 10.5pt }
  main { max-inline-size: none; padding: 0 }
  article { border-color: #bbb }
  h2 { break-after: avoid }
  audio { display: none }
  img { max-block-size: 70mm }
  .note { border: 1px solid #bbb }
}
`;
