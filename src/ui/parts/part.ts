// What the page of parts is told about each part: its states, each with what it looks like; who adds a part to the kit adds it here too.
import type { VNode } from 'preact';

/** Shown as if the pointer were over it, the keyboard had brought it the focus, or a finger were on it. */
export type Hint = 'hover' | 'focus' | 'press';

export interface State {
  readonly name: string;
  /** Drawn as a component of its own, so it may hold what it needs. */
  readonly show: () => VNode | null;
  readonly hint?: Hint;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

export interface Part {
  /** As it is imported from src/ui/. */
  readonly name: string;
  readonly states: readonly State[];
}

export interface Group {
  readonly title: string;
  readonly parts: readonly Part[];
}

export const state = (name: string, show: () => VNode | null, more: Pick<State, 'hint' | 'wide'> = {}): State => ({ name, show, ...more });
export const hinted = (hint: Hint, show: () => VNode | null): State => ({ name: `as on ${hint}`, show, hint });
