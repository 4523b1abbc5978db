// A field's value in words: a choice by its sentence, what somebody wrote as it is.
import type { Sentence } from './words/define';
import { valueWords as words } from './words/values';

const choices: Readonly<Record<string, Sentence>> = {
  'gap-task-try went well': words.wentWell,
  'gap-task-try went mixed': words.wentMixed,
  'gap-task-try went not-yet': words.wentNotYet,
  'strength-word standing said': words.wordSaid,
  'strength-word standing taken-back': words.wordTakenBack,
  'shared-reflection standing with-mentor': words.withMentor,
  'shared-reflection standing withdrawn': words.withdrawn,
};

export interface SaidValue {
  /** Null: it is somebody's own text. */
  readonly sentence: Sentence | null;
  readonly text: string;
}

export function valueInWords(kind: string, field: string, value: unknown): SaidValue {
  const key = `${kind} ${field} ${String(value)}`;
  const sentence = Object.hasOwn(choices, key) ? (choices[key] ?? null) : null;
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { sentence, text };
}
