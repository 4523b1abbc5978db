// Check: what can be tapped is at least 48 px wide and high, and 24 px where it is a link in a running text.
import { type Box, heightOf, widthOf } from './box';
import { type Check, fault, once } from './fault';
import { boxesOf, controls, isInline, wholeBox } from './seen';

const least = 48;
const floor = 24;
/** Half a pixel is rounding. */
const hair = 0.5;

/** A link among other words of its paragraph. */
function isInText(control: Element): boolean {
  if (!control.matches('a') || !isInline(control)) return false;
  const words = control.parentElement?.closest('p, li, dd, td, blockquote, figcaption')?.textContent ?? '';
  return words.trim().length > (control.textContent ?? '').trim().length + 10;
}

/** A radio or checkbox outside its label is as large as both together. */
function tapped(control: Element): Box {
  const own = wholeBox(control);
  const label = control instanceof HTMLInputElement && /radio|checkbox/.test(control.type) ? control.labels?.[0] : undefined;
  if (!label) return own;
  const beside = label.getBoundingClientRect();
  return widthOf(beside) >= widthOf(own) ? beside : own;
}

export const targets: Check = () =>
  once(
    controls()
      .filter(control => !control.matches(':disabled, [aria-disabled="true"]') && boxesOf(control).length > 0)
      .flatMap(control => {
        const asked = isInText(control) ? floor : least;
        const box = tapped(control);
        const [width, height] = [widthOf(box), heightOf(box)].map(size => Math.round(size * 10) / 10);
        if (widthOf(box) >= asked - hair && heightOf(box) >= asked - hair) return [];
        return [fault(control, `is ${width} by ${height} px, less than ${asked}`)];
      }),
  );
