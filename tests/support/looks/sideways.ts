// Check: nothing scrolls sideways, neither the page nor a part of it that is not meant to.
import { type Check, type Fault, fault, once } from './fault';
import { isShown } from './seen';

const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);

const tooWide = (element: Element): number => element.scrollWidth - element.clientWidth;

export const sideways: Check = () => {
  const page = document.documentElement;
  const found: Fault[] = tooWide(page) > 0 ? [fault(widest(), `the page scrolls sideways by ${tooWide(page)} px; the widest is this`)] : [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.clientWidth === 0 || tooWide(element) <= 1 || !scrolls(element)) continue;
    if (element.matches('input, textarea, select') || !isShown(element)) continue;
    found.push(fault(element, `scrolls sideways by ${tooWide(element)} px`));
  }
  return once(found);
};

/** The element that reaches farthest beyond either side of the window. */
function widest(): Element {
  const width = document.documentElement.clientWidth;
  const beyond = (element: Element): number => {
    const { left, right } = element.getBoundingClientRect();
    return Math.max(right - width, -left);
  };
  return [...document.body.querySelectorAll('*')]
    .filter(isShown)
    .reduce((far, element) => (beyond(element) > beyond(far) ? element : far), document.body);
}
