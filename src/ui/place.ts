// How a feature registers what it shows: its pages, its place in the navigation, what the plus offers, and how its records are listed.
import type { VNode } from 'preact';
import type { Role } from '../features/roster/role';
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

/** A page that is opened from Me. */
export interface LinkFromMe {
  readonly path: string;
  readonly label: Sentence;
  readonly icon: IconData;
  readonly roles: readonly Role[];
  /** `person`: what is hers; `tablet`: about this tablet and this app. */
  readonly about: 'person' | 'tablet';
}

/** What can be opened of a record; any field may be missing. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a record is about; `family`: words that somebody wrote down for the family of the baby with this id. */
export interface About {
  readonly of: 'baby' | 'family' | 'module' | 'task';
  readonly id: string;
}

/** How one kind of record stands in the list of what somebody has kept. */
export interface KeptKind {
  /** The record kind's name. */
  readonly kind: string;
  readonly called: (fields: Fields) => Sentence;
  /** The field with her own words; null where there is none. */
  readonly words: string | null;
  readonly about: (fields: Fields) => About | null;
  /** The page on which it is looked at. */
  readonly where: (id: string, fields: Fields) => string | null;
  /** The page on which such a thing is written anew. */
  readonly afresh: (fields: Fields) => string | null;
  /** The server made it, and only her answer to it is hers: it is listed while that waits. */
  readonly isAnswered?: true;
}

/** The text of a field; null where it is missing or no text. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The page whose last part is the id in a field; null where the field is missing. */
export function pathTo(before: string, fields: Fields, name: string): string | null {
  const id = textIn(fields, name);
  return id === null ? null : `${before}${encodeURIComponent(id)}`;
}

/** What a record is about, where the field that says it is there. */
export function aboutIn(fields: Fields, name: string, of: About['of']): About | null {
  const id = textIn(fields, name);
  return id === null ? null : { of, id };
}

export interface Registered<Given> {
  readonly pages: readonly PageOf<Given>[];
  readonly kept?: readonly KeptKind[];
  readonly places?: readonly NavPlace[];
  readonly acts?: readonly Act[];
  readonly links?: readonly LinkFromMe[];
}

/** Which place is lit: the one whose path the address begins with, Today only when nothing longer fits. */
export function placeAt(path: string, places: readonly NavPlace[]): NavPlace | undefined {
  const fits = (place: NavPlace) => place.path === '/' || path === place.path || path.startsWith(`${place.path}/`);
  return places.filter(fits).sort((a, b) => b.path.length - a.path.length)[0];
}
