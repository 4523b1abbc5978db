// How a feature registers what it shows: its pages, its place in the navigation, and what the plus offers.
import type { VNode } from 'preact';
import type { Role } from '../features/roster/colleague';
import type { IconData } from './Icon';
import type { Sentence } from './words/define';

/** `Given` is what main/ hands to every page: who is unlocked, the shelf of modules. Parameters of the path come as well. */
export interface PageOf<Given> {
  /** A pattern such as /babies/:child. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly view: (props: Given & PathParameters) => VNode | null;
}

/** The parts of the address that a page was opened with. */
export interface PathParameters {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** One of the five places of the bar or the rail; `order` sorts them. */
export interface NavPlace {
  readonly path: string;
  readonly label: Sentence;
  readonly icon: IconData;
  readonly roles: readonly Role[];
  readonly order: number;
}

/** Something that can be begun from the plus. */
export interface Act {
  readonly path: string;
  readonly label: Sentence;
  readonly icon: IconData;
  readonly roles: readonly Role[];
}

export interface Registered<Given> {
  readonly pages: readonly PageOf<Given>[];
  readonly places?: readonly NavPlace[];
  readonly acts?: readonly Act[];
}

/** Which place is lit: the one whose path the address begins with, Today only when nothing longer fits. */
export function placeAt(path: string, places: readonly NavPlace[]): NavPlace | undefined {
  const fits = (place: NavPlace) => place.path === '/' || path === place.path || path.startsWith(`${place.path}/`);
  return places.filter(fits).sort((a, b) => b.path.length - a.path.length)[0];
}
