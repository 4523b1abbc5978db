// Makes the page look as the device's settings would make it, and marks parts as under a pointer: by reading the kit's own rules again.

/** A setting of the device, and whether it holds; null leaves it to the device. */
export type Settings = Readonly<
  Record<'prefers-color-scheme: dark' | 'prefers-contrast: more' | 'prefers-reduced-motion: reduce', boolean | null>
>;

const always = 'min-width: 0px';
const never = 'max-width: 0px';

/** What each rule was for before it was turned; kept by whoever turns. */
export type Originals = WeakMap<CSSMediaRule, string>;

function* rulesOf(rules: CSSRuleList): Generator<CSSRule> {
  for (const rule of rules) {
    yield rule;
    if (rule instanceof CSSGroupingRule) yield* rulesOf(rule.cssRules);
  }
}

function* everyRule(page: Document): Generator<CSSRule> {
  for (const sheet of page.styleSheets) yield* rulesOf(sheet.cssRules);
}

/** Has the media queries about `settings` answer as told. */
export function answerMedia(page: Document, settings: Settings, originals: Originals): void {
  for (const rule of everyRule(page)) {
    if (!(rule instanceof CSSMediaRule)) continue;
    const original = originals.get(rule) ?? rule.media.mediaText;
    originals.set(rule, original);
    const answered = Object.entries(settings).reduce(
      (text, [query, holds]) => (holds === null ? text : text.replace(`(${query})`, `(${holds ? always : never})`)),
      original,
    );
    if (answered !== rule.media.mediaText) rule.media.mediaText = answered;
  }
  const dark = settings['prefers-color-scheme: dark'];
  page.documentElement.style.colorScheme = dark === null ? '' : dark ? 'dark' : 'light';
}

const hints: readonly [pseudo: RegExp, hint: string][] = [
  [/:hover/g, 'hover'],
  [/:focus-visible|:focus(?![-\w])/g, 'focus'],
  [/:active/g, 'press'],
];

/** Beside every rule for a pointer, the focus or a press, the same rule for what only shows it: [data-shows~="hover"]. */
export function repeatHints(page: Document): void {
  for (const rule of [...everyRule(page)]) {
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [pseudo, hint] of hints) {
      const shown = rule.selectorText.replace(pseudo, `[data-shows~="${hint}"]`);
      const holder = rule.parentRule instanceof CSSGroupingRule ? rule.parentRule : rule.parentStyleSheet;
      if (shown === rule.selectorText || !holder || isThere(holder.cssRules, shown)) continue;
      holder.insertRule(`${shown} { ${rule.style.cssText} }`, [...holder.cssRules].indexOf(rule) + 1);
    }
  }
}

const isThere = (rules: CSSRuleList, selector: string): boolean =>
  [...rules].some(rule => rule instanceof CSSStyleRule && rule.selectorText === selector);
