// Check: the page has a title and one heading that says where one is, and something under it.
import { type Check, type Fault, fault } from './fault';
import { controls, isShown, lines, scope } from './seen';

function headings(): Fault[] {
  const open = scope();
  if (open !== document.body) {
    const name = document.getElementById(open.getAttribute('aria-labelledby') ?? '');
    const isNamed = name?.matches('h1, h2') && isShown(name);
    return isNamed ? [] : [fault(open, 'an open dialog has no heading that names it')];
  }
  const all = [...document.querySelectorAll('h1')].filter(heading => isShown(heading) || heading.closest('[aria-busy="true"]'));
  const first = all[0];
  if (!first) return [fault(document.body, 'the page has no heading of the first level')];
  return all.slice(1).map(heading => fault(heading, 'a second heading of the first level'));
}

function title(): Fault[] {
  return document.title.trim() === '' ? [fault(document.body, 'the page has no title')] : [];
}

/** Something to read beside the heading, or to do. */
function content(): Fault[] {
  const place = document.querySelector('dialog:modal') ?? document.querySelector('main') ?? document.body;
  const isInPlace = (element: Element): boolean => place.contains(element) && !element.closest('h1');
  const isThere = lines().some(({ element }) => isInPlace(element)) || controls().some(isInPlace);
  return isThere ? [] : [fault(place, 'the page is empty')];
}

export const heading: Check = () => [...headings(), ...title(), ...content()];
