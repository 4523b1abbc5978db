// The modules of this tablet: fetched for everybody on it, read live with what is already here to be watched.
import type { ReadonlySignal } from '@preact/signals';
import type { Http, HttpTrouble } from '../../device/http';
import type { MediaDownloads } from '../../device/media-downloads';
import type { Session, Tablet } from '../../device/session';
import type { Result } from '../../kernel/result';
import type { Module, Programme } from './pack';
import type { Readiness } from './readiness';

/** What modules need of the tablet; made once in main/. */
export interface Shelf {
  readonly tablet: Tablet;
  readonly http: Http;
  readonly downloads: MediaDownloads;
}

/** A module with how much of it is on this tablet. */
export interface ModuleHere {
  readonly programme: string;
  readonly module: Module;
  readonly readiness: Readiness;
}

/** Brings the newest manifest; the old one stays where there is no network or no understanding. */
export declare function fetchProgramme(shelf: Shelf, programme: string): Promise<Result<Programme, HttpTrouble>>;

/** All modules of all programmes in their order, and anew whenever something changes; null before the first reading. */
export declare function liveModules(shelf: Shelf): ReadonlySignal<readonly ModuleHere[] | null>;

/** Asks for a module's files; they come one after the other, also after a restart. `liveModules` shows how it goes. */
export declare function fetchModule(shelf: Shelf, module: Module): Promise<void>;

/** Gives the room back; files that another module needs as well stay. */
export declare function removeModule(shelf: Shelf, module: Module): Promise<void>;

/** Goes on with what was being fetched when the app was last closed, and looks whether all that was ready still is. */
export declare function resumeFetching(shelf: Shelf): Promise<void>;

/** Keeps where she is (seconds) and which chapters she has watched to their end. */
export declare function noteProgress(
  session: Session,
  module: string,
  progress: { readonly position: number; readonly chapters: readonly string[] },
): Promise<void>;
