// Check: nothing that is fixed to the window stands in a query container: browsers before Chrome 129 would fix it to that instead.
import { bare, type Check, fault } from './fault';
import { isShown } from './seen';

const isFixed = (element: Element): boolean => getComputedStyle(element).position === 'fixed' && !element.matches('dialog:modal');

const isContainer = (element: Element): boolean => {
  const kind = getComputedStyle(element).containerType;
  return kind !== 'normal' && kind !== '';
};

const above = (element: Element): Element[] => (element.parentElement ? [element.parentElement, ...above(element.parentElement)] : []);

export const held: Check = () =>
  [...document.body.querySelectorAll('*')]
    .filter(element => isFixed(element) && isShown(element))
    .flatMap(element => {
      const by = above(element).find(isContainer);
      return by ? [fault(element, `is fixed, but stands in the query container ${bare(by)}`)] : [];
    });
