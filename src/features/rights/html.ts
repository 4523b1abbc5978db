// HTML for pages that are saved and printed: whatever is put into it is escaped, unless it is HTML of ours already. Pure.

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Of the control characters only line ends and tabs are text. */
const isText = (sign: string): boolean => sign >= ' ' || sign === '\n' || sign === '\t';
const escaped = (text: string): string =>
  [...text]
    .filter(isText)
    .join('')
    .replace(/[&<>"']/g, sign => signs[sign] ?? '');

type Part = string | number | Html | null | readonly Part[];

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(textOf).join('') : escaped(String(part));
}

export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((text, string, at) => text + textOf(parts[at - 1] ?? null) + string));

/** Words as somebody wrote them: their own direction, their line ends, nothing else. */
export const words = (text: string): Html => html`<bdi class="words" dir="auto">${text}</bdi>`;

/** Nothing is fetched and nothing runs: the page is whole by itself, and its pictures lie beside it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; media-src 'self' file:";

/** A whole page; `css` is ours. */
export const page = (title: string, css: string, body: Html): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${css}</style>
</head>
<body>
${body.text}
</body>
</html>
`;
